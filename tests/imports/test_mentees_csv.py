from datetime import date

import pytest

from mentorat.imports.errors import MissingColumns
from mentorat.imports.plan import Change, Item
from mentorat.people.models import Mentee
from mentorat.people.queries import ine_digest
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MenteeIdentityFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory, TradeFamilyFactory
from tests.imports.files import csv_file, xlsx_file
from tests.imports.lists import (
    TITLES,
    applied,
    identity_of,
    line,
    mentees_csv,
    mentees_of,
    names,
    planned,
    problems,
)

pytestmark = pytest.mark.django_db
INE = "012345678AB"


@pytest.fixture
def school():
    MefFactory()
    return SchoolFactory()


@pytest.fixture
def campaign():
    return CampaignFactory()


def test_new_pupils_are_created_with_the_little_that_is_kept(school, campaign):
    MefFactory(
        code="2472000000", level="seconde", speciality=None, family=TradeFamilyFactory(code="008")
    )
    content = mentees_csv(
        line(ine=INE, mef="24725518331"), line("Ali", "Modèle", mef="2472000000", sex="1")
    )

    applied(content, school=school, campaign=campaign)

    lina, ali = Mentee.objects.unscoped("a test").order_by("pk")
    assert (lina.first_name, lina.last_name, lina.identity.sex) == ("Lina", "Exemple", "f")
    assert (lina.school, lina.place, lina.year) == (school, school.place, 2026)
    assert (lina.level, lina.mef_id, lina.speciality_id) == ("terminale", "2472551833", "40025518")
    assert (ali.level, ali.speciality_id, ali.family_id) == ("seconde", None, "008")
    assert ali.identity.sex == "m"
    assert identity_of(lina).ine_digest == ine_digest(INE)
    assert identity_of(lina).birth_date == date(2009, 3, 4)
    assert identity_of(ali).ine_digest == ""


def test_second_run_of_the_same_file_changes_nothing(school, campaign):
    content = mentees_csv(line(ine=INE), line("Ali", "Modèle"))
    applied(content, school=school, campaign=campaign, is_complete=True)
    before = mentees_of(school)

    plan = planned(content, school=school, campaign=campaign, is_complete=True)
    run = applied(content, school=school, campaign=campaign, is_complete=True)

    assert plan.changes_nothing
    assert names(plan.unchanged) == ["Lina Exemple", "Ali Modèle"]
    assert run.summary == {"created": 0, "changed": 0, "unchanged": 2, "ended": 0, "refused": 0}
    assert mentees_of(school) == before


def test_plan_says_what_changes_and_applies_it(school, campaign):
    MefFactory(code="2472551834", label="MEF de 1re", level="premiere")
    applied(mentees_csv(line(ine=INE)), school=school, campaign=campaign)
    changed = line("Lina", "Nouvelle", ine=INE, classe="1MELEC2", mef="2472551834", sex="")

    plan = planned(mentees_csv(changed), school=school, campaign=campaign)
    applied(mentees_csv(changed), school=school, campaign=campaign)

    changes = (
        Change("nom", "Exemple", "Nouvelle"),
        Change("classe", "TMELEC1", "1MELEC2"),
        Change("formation", "2472551833", "MEF de 1re"),
    )
    assert plan.changed == (Item("Lina Nouvelle", "1MELEC2", 2, changes),)
    mentee = Mentee.objects.unscoped("a test").get()
    assert (mentee.last_name, mentee.class_label, mentee.level) == (
        "Nouvelle",
        "1MELEC2",
        "premiere",
    )
    assert mentee.identity.sex == "f"


def test_pupil_is_recognised_by_name_and_birth_without_an_ine(school, campaign):
    applied(mentees_csv(line("Éloïse", "Le-Gall")), school=school, campaign=campaign)

    plan = planned(
        mentees_csv(line("ELOISE", "LE GALL", ine=INE)), school=school, campaign=campaign
    )

    change = Change("identifiant national", "", "enregistré")
    assert plan.changed == (Item("Éloïse Le-Gall", "TMELEC1", 2, (change,)),)


def test_pupil_whose_ine_was_corrected_is_the_same_pupil(school, campaign):
    applied(mentees_csv(line(ine=INE)), school=school, campaign=campaign)

    plan = planned(mentees_csv(line(ine="987654321ZZ")), school=school, campaign=campaign)

    change = Change("identifiant national", "enregistré", "nouveau")
    assert plan.changed[0].changes == (change,)


def test_pupil_known_without_birth_date_receives_it(school, campaign):
    MenteeFactory(school=school, first_name="Lina", last_name="Exemple")

    plan = planned(mentees_csv(line(sex="")), school=school, campaign=campaign)

    assert plan.created == ()
    assert Change("date de naissance", "", "04/03/2009") in plan.changed[0].changes


def test_namesakes_with_different_ine_are_two_pupils(school, campaign):
    twins = mentees_csv(line(ine=INE), line(ine="987654321ZZ"))

    plan = planned(twins, school=school, campaign=campaign)

    assert names(plan.created) == ["Lina Exemple", "Lina Exemple"]


def test_namesakes_that_cannot_be_told_apart_are_refused(school, campaign):
    for _ in range(2):
        mentee = MenteeFactory(school=school, first_name="Lina", last_name="Exemple")
        MenteeIdentityFactory(mentee=mentee)

    plan = planned(mentees_csv(line()), school=school, campaign=campaign, is_complete=True)

    reason = "Plusieurs élèves portent ce nom : nous ne savons pas lequel est déjà connu."
    assert problems(plan) == [(2, "nom", "Exemple Lina", reason)]
    assert plan.ended == ()


@pytest.mark.parametrize("twin", [line(classe="TMELEC2"), line("LINA", "EXEMPLE", ine=INE)])
def test_same_person_on_two_lines_is_shown_and_never_merged(school, campaign, twin):
    plan = planned(mentees_csv(line(ine=INE), line("Ali"), twin), school=school, campaign=campaign)

    assert names(plan.created) == ["Ali Exemple"]
    assert [(one.line, one.reason) for one in plan.refused] == [
        (2, "La même personne figure aussi à la ligne 4."),
        (4, "La même personne figure aussi à la ligne 2."),
    ]


def test_of_an_ended_schooling_and_one_that_goes_on_the_second_is_taken(school, campaign):
    content = mentees_csv(line(ine=INE, ends="10/09/2026"), line(ine=INE, classe="TMELEC2"))

    plan = planned(content, school=school, campaign=campaign)

    assert plan.created == (Item("Lina Exemple", "TMELEC2", 3),)
    assert [one.line for one in plan.refused] == [2]


def test_pupil_whose_schooling_ended_leaves(school, campaign):
    applied(mentees_csv(line()), school=school, campaign=campaign)
    content = mentees_csv(line(ends="15/09/2026"))

    plan = planned(content, school=school, campaign=campaign)
    applied(content, school=school, campaign=campaign)

    change = Change("départ", "", "15/09/2026")
    assert plan.ended == (Item("Lina Exemple", "TMELEC1", None, (change,)),)
    assert mentees_of(school) == [("Lina", "Exemple", "TMELEC1", date(2026, 9, 15))]
    assert planned(content, school=school, campaign=campaign).changes_nothing


def test_pupil_who_left_before_being_known_is_not_imported(school, campaign):
    plan = planned(mentees_csv(line(ends="15/09/2026")), school=school, campaign=campaign)

    reason = "Cet élève a quitté l’établissement le 15/09/2026 et n’est pas connu ici."
    assert problems(plan) == [(2, "nom", "Exemple Lina", reason)]


def test_end_of_the_school_year_is_no_departure(school, campaign):
    plan = planned(mentees_csv(line(ends="03/07/2027")), school=school, campaign=campaign)

    assert names(plan.created) == ["Lina Exemple"]


def test_pupil_who_comes_back_is_present_again(school, campaign):
    applied(mentees_csv(line()), school=school, campaign=campaign)
    applied(mentees_csv(line(ends="15/09/2026")), school=school, campaign=campaign)

    plan = planned(mentees_csv(line()), school=school, campaign=campaign)
    applied(mentees_csv(line()), school=school, campaign=campaign)

    assert plan.changed[0].changes == (Change("départ", "15/09/2026", "de retour"),)
    assert mentees_of(school) == [("Lina", "Exemple", "TMELEC1", None)]


def test_absent_pupils_end_only_when_the_file_is_said_complete(school, campaign):
    applied(mentees_csv(line(), line("Ali", "Modèle")), school=school, campaign=campaign)
    content = mentees_csv(line())

    partial = planned(content, school=school, campaign=campaign)
    complete = planned(content, school=school, campaign=campaign, is_complete=True)
    applied(content, school=school, campaign=campaign, is_complete=True)

    assert (names(partial.absent), partial.ended) == (["Ali Modèle"], ())
    assert (complete.absent, names(complete.ended)) == ((), ["Ali Modèle"])
    assert mentees_of(school)[1] == ("Ali", "Modèle", "TMELEC1", date(2026, 9, 20))


def test_pupil_of_a_refused_line_is_not_taken_for_absent(school, campaign):
    applied(mentees_csv(line(), line("Ali", "Modèle")), school=school, campaign=campaign)
    content = mentees_csv(line(), line("Ali", "Modèle", mef="9999999999"))

    plan = planned(content, school=school, campaign=campaign, is_complete=True)

    assert plan.ended == ()
    assert [one.line for one in plan.refused] == [3]


def test_wrong_lines_are_refused_with_what_to_do_and_the_others_go_on(school, campaign):
    MefFactory(code="9999999999", level="other")
    content = mentees_csv(
        line("Bon", "Élève"),
        line(mef="2311001011"),
        line(mef="247255183"),
        line(born="2009"),
        line(born="31/02/2009"),
        line(born="04/03/1950"),
        line(year="2025"),
        line(sex="x"),
        line(ine="123"),
        line(classe=""),
        line(first="", last="x" * 61),
        line(ends="juin"),
        line() + ";trop",
    )

    plan = planned(content, school=school, campaign=campaign)

    mef = "Ce code MEF n’est pas dans la voie professionnelle, ou n’est pas connu."
    assert names(plan.created) == ["Bon Élève"]
    assert problems(plan) == [
        (3, "mef_code", "2311001011", mef),
        (4, "mef_code", "247255183", mef),
        (5, "date_naissance", "2009", "Ce n’est pas une date."),
        (6, "date_naissance", "31/02/2009", "Ce n’est pas une date."),
        (
            7,
            "date_naissance",
            "04/03/1950",
            "Cette date de naissance n’est pas celle d’un élève de lycée.",
        ),
        (8, "année_scolaire", "2025", "Cette ligne n’est pas de l’année scolaire 2026-2027."),
        (9, "Sexe biologique", "x", "Ce mot n’est pas reconnu."),
        (10, "ine", "123", "Ce n’est pas un identifiant national : il a 11 chiffres et lettres."),
        (11, "label_classe", "", "Cet élève n’a pas de division."),
        (12, "prénom", "", "La cellule est vide."),
        (12, "nom", "x" * 61, "Le texte dépasse 60 caractères."),
        (13, "date_fin", "juin", "Ce n’est pas une date."),
        (14, "", "", "La ligne a plus de cellules que la ligne de titres."),
    ]
    assert all(one.advice for one in plan.refused)
    assert plan.numbers["refused"] == 12


@pytest.mark.parametrize("year", ["2026", "2026-2027", "2026/2027"])
@pytest.mark.parametrize("born", ["04/03/2009", "4-3-2009", "2009-03-04"])
def test_years_and_dates_are_read_as_people_write_them(school, campaign, year, born):
    plan = planned(mentees_csv(line(year=year, born=born)), school=school, campaign=campaign)

    assert names(plan.created) == ["Lina Exemple"]


def test_same_columns_in_a_spreadsheet_are_read_alike(school, campaign):
    content = xlsx_file(
        ["NOM", "Prenom", "Date_naissance", "label_classe", "MEF_code", "Annee_scolaire"],
        ["Exemple", "Lina", date(2009, 3, 4), "TMELEC1", 2472551833, 2026],
    )

    assert names(planned(content, school=school, campaign=campaign).created) == ["Lina Exemple"]


def test_file_without_its_columns_is_refused_at_once(school):
    content = csv_file(TITLES.replace("mef_code", "mef").replace("nom;", "Nom;"), line())

    with pytest.raises(MissingColumns) as refused:
        planned(content, school=school, campaign=None)

    assert refused.value.details == {"columns": "« mef_code »"}
