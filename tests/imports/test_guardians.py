"""The responsables légaux of a list: added, changed in sight, never over what one corrected."""

import pytest

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.imports import errors
from mentorat.imports.sources.mentees_csv.guardians import compared
from mentorat.imports.sources.mentees_siecle import rows as siecle
from mentorat.mentorships.actions import save_guardian
from mentorat.people.models import Guardian, Mentee
from mentorat.people.queries import GuardianRecord, KnownGuardian
from tests.factories.organisations import SchoolFactory
from tests.factories.people import AuthorisationFactory, UserFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory
from tests.imports.files import csv_file, zip_file
from tests.imports.lists import NOW, TITLES, applied, line, planned, problems
from tests.imports.test_siecle import classes, export, mentee

pytestmark = pytest.mark.django_db

UAI = "0010001W"
WHO = "Responsable 1 : nom;Responsable 1 : courriel;Responsable 1 : téléphone"
SECOND = "Responsable 2 : nom;Responsable 2 : courriel;Responsable 2 : légal"


@pytest.fixture
def school():
    MefFactory(code="2472551833")
    return SchoolFactory(uai=UAI)


@pytest.fixture
def campaign():
    return CampaignFactory()


def table(*guardians, titles=WHO):
    """Return a list of one pupil a line, with what follows the fifteen columns."""
    lines = [f"{line(first)};{rest}" for first, rest in guardians]
    return csv_file(f"{TITLES};{titles}", *lines)


def kept():
    rows = Guardian.objects.unscoped("a test").order_by("mentee", "rank")
    return list(rows.values_list("rank", "full_name", "email", "phone"))


def changes(plan):
    return [(one.what, one.before, one.after) for item in plan.changed for one in item.changes]


def test_guardians_come_with_a_new_pupil_and_are_read_first(school, campaign):
    content = table(("Lina", "Awa Exemple;AWA@exemple.fr;612345678"))

    (item,) = planned(content, school=school, campaign=campaign).created
    applied(content, school=school, campaign=campaign)

    (change,) = item.changes
    assert (change.what, change.after) == (
        "responsable 1",
        "Awa Exemple, awa@exemple.fr, 06 12 34 56 78",
    )
    assert kept() == [(1, "Awa Exemple", "awa@exemple.fr", "06 12 34 56 78")]


def test_a_second_run_changes_nothing_and_an_empty_cell_takes_nothing_away(school, campaign):
    applied(
        table(("Lina", "Awa Exemple;awa@exemple.fr;0612345678")), school=school, campaign=campaign
    )

    again = table(("Lina", "AWA EXEMPLE;;"))

    assert planned(again, school=school, campaign=campaign).changes_nothing


def test_a_new_address_is_a_visible_change_and_closes_the_links_sent_to_the_former(
    school, campaign
):
    applied(table(("Lina", "Awa Exemple;awa@exemple.fr;")), school=school, campaign=campaign)
    guardian = Guardian.objects.unscoped("a test").get()
    link = access.make_link(act=LinkAct.FAMILY, guardian=guardian, now=NOW, by=None)
    content = table(("Lina", "Awa Exemple;neuve@exemple.fr;"))

    plan = planned(content, school=school, campaign=campaign)
    applied(content, school=school, campaign=campaign)

    link.refresh_from_db()
    assert changes(plan) == [("responsable 1, courriel", "awa@exemple.fr", "neuve@exemple.fr")]
    assert kept() == [(1, "Awa Exemple", "neuve@exemple.fr", "")]
    assert link.revoked_at == NOW


def test_what_a_person_corrected_stays(school, campaign):
    applied(table(("Lina", "Awa Exemple;awa@exemple.fr;")), school=school, campaign=campaign)
    pupil = Mentee.objects.unscoped("a test").get()
    save_guardian(
        mentee=pupil,
        rank=1,
        full_name="Awa Exemple",
        email="juste@exemple.fr",
        phone="",
        now=NOW,
        by=UserFactory(),
    )

    plan = planned(table(("Lina", "Awa Exemple;awa@exemple.fr;")), school=school, campaign=campaign)

    assert plan.changes_nothing


def test_nobody_takes_the_place_of_who_has_answered(school, campaign):
    applied(table(("Lina", "Awa Exemple;awa@exemple.fr;")), school=school, campaign=campaign)
    guardian = Guardian.objects.unscoped("a test").get()
    AuthorisationFactory(mentee=guardian.mentee, guardian=guardian)

    plan = planned(
        table(("Lina", "Tiers Inconnu;tiers@exemple.fr;")), school=school, campaign=campaign
    )

    assert plan.changes_nothing
    assert problems(plan) == [
        (2, "Responsable 1 : nom", "Tiers Inconnu", errors.GuardianHasAnswered().sentence)
    ]


def test_three_bad_guardians_are_shown_and_their_pupils_come_all_the_same(school, campaign):
    content = table(
        ("Lina", "Awa Exemple;pas une adresse;"),
        ("Noé", ";noe@exemple.fr;"),
        ("Zoé", "Zora Exemple;zora@exemple.fr;douze"),
        ("Ali", "Alima Exemple;alima@exemple.fr;"),
    )

    plan = planned(content, school=school, campaign=campaign)
    applied(content, school=school, campaign=campaign)

    assert problems(plan) == [
        (2, "Responsable 1 : courriel", "pas une adresse", errors.NotAnEmail().sentence),
        (3, "Responsable 1 : nom", "", errors.MissingValue().sentence),
        (4, "Responsable 1 : téléphone", "douze", errors.NotAPhone().sentence),
    ]
    assert len(plan.created) == Mentee.objects.unscoped("a test").count() == 4
    assert [name for _, name, *_ in kept()] == ["Alima Exemple"]


def test_who_is_not_legal_is_left_out(school, campaign):
    titles = f"{WHO};{SECOND}"
    content = table(
        ("Lina", "Awa Exemple;;;Un Oncle;oncle@exemple.fr;non"),
        ("Noé", "Awa Exemple;;;Un Père;pere@exemple.fr;oui"),
        titles=titles,
    )

    applied(content, school=school, campaign=campaign)

    assert [name for _, name, *_ in kept()] == ["Awa Exemple", "Awa Exemple", "Un Père"]


def known(rank, name, **fields):
    told = {"is_listed": True, "has_answered": False} | fields
    return KnownGuardian(GuardianRecord(rank, name, f"{name.lower()}@exemple.fr"), **told)


def test_the_same_two_in_another_order_change_nothing():
    said = [
        GuardianRecord(1, "Bo", "bo@exemple.fr"),
        GuardianRecord(2, "Awa", "awa@exemple.fr"),
    ]

    found = compared([known(1, "Awa"), known(2, "Bo")], said)

    assert (found.written, found.changes, found.doubts) == ([], [], [])


def test_a_newcomer_takes_the_free_place_beside_who_was_corrected_by_hand():
    said = [GuardianRecord(1, "Bo"), GuardianRecord(2, "Awa")]

    found = compared([known(1, "Awa", is_listed=False)], said)

    assert found.written == [GuardianRecord(2, "Bo")]


def guardians_export(*ties, uai=UAI):
    persons = (
        '<PERSONNE PERSONNE_ID="7"><NOM_DE_FAMILLE>EXEMPLE</NOM_DE_FAMILLE><PRENOM>Awa</PRENOM>'
        "<TEL_PORTABLE>0612345678</TEL_PORTABLE><MEL>awa@exemple.fr</MEL>"
        "<ADRESSE_ID>9</ADRESSE_ID></PERSONNE>"
        '<PERSONNE PERSONNE_ID="8"><NOM>EXEMPLE</NOM><PRENOM>Bo</PRENOM></PERSONNE>'
        '<PERSONNE PERSONNE_ID="9"><NOM>ONCLE</NOM><PRENOM>Un</PRENOM></PERSONNE>'
    )
    text = (
        '<?xml version="1.0" encoding="iso-8859-15"?><BEE_RESPONSABLES><PARAMETRES>'
        f"<UAJ>{uai}</UAJ></PARAMETRES><DONNEES><PERSONNES>{persons}</PERSONNES>"
        f"<RESPONSABLES>{''.join(ties)}</RESPONSABLES></DONNEES></BEE_RESPONSABLES>"
    )
    return text.encode("iso-8859-15")


def tie(person, level, *, tag="RESP_LEGAL", pupil=1):
    return (
        f"<RESPONSABLE_ELEVE><ELEVE_ID>{pupil}</ELEVE_ID><PERSONNE_ID>{person}</PERSONNE_ID>"
        f"<{tag}>{level}</{tag}><CODE_PARENTE>1</CODE_PARENTE></RESPONSABLE_ELEVE>"
    )


def both(*ties, uai=UAI):
    pupils = export(mentee(), structures=classes())
    return zip_file(
        {
            "ElevesSansAdresses.xml": pupils,
            "ResponsablesAvecAdresses.xml": guardians_export(*ties, uai=uai),
        }
    )


@pytest.mark.parametrize(
    "ties",
    [
        (tie(9, 0), tie(8, 2), tie(7, 1)),
        (
            tie(7, 1, tag="NIVEAU_RESPONSABILITE"),
            tie(9, 2, tag="NIVEAU_RESPONSABILITE"),
            tie(8, 1, tag="NIVEAU_RESPONSABILITE"),
        ),
    ],
)
def test_both_exports_of_siecle_in_one_archive(school, campaign, ties):
    applied(both(*ties), school=school, campaign=campaign, source="mentees_siecle")

    assert kept() == [
        (1, "Awa EXEMPLE", "awa@exemple.fr", "06 12 34 56 78"),
        (2, "Bo EXEMPLE", "", ""),
    ]


def test_guardians_of_another_school_are_refused():
    with pytest.raises(errors.OtherSchool):
        siecle.read(both(tie(7, 1), uai="0750001A"))


def test_two_exports_of_pupils_are_one_too_many():
    pupils = export(mentee(), structures=classes())

    with pytest.raises(errors.SeveralFilesInside):
        siecle.read(zip_file({"a.xml": pupils, "b.xml": export(mentee(2), structures="")}))
