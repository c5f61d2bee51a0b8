"""Continuing a relation, as the coordinator does it: one act, a sure pupil or a chosen one."""

from datetime import date

import pytest

from mentorat.mentorships.models import Mentorship
from tests.factories.people import MenteeFactory, MenteeIdentityFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.home.stage import get, post, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def following(people):
    """Open the project of the year after, where the pupil of the cast is recognised."""
    campaign = CampaignFactory(year=2027, opens_on=date(2027, 9, 1), closes_on=date(2028, 7, 1))
    SchoolProjectFactory(school=people.school, campaign=campaign)
    same = MenteeFactory(school=people.school, year=2027)
    for mentee in (people.mentee, same):
        MenteeIdentityFactory(mentee=mentee, ine_digest="x" * 64)
    return same


def test_a_relation_is_continued_in_one_act(people, following):
    field = f"mentee_{people.mentee.pk}"
    page = get(people["bde"], "closing:continue", people.mentorship.pk).page
    proposed = page.values(f"[name={field}] option[selected]", "value")

    answer = post(
        people["bde"],
        "closing:continue",
        people.mentorship.pk,
        objective="insertion",
        **{field: proposed[0]},
    )

    sequel = Mentorship.objects.unscoped("a test").get(continues=people.mentorship)
    assert page.flaws == []
    assert proposed == [str(following.pk)]
    assert answer.said == ["La suite est proposée : chacun redit s’il est d’accord."]
    assert (sequel.objective, sequel.mentee_memberships.get().mentee) == ("insertion", following)


@pytest.mark.usefixtures("following")
def test_someone_goes_on(people):
    answer = post(people["bde"], "closing:continue", people.mentorship.pk, objective="insertion")

    assert answer.complaints == ["Une relation réunit au moins un mentor et un élève."]


def test_without_a_project_for_the_year_after_one_reads_what_to_do(people):
    page = get(people["bde"], "closing:continue", people.mentorship.pk).page

    assert "n’est pas encore ouvert" in page.text


def test_a_relation_goes_on_in_avenir_pro(people):
    answer = post(people["bde"], "closing:avenir_pro", people.mentorship.pk)

    assert answer.said == [
        "La relation continue dans AvenirPro+ après le diplôme. Le mentor et l’élève le lisent."
    ]
    assert "AvenirPro+ jusqu’au 3 janvier 2028" in answer.page.text


def test_relations_are_continued_by_those_who_run_the_school_alone(people):
    everyone_else = set(people.grants) - {"proviseur", "ddfpt", "bde", "stranger"}

    assert who_acts(people, "closing:avenir_pro", people.mentorship.pk) == {
        302: {"proviseur", "ddfpt", "bde"},
        404: {"stranger"},
        403: everyone_else,
    }
