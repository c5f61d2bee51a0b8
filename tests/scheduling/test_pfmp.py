from datetime import date, time, timedelta

import pytest

from mentorat.mentorships.models import MenteeMembership
from mentorat.scheduling import actions, errors, policies, queries
from mentorat.scheduling.actions import Unplanned
from mentorat.scheduling.enums import SessionMode
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import PfmpPeriodFactory, RoomFactory
from tests.factories.people import MenteeFactory, UserFactory, authorise
from tests.factories.scheduling import NOW, paris

pytestmark = pytest.mark.django_db

AWAY_FROM, AWAY_TO = date(2026, 11, 9), date(2026, 11, 20)


@pytest.fixture
def mentorship():
    """A relation whose pupil's class is away for two weeks of November."""
    mentorship = MentorshipFactory(active=True, form="group")
    PfmpPeriodFactory(school=mentorship.school, starts_on=AWAY_FROM, ends_on=AWAY_TO)
    return mentorship


def plan(mentorship, day, *, room):
    return actions.plan(
        mentorship=mentorship,
        starts_at=paris(day, 10),
        ends_at=paris(day, 11),
        mode=SessionMode.ROOM if room else SessionMode.REMOTE,
        room=room,
        now=NOW,
        by=UserFactory(),
    )


@pytest.mark.parametrize("day", [9, 20])
def test_a_session_at_school_is_refused_while_the_class_is_away(mentorship, day):
    room = RoomFactory(school=mentorship.school)

    with pytest.raises(errors.DuringPfmp, match="TMELEC1 est en PFMP"):
        plan(mentorship, day, room=room)


@pytest.mark.parametrize("day", [6, 23])
def test_a_session_at_school_is_planned_before_and_after(mentorship, day):
    room = RoomFactory(school=mentorship.school)

    assert plan(mentorship, day, room=room).room == room


def test_a_session_at_a_distance_is_planned_during_the_pfmp(mentorship):
    assert plan(mentorship, 10, room=None).mode == SessionMode.REMOTE


def test_a_group_meets_while_one_of_its_pupils_is_at_school(mentorship):
    other = authorise(MenteeFactory(school=mentorship.school, class_label="1MELEC2"))
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=other,
        place=mentorship.place,
        state="accepted",
        answered_at=NOW,
    )
    room = RoomFactory(school=mentorship.school)

    assert plan(mentorship, 10, room=room).room == room


def test_a_pfmp_of_another_school_changes_nothing():
    mentorship = MentorshipFactory(active=True)
    PfmpPeriodFactory(starts_on=AWAY_FROM, ends_on=AWAY_TO)

    pupils = policies.party_of(mentorship).mentee_ids

    assert policies.pfmp_between(mentorship.school, pupils, AWAY_FROM, AWAY_TO) == {}


def test_weeks_of_pfmp_are_skipped_by_a_series_at_school(mentorship):
    room = RoomFactory(school=mentorship.school)

    outcome = actions.plan_weekly(
        mentorship=mentorship,
        first=date(2026, 11, 3),
        starts=time(10),
        duration=timedelta(hours=1),
        count=2,
        mode=SessionMode.ROOM,
        room=room,
        now=NOW,
        by=UserFactory(),
    )

    assert [one.during.lower.date() for one in outcome.planned] == [
        date(2026, 11, 3),
        date(2026, 11, 24),
    ]
    assert outcome.skipped == (
        Unplanned(date(2026, 11, 10), "PFMP de TMELEC1"),
        Unplanned(date(2026, 11, 17), "PFMP de TMELEC1"),
    )


def test_no_time_of_a_room_is_proposed_during_the_pfmp(mentorship):
    RoomFactory(school=mentorship.school)

    found = queries.free_slots(
        mentorship.school,
        date(2026, 11, 6),
        date(2026, 11, 23),
        duration=timedelta(hours=1),
        now=NOW,
        mentorship=mentorship,
    )

    assert {slot.starts_at.date().day for slot in found} == {6, 7, 21, 23}
