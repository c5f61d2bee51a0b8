from datetime import date

import pytest
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.questions import scope
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.matching.models import Offer
from mentorat.people.models import Clearance, Mentor
from tests.cast import SINCE
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import ClearanceFactory, MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import NsfGroupFactory
from tests.web.home.stage import everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "campaign")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}
FILE = {
    "first_name": "Maud",
    "last_name": "Soudure",
    "email": "Maud@exemple.fr",
    "phone": "01 02 03 04 05",
    "origin": "retired",
    "job": "soudeuse",
    "nsf_groups": ["255"],
    "company_name": "",
    "association": "",
    "city": "Villeneuve",
    "accepts_remote": "on",
}
CLEARANCE = {
    "kind": "training",
    "given_on": "2026-11-20",
    "expires_on": "2027-08-31",
    "hours": "2.5",
}


@pytest.fixture
def campaign():
    NsfGroupFactory(code="255", rome_domains=["F16", "H26"])
    return CampaignFactory()


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def bde(school):
    return staff(school)


@pytest.fixture
def association():
    return AssociationFactory(name="Premiers Fils")


@pytest.fixture
def coordinator(association):
    post = access.Post(Role.ASSOCIATION, label=association.name, association=association)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def mentors():
    return Mentor.objects.unscoped("a test")


def offers():
    return Offer.objects.unscoped("a test")


def events():
    return list(Entry.objects.unscoped("a test").order_by("pk").values_list("event", flat=True))


def test_a_school_adds_a_mentor_with_one_place_in_the_school(school, bde, campaign):
    company = CompanyFactory(name="Filature")

    answer = post(bde, "mentors:add", **{**FILE, "company_name": "filature"})

    maud = mentors().get()
    assert answer.address == f"/mentors/{maud.pk}/"
    assert answer.said == ["Maud Soudure est enregistré. Il reste ses habilitations."]
    assert (str(maud), maud.email, maud.phone) == (
        "Maud Soudure",
        "maud@exemple.fr",
        "01 02 03 04 05",
    )
    assert (maud.place, maud.company, maud.association) == (school.place, company, None)
    assert (maud.origin, maud.job, maud.city) == ("retired", "soudeuse", "Villeneuve")
    assert [group.pk for group in maud.nsf_groups.all()] == ["255"]
    assert (maud.rome_domains, maud.accepts_remote) == (["F16", "H26"], True)
    offer = offers().get()
    assert (offer.school, offer.campaign, offer.capacity, offer.kind) == (
        school,
        campaign,
        1,
        "both",
    )
    assert events() == ["mentor_added", "offer_recorded"]


def test_a_wrong_file_keeps_every_field_and_writes_nothing(bde):
    before = everything()
    data = {**FILE, "last_name": "", "email": "maud", "origin": "", "job": "x" * 121}

    answer = post(bde, "mentors:add", **data)

    assert answer.kept(data) == {**data, "origin": None}
    assert {name: answer.error(name) for name in ("last_name", "email", "origin")} == {
        "last_name": "Ce champ est obligatoire.",
        "email": "Saisissez une adresse de courriel valide.",
        "origin": "Ce champ est obligatoire.",
    }
    assert answer.error("job").startswith("Assurez-vous que cette valeur comporte au plus 120")
    assert everything() == before


def test_an_address_is_known_once_in_a_school(school, bde):
    MentorFactory(place=school.place, email="maud@exemple.fr")

    answer = post(bde, "mentors:add", **FILE)

    assert answer.complaints == [
        "Un mentor est déjà enregistré ici avec l’adresse maud@exemple.fr."
    ]
    assert answer.kept(FILE) == FILE
    assert mentors().count() == 1


def test_an_association_adds_a_mentor_of_its_own_for_a_school(school, coordinator, association):
    data = {name: value for name, value in FILE.items() if name != "association"}

    answer = post(coordinator, "mentors:add", **data, uai=f" {school.uai.lower()} ")

    maud = mentors().get()
    assert answer.address == f"/mentors/{maud.pk}/"
    assert (maud.association, maud.place) == (association, school.academy.span.lo)
    assert offers().get().school == school
    assert mentors().within(scope(staff(school))).get() == maud


def test_an_association_names_a_school_that_is_open(coordinator):
    closed = SchoolFactory(closed_on=date(2025, 8, 31))
    data = {**FILE, "uai": closed.uai}
    del data["association"]

    answer = post(coordinator, "mentors:add", **data)

    assert answer.error("uai") == "Aucun lycée ouvert n’a cet UAI."
    assert answer.kept(data) == data
    assert not mentors().exists()


def test_a_file_is_changed_from_what_is_known(school, bde):
    maud = MentorFactory(place=school.place, job="tourneuse", phone="06", email="avant@exemple.fr")

    form = get(bde, "mentors:edit", maud.pk)
    answer = post(bde, "mentors:edit", maud.pk, **FILE)

    assert form.kept({"job": "", "phone": "", "email": "", "nsf_groups": []}) == {
        "job": "tourneuse",
        "phone": "06",
        "email": "avant@exemple.fr",
        "nsf_groups": [],
    }
    maud.refresh_from_db()
    assert (answer.address, answer.said) == (f"/mentors/{maud.pk}/", ["La fiche est modifiée."])
    assert (str(maud), maud.email, maud.job) == ("Maud Soudure", "maud@exemple.fr", "soudeuse")
    assert maud.rome_domains == ["F16", "H26"]


def test_a_wrong_change_leaves_the_file_as_it_was(school, bde):
    maud = MentorFactory(place=school.place)
    MentorFactory(place=school.place, email="maud@exemple.fr")
    before = everything()

    taken = post(bde, "mentors:edit", maud.pk, **FILE)
    wrong = post(bde, "mentors:edit", maud.pk, **{**FILE, "first_name": ""})

    assert taken.complaints == ["Un mentor est déjà enregistré ici avec l’adresse maud@exemple.fr."]
    assert taken.kept(FILE) == FILE
    assert wrong.error("first_name") == "Ce champ est obligatoire."
    assert everything() == before


def test_an_association_keeps_its_mentor_when_it_changes_the_file(coordinator, association, school):
    maud = MentorFactory(place=school.academy.span.lo, association=association)
    other = AssociationFactory()

    answer = post(coordinator, "mentors:edit", maud.pk, **{**FILE, "association": other.pk})

    maud.refresh_from_db()
    assert (answer.said, maud.association) == (["La fiche est modifiée."], association)


def test_a_school_does_not_change_the_file_that_an_association_keeps(bde, association, school):
    maud = MentorFactory(place=school.academy.span.lo, association=association)
    OfferFactory(mentor=maud, school=school)
    before = everything()

    page = get(bde, "mentors:detail", maud.pk).page
    form, answer = get(bde, "mentors:edit", maud.pk), post(bde, "mentors:edit", maud.pk, **FILE)

    assert "Modifier la fiche" not in page.text
    assert (form.status, answer.status) == (404, 404)
    assert everything() == before


def test_a_clearance_is_recorded_with_who_verified_and_an_end(school, bde):
    maud = MentorFactory(place=school.place, first_name="Maud", last_name="Soudure")

    form = get(bde, "mentors:clear", maud.pk)
    answer = post(bde, "mentors:clear", maud.pk, **CLEARANCE)

    proof = Clearance.objects.unscoped("a test").get()
    assert form.kept({"kind": "", "given_on": ""}) == {
        "kind": "interview",
        "given_on": "2026-11-23",
    }
    assert (answer.address, answer.said) == (
        f"/mentors/{maud.pk}/",
        ["L’habilitation est enregistrée."],
    )
    assert (proof.mentor, proof.kind, proof.verified_by) == (maud, "training", bde.user)
    assert (proof.given_on, proof.expires_on) == (date(2026, 11, 20), date(2027, 8, 31))
    assert events() == ["clearance_recorded"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (
            {"given_on": "2026-11-24"},
            (
                "Une habilitation s’enregistre le jour où elle est donnée, ou après :"
                " le 24/11/2026 est dans le futur."
            ),
        ),
        (
            {"expires_on": "2026-11-19"},
            "La fin de validité précède la date de vérification.",
        ),
    ],
)
def test_an_impossible_clearance_is_refused_and_kept(school, bde, changes, complaint):
    maud = MentorFactory(place=school.place)
    before = everything()

    answer = post(bde, "mentors:clear", maud.pk, **{**CLEARANCE, **changes})

    assert answer.complaints == [complaint]
    assert answer.kept(CLEARANCE) == {**CLEARANCE, **changes}
    assert everything() == before


def test_a_wrong_day_of_a_clearance_says_so_beside_it(school, bde):
    maud = MentorFactory(place=school.place)

    answer = post(bde, "mentors:clear", maud.pk, kind="autre", given_on="", expires_on="jamais")

    assert answer.error("kind").startswith("Sélectionnez un choix valide.")
    assert answer.error("given_on") == "Ce champ est obligatoire."
    assert answer.error("expires_on") == "Saisissez une date valide."
    assert answer.kept({"expires_on": ""}) == {"expires_on": "jamais"}


def test_the_places_of_a_mentor_are_changed_from_those_that_stand(school, bde, campaign):
    maud = MentorFactory(place=school.place)
    offer = OfferFactory(mentor=maud, school=school, campaign=campaign, capacity=4, kind="parcours")

    form = get(bde, "mentors:offer", maud.pk)
    answer = post(bde, "mentors:offer", maud.pk, capacity="6", kind="metier")

    offer.refresh_from_db()
    assert form.kept({"capacity": "", "kind": ""}) == {"capacity": "4", "kind": "parcours"}
    assert answer.said == ["Les places du mentor sont enregistrées."]
    assert (offer.capacity, offer.kind, offers().count()) == (6, "metier", 1)


def test_a_mentor_takes_from_1_to_40_pupils(school, bde):
    maud = MentorFactory(place=school.place)
    before = everything()
    data = {"capacity": "41", "kind": "metier"}

    answer = post(bde, "mentors:offer", maud.pk, **data)

    assert answer.error("capacity").startswith("Assurez-vous que cette valeur est inférieure")
    assert answer.kept(data) == data
    assert everything() == before


def test_a_mentor_of_an_association_takes_places_in_the_school_where_it_offers(
    school, bde, association
):
    maud = MentorFactory(place=school.academy.span.lo, association=association)
    OfferFactory(mentor=maud, school=school)

    answer = post(bde, "mentors:offer", maud.pk, capacity="3", kind="both")

    assert answer.said == ["Les places du mentor sont enregistrées."]
    assert offers().get().capacity == 3


def test_acts_on_a_mentor_belong_to_the_school_and_the_association(people):
    mentor, hidden = people.mentor.pk, {"stranger"}
    manage = RUN_A_SCHOOL | {"association"}
    refused = set(people.grants) - manage - hidden

    assert who_acts(people, "mentors:edit", mentor, **FILE) == {
        302: manage,
        404: hidden,
        403: refused,
    }
    assert who_acts(people, "mentors:clear", mentor, **CLEARANCE) == {
        302: manage,
        404: hidden,
        403: refused,
    }
    assert who_acts(people, "mentors:offer", mentor, capacity="2", kind="both") == {
        302: RUN_A_SCHOOL,
        404: hidden | {"association"},
        403: refused,
    }
    assert who_acts(people, "mentors:add", **FILE, uai=people.school.uai) == {
        302: manage | hidden,
        403: refused,
    }


def test_the_file_of_a_mentor_asks_as_many_questions_for_1_of_all_as_for_3(school, bde, campaign):
    maud = cleared_mentor(place=school.place)
    project = SchoolProjectFactory(school=school, campaign=campaign)
    OfferFactory(mentor=maud, school=school, campaign=campaign)
    MentorshipFactory(project=project, mentor=maud)

    few = queries(bde, "mentors:detail", maud.pk)
    for year in (2024, 2025):
        ClearanceFactory(mentor=maud)
        OfferFactory(mentor=maud, school=school, campaign=CampaignFactory(year=year))
        MentorshipFactory(project=project, mentor=maud)

    assert (few, queries(bde, "mentors:detail", maud.pk)) == (16, 16)


def test_a_school_clears_a_mentor_of_an_association_who_offers_there(bde, association, school):
    maud = MentorFactory(place=school.academy.span.lo, association=association)
    OfferFactory(mentor=maud, school=school)

    answer = post(bde, "mentors:clear", maud.pk, **CLEARANCE)

    assert answer.said == ["L’habilitation est enregistrée."]
    assert Clearance.objects.unscoped("a test").get().verified_by == bde.user


def test_two_associations_may_know_the_same_address_in_an_academie(school, coordinator):
    MentorFactory(
        place=school.academy.span.lo, association=AssociationFactory(), email="maud@exemple.fr"
    )
    data = {**FILE, "uai": school.uai}
    del data["association"]
    before = everything()

    answer = post(coordinator, "mentors:add", **data)

    assert answer.complaints == [
        "Un mentor est déjà enregistré ici avec l’adresse maud@exemple.fr."
    ]
    assert answer.kept(data) == data
    assert everything() == before


@pytest.mark.parametrize("pk", [0, 10**9, 10**20])
def test_a_mentor_that_does_not_exist_is_not_found(bde, pk):
    assert get(bde, "mentors:detail", pk).status == 404


@pytest.mark.parametrize("name", ["edit", "pause", "leave", "photo", "ase_path", "meet_alone"])
def test_a_school_reads_the_file_of_a_mentor_whom_it_did_not_recruit_and_changes_nothing(
    campaign, name
):
    school = SchoolFactory()
    mentor = cleared_mentor(place=SchoolFactory().place)
    OfferFactory(mentor=mentor, school=school, campaign=campaign)
    bde, before = staff(school), everything()

    page = get(bde, "mentors:detail", mentor.pk).page

    assert reverse(f"mentors:{name}", args=[mentor.pk]) not in str(page.soup)
    assert post(bde, f"mentors:{name}", mentor.pk).status == 404
    assert everything() == before
