"""Before the nation opened a first year, every page says so instead of failing."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from tests.cast import SINCE
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.reference import AcademyFactory
from tests.web.home.stage import get, post, sign_in, staff, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

SENTENCE = "Aucune campagne n’est ouverte : la Dgesco l’ouvre pour chaque année scolaire."


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


@pytest.fixture
def wearers():
    school = SchoolFactory(academy=AcademyFactory(code="24"))
    mentor, mentee = cleared_mentor(place=school.place), MenteeFactory(school=school)
    return {
        "dgesco": wearer(access.national_post(Role.DGESCO)),
        "referent": wearer(access.academy_post(Role.REFERENT_MENTORAT, school.academy)),
        "bde": staff(school),
        "mentor": wearer(access.mentor_post(mentor, school)),
        "mentee": wearer(access.mentee_post(mentee, school)),
    }


@pytest.mark.parametrize("person", ["dgesco", "referent", "bde", "mentor", "mentee"])
def test_no_page_fails_for_want_of_a_campaign(wearers, person):
    pages = walk(wearers[person])

    assert {path: page.status for path, page in pages.items() if page.status != 200} == {}


def test_the_sentence_stands_where_a_campaign_is_needed_and_the_dgesco_may_open_one(wearers):
    for name in ("home", "projects:open", "matching:index", "steering:index", "directory:index"):
        assert SENTENCE in get(wearers["bde"], name).page.text
    assert get(wearers["dgesco"], "home").page.values(".empty-state a", "href") == [
        "/campagnes/ouvrir/"
    ]
    assert get(wearers["bde"], "home").page.soup.select(".empty-state a") == []


def test_a_form_that_needs_a_campaign_says_so(wearers):
    assert SENTENCE in post(wearers["mentee"], "volunteering:mine", objective="pfmp").page.text
    assert sign_in(wearers["bde"]).get("/campagnes/").status_code == 403
