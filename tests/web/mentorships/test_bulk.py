"""Acts on many relations: what they would do is read first, and each is refused on its own."""

from datetime import UTC, datetime

import pytest

from mentorat.notifications.models import Delivery
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import MONDAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

FRESH = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


def ticked(page):
    return [int(value) for value in page.values("[name=mentorship]", "value")]


def test_what_would_be_done_is_read_first_and_changes_nothing(project, bde):
    old = MentorshipFactory(project=project)
    fresh = MentorshipFactory(project=project, state_at=FRESH)
    MentorshipFactory(project=project, active=True)
    before = everything()

    pages = [get(bde, "mentorships:bulk", name).page for name in ("relancer", "retirer")]

    assert [ticked(page) for page in pages] == [[old.pk, fresh.pk], [old.pk]]
    assert everything() == before
    assert all(page.flaws == [] for page in pages)


def test_those_who_are_waited_for_are_reminded_once_a_day(project, bde):
    left, chosen = MentorshipFactory(project=project), MentorshipFactory(project=project)

    for _ in range(2):
        answer = post(bde, "mentorships:bulk", "relancer", mentorship=[chosen.pk])

    for mentorship in (left, chosen):
        mentorship.refresh_from_db()
    assert answer.said == ["1 relation relancée."]
    assert (left.reminded_at, chosen.reminded_at) == (None, MONDAY)
    assert Delivery.objects.count() == 1


def test_old_proposals_are_withdrawn_and_fresh_ones_are_not(project, bde):
    old = MentorshipFactory(project=project)
    fresh = MentorshipFactory(project=project, state_at=FRESH)

    answer = post(bde, "mentorships:bulk", "retirer", mentorship=[old.pk, fresh.pk])

    for mentorship in (old, fresh):
        mentorship.refresh_from_db()
    assert answer.said == ["1 proposition retirée."]
    assert (old.state, fresh.state) == ("withdrawn", "proposed")


def test_a_follower_is_named_for_several_within_his_or_her_hours(project, bde):
    other = staff(project.school).user
    relations = [MentorshipFactory(project=project, active=True) for _ in range(2)]
    chosen = [one.pk for one in relations]
    post(bde, "mentorships:caseload", **{f"hours_{other.pk}": "0.2"})

    answer = post(bde, "mentorships:bulk", "suivi", mentorship=chosen, follower=str(other.pk))

    assert answer.said[0] == "1 relation confiée."
    assert "suit déjà 1 relations" in answer.said[1]


def test_nothing_is_done_to_the_relations_of_another_school(project, bde):
    elsewhere = MentorshipFactory(project=SchoolProjectFactory(campaign=project.campaign))

    answer = post(bde, "mentorships:bulk", "retirer", mentorship=[elsewhere.pk])

    elsewhere.refresh_from_db()
    assert answer.said == ["Cochez au moins une relation."]
    assert elsewhere.state == "proposed"


def test_those_who_run_a_school_alone_act_on_many(people):
    found = who_acts(people, "mentorships:bulk", "relancer", mentorship=[people.mentorship.pk])

    assert found[302] == {"proviseur", "ddfpt", "bde", "stranger"}
    assert set(found) == {302, 403}


def test_the_preview_asks_as_many_questions_for_1_relation_as_for_3(project, bde):
    MentorshipFactory(project=project, followed_by=UserFactory())

    few = queries(bde, "mentorships:bulk", "relancer")
    for _ in range(2):
        MentorshipFactory(project=project, followed_by=UserFactory())

    assert queries(bde, "mentorships:bulk", "relancer") == few
