import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.matching.models import Offer
from tests.cast import SINCE
from tests.factories.matching import OfferFactory
from tests.factories.organisations import CompanyFactory, SchoolFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory
from tests.web.home.stage import everything, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "campaign")]


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def school():
    return SchoolFactory(name="Les Tisserands")


def worn(mentor, school):
    post = access.mentor_post(mentor, school)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def offers():
    return Offer.objects.unscoped("a test")


def test_a_mentor_says_how_many_pupils_he_or_she_takes(school, campaign):
    mentor = cleared_mentor(place=school.place)
    maud = worn(mentor, school)

    answer = post(maud, "offering:mine", capacity="2", kind="parcours", gender="f")

    mentor.refresh_from_db()
    assert mentor.gender == "f"
    offer = offers().get()
    assert (answer.address, answer.said) == (
        "/",
        ["Vos disponibilités sont enregistrées. Merci."],
    )
    assert (offer.mentor, offer.school, offer.campaign) == (mentor, school, campaign)
    assert (offer.capacity, offer.kind, offer.place) == (2, "parcours", school.place)


def test_a_mentor_finds_what_was_said_before_and_changes_it(school, campaign):
    mentor = cleared_mentor(place=school.place)
    OfferFactory(mentor=mentor, school=school, campaign=campaign, capacity=5, kind="metier")
    maud = worn(mentor, school)

    form = get(maud, "offering:mine")
    post(maud, "offering:mine", capacity="1", kind="metier")

    assert form.kept({"capacity": "", "kind": ""}) == {"capacity": "5", "kind": "metier"}
    assert offers().get().capacity == 1


def test_a_wrong_number_of_pupils_is_kept_and_not_written(school):
    maud = worn(cleared_mentor(place=school.place), school)
    before = everything()
    data = {"capacity": "0", "kind": "parcours"}

    answer = post(maud, "offering:mine", **data)

    assert answer.error("capacity") == "Assurez-vous que cette valeur est supérieure ou égale à 1."
    assert answer.kept(data) == data
    assert everything() == before


def test_a_mentor_reads_what_is_missing_before_a_first_meeting(school):
    maud = worn(MentorFactory(place=school.place), school)

    page = get(maud, "offering:mine").page

    assert "il vous manque : entretien, formation, charte signée." in page.text


def test_a_mentor_alone_says_what_he_or_she_offers(people):
    others = set(people.grants) - {"mentor"}

    assert who_acts(people, "offering:mine", capacity="2", kind="both") == {
        302: {"mentor"},
        403: others,
    }


def test_a_company_reads_its_commitments_in_as_many_questions_for_1_as_for_3(school):
    company = CompanyFactory()
    post = access.Post(Role.COMPANY, label=company.name, company=company)
    contact = access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)
    OfferFactory(school=school)
    empty = get(contact, "offering:commitments").page
    few = 0
    for name in ("Ada", "Zoé", "Éloi"):
        mentor = MentorFactory(
            place=school.place, company=company, first_name="M", last_name=name, job="soudeuse"
        )
        OfferFactory(mentor=mentor, school=school, capacity=2)
        few = few or queries(contact, "offering:commitments")

    assert "Aucun collaborateur n’est encore mentor." in empty.text
    assert (few, queries(contact, "offering:commitments")) == (8, 8)
    assert get(contact, "offering:commitments").page.all(".rows__row") == [
        f"M {name} soudeuse – Les Tisserands – Villeneuve, 2026-2027 2 places"
        for name in ("Ada", "Éloi", "Zoé")
    ]
