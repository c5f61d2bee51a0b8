"""« Aider un autre lycée »: by account or by link, and what the other school sees of it."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.foundations import clock
from mentorat.matching.actions import compute_academy
from mentorat.matching.models import Offer, Proposal
from mentorat.notifications.models import DigestLine
from tests.cast import SINCE
from tests.factories.matching import OfferFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.matching.test_runs import need_in
from tests.matching.test_territories import part_of
from tests.web.conftest import Page
from tests.web.home.stage import everything, get, post, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def home():
    return SchoolProjectFactory(school__name="Les Tisserands")


@pytest.fixture
def other(home):
    return project_beside(home, "Les Verriers", pilot=UserFactory(email="pilote@exemple.fr"))


@pytest.fixture
def mentor(home):
    return cleared_mentor(place=home.place)


@pytest.fixture
def maud(home, mentor):
    worn = access.mentor_post(mentor, home.school)
    return access.give(user=UserFactory(), post=worn, valid_from=SINCE, by=None)


def project_beside(home, name, **told):
    school = SchoolFactory(academy=home.school.academy, name=name)
    return SchoolProjectFactory(school=school, campaign=home.campaign, **told)


def offers():
    return Offer.objects.unscoped("a test")


def choices(page):
    return page.all("select[name=school] option")


def test_a_mentor_offers_places_to_another_school_whose_pilot_is_told(maud, mentor, other):
    answer = post(maud, "offering:elsewhere", school=other.school_id, capacity="2", kind="parcours")

    offer = offers().get()
    line = DigestLine.objects.get()
    assert answer.said == [f"Merci. Votre proposition est envoyée : {other.school}."]
    assert (offer.mentor, offer.school, offer.place) == (mentor, other.school, other.place)
    assert (offer.capacity, offer.kind) == (2, "parcours")
    assert (line.address, line.sentence) == (
        "pilote@exemple.fr",
        "Un mentor d’un autre lycée vous propose des places",
    )
    assert line.url.endswith(f"/mentors/{mentor.pk}/")
    assert answer.page.all(".rows__row strong") == [str(other.school)]
    assert answer.page.flaws == []


def test_the_school_reads_the_file_from_the_offer_on_and_its_runs_count_it(maud, mentor, other):
    bde = staff(other.school)
    before = get(bde, "mentors:detail", mentor.pk).status
    need = need_in(other)

    post(maud, "offering:elsewhere", school=other.school_id, capacity="1", kind="both")
    after = get(bde, "mentors:detail", mentor.pk)
    answer = post(bde, "matching:ask")

    assert (before, after.status) == (404, 200)
    assert f"{other.school}, 2026-2027 : 1 élève" in after.page.text
    assert answer.status == 200
    compute_academy(part=part_of(other), today=clock.today(), now=clock.now())
    made = Proposal.objects.unscoped("a test").get()
    assert (made.need, made.offer.mentor) == (need, mentor)


@pytest.mark.parametrize("name", ["edit", "pause", "leave", "photo", "ase_path", "meet_alone"])
def test_that_school_reads_the_file_and_changes_nothing_in_it(mentor, other, name):
    bde = staff(other.school)
    OfferFactory(mentor=mentor, school=other.school, campaign=other.campaign)
    before = everything()

    page = get(bde, "mentors:detail", mentor.pk).page

    assert reverse(f"mentors:{name}", args=[mentor.pk]) not in str(page.soup)
    assert post(bde, f"mentors:{name}", mentor.pk).status == 404
    assert everything() == before


def test_only_schools_of_the_academie_that_take_part_are_offered(maud, home, other):
    SchoolFactory(academy=home.school.academy, name="Sans projet")
    away = SchoolFactory(academy=AcademyFactory(code="25"), name="Ailleurs")
    SchoolProjectFactory(school=away, campaign=home.campaign)

    page = get(maud, "offering:elsewhere").page

    assert choices(page) == ["choisir", f"{other.school.city} – Les Verriers"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"school": ""}, "Ce champ est obligatoire."),
        ({"school": "0"}, "Sélectionnez un choix valide."),
        ({"capacity": "41"}, "Assurez-vous que cette valeur est inférieure ou égale à 40."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(maud, other, wrong, error):
    before = everything()
    data = {"school": str(other.school_id), "capacity": "3", "kind": "metier", **wrong}

    answer = post(maud, "offering:elsewhere", **data)

    (name,) = wrong
    assert answer.error(name).startswith(error)
    assert answer.page.values("input[name=capacity]", "value") == [data["capacity"]]
    assert everything() == before


def test_a_mentor_takes_places_back_and_may_give_them_again(maud, mentor, home, other):
    here = OfferFactory(mentor=mentor, school=home.school, campaign=home.campaign)
    there = OfferFactory(mentor=mentor, school=other.school, campaign=home.campaign)

    answer = post(maud, "offering:stop", there.pk)
    of_home = post(maud, "offering:stop", here.pk)

    assert answer.said == [f"Aucun nouvel élève ne vous y sera proposé : {other.school}."]
    assert answer.page.all(".rows__row") == []
    assert of_home.status == 404
    assert [one.closed_on for one in offers().order_by("pk")] == [None, clock.today()]
    post(maud, "offering:elsewhere", school=other.school_id, capacity="1", kind="both")
    assert offers().get(pk=there.pk).closed_on is None


def test_nobody_takes_back_the_places_of_another_mentor(maud, other):
    offer = OfferFactory(school=other.school, campaign=other.campaign)

    assert post(maud, "offering:stop", offer.pk).status == 404
    assert offers().get().closed_on is None


def test_the_same_by_a_personal_link(home, mentor, other):
    link = access.make_link(
        act=LinkAct.OFFER, mentor=mentor, school=home.school, now=clock.now(), by=None
    )
    browser, token = Client(), link_token(link)
    address = reverse("offering:elsewhere_by_link", args=[token])
    data = {"school": other.school_id, "capacity": "1", "kind": "both"}

    offered = Page(browser.post(address, data, follow=True))
    (offer,) = offers()
    stopped = Page(
        browser.post(reverse("offering:stop_by_link", args=[token, offer.pk]), follow=True)
    )

    assert offered.all(".rows__row strong") == [str(other.school)]
    assert stopped.all(".rows__row") == []
    assert offers().get().closed_on == clock.today()
    assert offered.flaws == []


def test_where_no_other_school_takes_part_the_page_says_so(maud):
    assert "Aucun autre lycée de votre académie" in get(maud, "offering:elsewhere").page.text


def test_as_many_questions_for_1_offer_as_for_3(maud, mentor, home):
    def help_one(name):
        school = project_beside(home, name).school
        OfferFactory(mentor=mentor, school=school, campaign=home.campaign)

    help_one("A")
    few = queries(maud, "offering:elsewhere")
    help_one("B")
    help_one("C")

    assert (few, queries(maud, "offering:elsewhere")) == (13, 13)
