"""What one does about an alarm ends it with the act, by a worker: nobody waits for the night."""

import pytest

from mentorat.access import actions as access
from mentorat.followup import tasks
from mentorat.followup.models import Alarm, CheckInAnswer
from mentorat.matching.models import Offer
from tests.cast import SINCE
from tests.factories.followup import AlarmFactory, CheckInFactory
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def mentor(project):
    mentor = cleared_mentor(place=project.place)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign, capacity=1)
    return mentor


@pytest.fixture
def acts(queue, django_capture_on_commit_callbacks):
    """Do an act, then what it queued for the worker about alarms; return how many still stand."""

    def act(grant, name, *args, **data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = post(grant, name, *args, **data)
        assert answer.complaints == []
        for job in list(queue.jobs.values()):
            if job["task_name"].endswith("watch_school"):
                tasks.watch_school(**job["args"])
        return standing()

    return act


def standing():
    return list(Alarm.objects.unscoped("a test").standing().values_list("kind", flat=True))


def watch(school):
    tasks.watch_school(school_id=school.pk)
    return standing()


def meets_soon(mentorship):
    """Give a relation what keeps its silence from being one."""
    mentorship.started_on = "2026-11-20"
    mentorship.save(update_fields=["started_on"])
    return mentorship


def test_recording_a_clearance(acts, project, bde, mentor):
    meets_soon(MentorshipFactory(active=True, project=project, mentor=mentor))
    mentor.clearances.filter(kind="charter").delete()
    before = watch(project.school)

    after = acts(bde, "mentors:clear", mentor.pk, kind="charter", given_on="2026-11-23")

    assert (before, after) == (["clearance"], [])


def test_giving_more_places(acts, project, bde, mentor):
    for _ in range(2):
        meets_soon(MentorshipFactory(active=True, project=project, mentor=mentor))
    before = watch(project.school)

    after = acts(bde, "mentors:offer", mentor.pk, capacity="2", kind="both")

    assert (before, after) == (["capacity"], [])
    assert Offer.objects.unscoped("a test").get().capacity == 2


def test_answering_the_last_side_of_a_check_in(acts, project, mentor):
    mentorship = meets_soon(MentorshipFactory(active=True, project=project, mentor=mentor))
    check_in = CheckInFactory(mentorship=mentorship, state="overdue")
    CheckInAnswer.objects.unscoped("a test").exclude(mentor=mentor).delete()
    check_in.expected = 1
    check_in.save(update_fields=["expected"])
    role = access.mentor_post(mentor, project.school)
    maud = access.give(user=UserFactory(), post=role, valid_from=SINCE, by=None)
    before = watch(project.school)

    scores = {"relationship": "4", "usefulness": "4", "ease": "4"}
    after = acts(maud, "followup:answer", check_in.pk, **scores)

    assert (before, after) == (["check_in"], [])


def test_booking_the_first_session(acts, project, bde, mentor):
    room = RoomFactory(school=project.school)
    mentorship = MentorshipFactory(ready=True, project=project, mentor=mentor)
    before = watch(project.school)

    after = acts(
        bde,
        "sessions:plan",
        mentorship.pk,
        day="2026-11-25",
        starts="14:00",
        minutes="60",
        where=str(room.pk),
        weeks="1",
    )

    assert ("no_meeting" in before, "no_meeting" in after) == (True, False)


def test_another_school_keeps_its_alarms(acts, bde, mentor):
    elsewhere = AlarmFactory()

    after = acts(bde, "mentors:offer", mentor.pk, capacity="2", kind="both")

    assert after == [elsewhere.kind]
