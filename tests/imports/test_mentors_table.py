from datetime import date

import pytest

from mentorat.imports import actions
from mentorat.imports.plan import Change, Item
from mentorat.imports.queries import plan_of
from mentorat.matching.models import Offer
from mentorat.organisations.models import Company
from mentorat.people.models import Clearance, Mentor
from tests.factories.matching import OfferFactory
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import ClearanceFactory, MentorFactory, UserFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import NsfGroupFactory
from tests.imports.files import csv_file, ods_file, xlsx_file
from tests.imports.lists import NOW, TODAY, names, problems, received

pytestmark = pytest.mark.django_db
SIRET = "73282932000074"
FIELDS = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Courriel",
    "job": "Métier",
    "phone": "Téléphone",
    "gender": "Civilité",
    "origin": "Situation",
    "association": "Association",
    "company": "Entreprise",
    "siret": "SIRET",
    "city": "Commune",
    "accepts_remote": "À distance",
    "capacity": "Capacité",
    "nsf_groups": "NSF",
    "interview": "Vérification",
    "interview_until": "Valable jusqu’au",
    "training": "Formation",
    "charter": "Charte",
}


@pytest.fixture
def school():
    NsfGroupFactory(code="255", label="Électricité, électronique")
    return SchoolFactory()


@pytest.fixture
def campaign():
    return CampaignFactory()


def mentor(first_name="Maud", last_name="Modèle", email="maud@exemple.fr", **more):
    told = {"first_name": first_name, "last_name": last_name, "email": email, **more}
    told.setdefault("job", "électricienne")
    return [told.get(field, "") for field in FIELDS]


def table(*mentors):
    return csv_file(*(";".join(cells) for cells in [list(FIELDS.values()), *mentors]))


def mapped(content, *, school, fields=FIELDS):
    run = received(content, school=school, source="mentors_table")
    return actions.set_mapping(run=run, mapping=fields, by=UserFactory())


def planned(*mentors, school, campaign):
    return plan_of(mapped(table(*mentors), school=school), campaign=campaign, today=TODAY)


def applied(*mentors, school, campaign, by=None):
    return actions.apply_run(
        run=mapped(table(*mentors), school=school),
        campaign=campaign,
        is_complete=False,
        now=NOW,
        by=by or UserFactory(),
    )


def everything():
    return mentor(
        phone="6 12 34 56 78",
        gender="Mme",
        origin="Salariée",
        association="les voisins solidaires",
        company="Électro-Sud",
        siret="732 829 320 00074",
        city="Villeneuve",
        accepts_remote="oui",
        capacity="3",
        nsf_groups="255",
        interview="01/09/2026",
        interview_until="31/08/2027",
        training="02/09/2026",
        charter="2026-09-03",
    )


def test_mentor_is_created_with_firm_proofs_and_offer(school, campaign):
    association = AssociationFactory(name="Les Voisins Solidaires")
    by = UserFactory()

    applied(everything(), school=school, campaign=campaign, by=by)

    maud = Mentor.objects.unscoped("a test").get()
    company = Company.objects.get()
    assert (maud.place, maud.email, maud.phone) == (
        school.place,
        "maud@exemple.fr",
        "06 12 34 56 78",
    )
    assert maud.gender == "f"
    assert (maud.origin, maud.association, maud.company) == ("employee", association, company)
    assert (company.name, company.siret) == ("Électro-Sud", SIRET)
    assert (maud.city, maud.accepts_remote, maud.job) == ("Villeneuve", True, "électricienne")
    assert [group.code for group in maud.nsf_groups.all()] == ["255"]
    proofs = Clearance.objects.unscoped("a test").order_by("given_on")
    assert list(proofs.values_list("kind", "given_on", "expires_on", "verified_by", "place")) == [
        ("interview", date(2026, 9, 1), date(2027, 8, 31), by.pk, school.place),
        ("training", date(2026, 9, 2), None, by.pk, school.place),
        ("charter", date(2026, 9, 3), None, by.pk, school.place),
    ]
    offer = Offer.objects.unscoped("a test").get()
    assert (offer.mentor, offer.school, offer.campaign) == (maud, school, campaign)
    assert (offer.capacity, offer.kind) == (3, "both")


def test_second_run_of_the_same_table_changes_nothing(school, campaign):
    AssociationFactory(name="Les Voisins Solidaires")
    applied(everything(), mentor(email="b@exemple.fr"), school=school, campaign=campaign)

    plan = planned(everything(), mentor(email="b@exemple.fr"), school=school, campaign=campaign)
    run = applied(everything(), mentor(email="b@exemple.fr"), school=school, campaign=campaign)

    assert plan.changes_nothing
    assert run.summary["unchanged"] == 2
    assert Company.objects.count() == 1
    assert Clearance.objects.unscoped("a test").count() == 3
    assert Offer.objects.unscoped("a test").count() == 2


def test_plan_says_what_changes_and_what_is_empty_changes_nothing(school, campaign):
    known = MentorFactory(
        place=school.place, email="maud@exemple.fr", first_name="Maud", last_name="Ancienne",
        phone="06 00 00 00 00", company=CompanyFactory(name="Bâti-Nord"),
    )  # fmt: skip
    known.nsf_groups.add("255")
    OfferFactory(mentor=known, school=school, campaign=campaign, capacity=2, kind="metier")
    ClearanceFactory(mentor=known, kind="interview", given_on=date(2026, 9, 1), expires_on=None)
    CompanyFactory(name="Électro-Sud")
    row = mentor(
        company="ÉLECTRO-SUD", capacity="4", interview="01/09/2026", interview_until="31/08/2027",
        charter="03/09/2026",
    )  # fmt: skip

    plan = planned(row, school=school, campaign=campaign)
    applied(row, school=school, campaign=campaign)

    changes = (
        Change("nom", "Ancienne", "Modèle"),
        Change("entreprise", "Bâti-Nord", "Électro-Sud"),
        Change("entretien", "01/09/2026", "01/09/2026, jusqu’au 31/08/2027"),
        Change("charte signée", "", "03/09/2026"),
        Change("nombre d’élèves", "2", "4"),
    )
    assert plan.changed == (Item("Maud Modèle", "électricienne", 2, changes),)
    known.refresh_from_db()
    assert (known.last_name, known.phone, known.company.name) == (
        "Modèle",
        "06 00 00 00 00",
        "Électro-Sud",
    )
    assert [group.code for group in known.nsf_groups.all()] == ["255"]
    offer = Offer.objects.unscoped("a test").get()
    assert (offer.capacity, offer.kind) == (4, "metier")
    proofs = Clearance.objects.unscoped("a test").order_by("kind")
    assert list(proofs.values_list("kind", "expires_on")) == [
        ("charter", None),
        ("interview", date(2027, 8, 31)),
    ]


def test_firm_is_found_again_by_siret_and_made_once(school, campaign):
    CompanyFactory(name="Ancien nom", siret=SIRET)
    rows = (
        mentor(email="a@exemple.fr", siret=SIRET),
        mentor(email="b@exemple.fr", company="Neuve"),
        mentor(email="c@exemple.fr", company="NEUVE "),
    )

    applied(*rows, school=school, campaign=campaign)

    mentors = Mentor.objects.unscoped("a test").order_by("email")
    assert [one.company.name for one in mentors] == ["Ancien nom", "Neuve", "Neuve"]
    assert Company.objects.count() == 2


def test_wrong_lines_are_refused_with_what_to_do_and_the_others_go_on(school, campaign):
    NsfGroupFactory(code="250", label="Spécialités pluritechnologiques mécanique-électricité")
    rows = (
        mentor(email="bon@exemple.fr", nsf_groups="électricité, électronique"),
        mentor(email="pas une adresse"),
        mentor(email=f"{'a' * 250}@exemple.fr"),
        mentor(first_name="", email="c@exemple.fr"),
        mentor(email="d@exemple.fr", phone="12"),
        mentor(email="e@exemple.fr", origin="martien"),
        mentor(email="f@exemple.fr", association="Inconnue"),
        mentor(email="g@exemple.fr", siret="73282932000075"),
        mentor(email="h@exemple.fr", siret=SIRET),
        mentor(email="i@exemple.fr", accepts_remote="peut-être"),
        mentor(email="j@exemple.fr", capacity="41"),
        mentor(email="k@exemple.fr", nsf_groups="999"),
        mentor(email="l@exemple.fr", nsf_groups="électricité"),
        mentor(email="m@exemple.fr", interview="21/09/2026"),
        mentor(email="n@exemple.fr", interview_until="21/09/2026"),
        mentor(email="o@exemple.fr", interview="01/09/2026", interview_until="31/08/2026"),
        [*mentor(email="p@exemple.fr"), "trop"],
    )

    plan = planned(*rows, school=school, campaign=campaign)

    assert names(plan.created) == ["Maud Modèle"]
    assert problems(plan) == [
        (3, "Courriel", "pas une adresse", "Ce n’est pas une adresse électronique."),
        (4, "Courriel", "a" * 80, "Le texte dépasse 254 caractères."),
        (5, "Prénom", "", "La cellule est vide."),
        (6, "Téléphone", "12", "Ce n’est pas un numéro de téléphone."),
        (7, "Situation", "martien", "Ce mot n’est pas reconnu."),
        (8, "Association", "Inconnue", "Cette association n’est pas connue ici."),
        (
            9,
            "SIRET",
            "73282932000075",
            "Ce n’est pas un numéro SIRET : il a 14 chiffres et une clé, qui ne convient pas ici.",
        ),
        (
            10,
            "SIRET",
            SIRET,
            "Ce SIRET n’est pas encore connu ici, et le nom de l’entreprise manque.",
        ),
        (11, "À distance", "peut-être", "Ce mot n’est pas reconnu."),
        (12, "Capacité", "41", "Ce n’est pas un nombre de 1 à 40."),
        (13, "NSF", "999", "Ce groupe de spécialités n’est pas reconnu."),
        (14, "NSF", "électricité", "Ce groupe de spécialités n’est pas reconnu."),
        (15, "Vérification", "21/09/2026", "Cette date est dans le futur."),
        (16, "Vérification", "", "La cellule est vide."),
        (17, "Valable jusqu’au", "31/08/2026", "La fin de validité précède la vérification."),
        (18, "", "", "La ligne a plus de cellules que la ligne de titres."),
    ]
    words = [one.advice.removeprefix("Écrivez l’un de ces mots : ") for one in plan.refused]
    assert (words[4], words[8]) == (
        "salarié, tuteur de PFMP, ancien élève, étudiant, retraité, autre.",
        "oui, non.",
    )


def test_one_address_on_two_lines_is_shown_and_never_merged(school, campaign):
    rows = (mentor(), mentor("Ali", email="MAUD@exemple.fr"), mentor(email="b@exemple.fr"))

    plan = planned(*rows, school=school, campaign=campaign)

    assert names(plan.created) == ["Maud Modèle"]
    assert [(one.line, one.reason) for one in plan.refused] == [
        (2, "La même personne figure aussi à la ligne 3."),
        (3, "La même personne figure aussi à la ligne 2."),
    ]


def test_mentor_who_left_is_not_brought_back_by_an_old_table(school, campaign):
    MentorFactory(place=school.place, email="maud@exemple.fr", left_on=date(2026, 9, 10))

    plan = planned(mentor(), school=school, campaign=campaign)

    reason = "Ce mentor a quitté le programme le 10/09/2026."
    assert problems(plan) == [(2, "Courriel", "maud@exemple.fr", reason)]


def test_mentor_whom_an_association_offers_here_is_not_entered_twice(school, campaign):
    theirs = MentorFactory(place=school.academy.span.lo, email="maud@exemple.fr")
    OfferFactory(mentor=theirs, school=school, campaign=campaign)

    plan = planned(mentor(), school=school, campaign=campaign)

    reason = "Cette personne est déjà proposée ici par une association ou un autre établissement."
    assert problems(plan) == [(2, "Courriel", "maud@exemple.fr", reason)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "06 12 34 56 78"),
        ("0033612345678", "06 12 34 56 78"),
        ("612345678", "06 12 34 56 78"),
        ("+32 475 12 34 56", "+32475123456"),
        ("00 32 475 12 34 56", "+32475123456"),
    ],
)
def test_phone_numbers_are_kept_in_one_form(school, campaign, written, kept):
    applied(mentor(phone=written), school=school, campaign=campaign)

    assert Mentor.objects.unscoped("a test").get().phone == kept


@pytest.mark.parametrize("made", [xlsx_file, ods_file])
def test_spreadsheets_with_typed_cells_are_read(school, campaign, made):
    header = [
        "Prénom",
        "Nom",
        "Courriel",
        "Métier",
        "Tél",
        "SIRET",
        "Entreprise",
        "Visio",
        "Charte",
    ]
    row = ["Maud", "Modèle", "maud@exemple.fr", "soudeuse", 612345678, int(SIRET), "A", True]
    content = made(header, [*row, date(2026, 9, 3)])
    fields = {
        "first_name": "Prénom", "last_name": "Nom", "email": "Courriel", "job": "Métier",
        "phone": "Tél", "siret": "SIRET", "company": "Entreprise", "accepts_remote": "Visio",
        "charter": "Charte",
    }  # fmt: skip

    actions.apply_run(
        run=mapped(content, school=school, fields=fields),
        campaign=campaign, is_complete=False, now=NOW, by=UserFactory(),
    )  # fmt: skip

    maud = Mentor.objects.unscoped("a test").get()
    assert (maud.phone, maud.company.siret, maud.accepts_remote) == ("06 12 34 56 78", SIRET, True)
    assert Clearance.objects.unscoped("a test").get().given_on == date(2026, 9, 3)
