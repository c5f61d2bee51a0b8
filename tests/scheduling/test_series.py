from datetime import UTC, date, time, timedelta

import pytest

from mentorat.organisations.models import ClosedDay
from mentorat.reference.models import HolidayPeriod
from mentorat.scheduling import actions, errors
from mentorat.scheduling.actions import SeriesOutcome, Unplanned
from mentorat.scheduling.enums import SessionMode
from mentorat.scheduling.models import MentoringSession
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import UserFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.scheduling import NOW, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db


def plan_weekly(mentorship, first, *, count, starts=time(10), room=None, now=NOW):
    return actions.plan_weekly(
        mentorship=mentorship,
        first=first,
        starts=starts,
        duration=timedelta(hours=1),
        count=count,
        mode=SessionMode.ROOM if room else SessionMode.REMOTE,
        room=room,
        now=now,
        by=UserFactory(),
    )


def days(sessions):
    return [session.during.lower.date() for session in sessions]


def hours_in_utc(outcome):
    return [session.during.lower.astimezone(UTC).hour for session in outcome.planned]


def holidays(label, first_day, last_day, calendar="C"):
    HolidayPeriod.objects.create(
        calendar=calendar, label=label, first_day=first_day, last_day=last_day
    )


def test_series_plans_a_session_a_week():
    mentorship = MentorshipFactory(active=True)

    outcome = plan_weekly(mentorship, date(2026, 11, 3), count=3)

    assert days(outcome.planned) == [date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 17)]
    assert (outcome.refused, outcome.skipped) == ((), ())


@pytest.mark.parametrize(
    ("first", "in_utc"),
    [
        pytest.param(date(2026, 10, 20), [8, 9], id="winter time on 25 October"),
        pytest.param(date(2027, 3, 23), [9, 8], id="summer time on 28 March"),
    ],
)
def test_series_keeps_its_local_time_when_clocks_change(first, in_utc):
    mentorship = MentorshipFactory(active=True)

    outcome = plan_weekly(mentorship, first, count=2, now=paris(1, 8, month=10))

    assert hours_in_utc(outcome) == in_utc


def test_series_overseas_stands_on_the_clocks_of_the_school():
    reunion = AcademyFactory(
        code="28",
        region=AcademicRegionFactory(number=18),
        calendar="reunion",
        time_zone="Indian/Reunion",
    )
    mentorship = MentorshipFactory(active=True, project__school__academy=reunion)
    holidays("vacances de Paris", date(2026, 10, 17), date(2026, 11, 1))
    room = RoomFactory(school=mentorship.school, opens_at=time(7))

    outcome = plan_weekly(
        mentorship,
        date(2026, 10, 20),
        count=2,
        starts=time(7),
        room=room,
        now=paris(1, 8, month=10),
    )

    assert hours_in_utc(outcome) == [3, 3]
    assert outcome.skipped == ()


def test_weeks_without_class_are_skipped_and_do_not_count():
    mentorship = MentorshipFactory(active=True)
    holidays("vacances de Noël", date(2026, 12, 19), date(2027, 1, 3))
    ClosedDay.objects.create(
        school=mentorship.school, place=mentorship.place, day=date(2027, 1, 5), label="examens"
    )

    outcome = plan_weekly(mentorship, date(2026, 12, 15), count=2)

    assert days(outcome.planned) == [date(2026, 12, 15), date(2027, 1, 12)]
    assert outcome.skipped == (
        Unplanned(date(2026, 12, 22), "vacances de Noël"),
        Unplanned(date(2026, 12, 29), "vacances de Noël"),
        Unplanned(date(2027, 1, 5), "examens"),
    )


def test_refused_week_is_listed_and_the_others_are_kept():
    there = MentoringSessionFactory(
        room__name="B12", starts_at=paris(10, 9), ends_at=paris(10, 10, 30)
    )
    mentorship = MentorshipFactory(active=True, project=there.mentorship.project)

    outcome = plan_weekly(mentorship, date(2026, 11, 3), count=3, room=there.room)

    assert days(outcome.planned) == [date(2026, 11, 3), date(2026, 11, 17)]
    assert outcome.refused == (
        Unplanned(
            date(2026, 11, 10),
            "La salle B12 est déjà prise de 9 h à 10 h 30 ce jour-là :"
            " choisissez un autre créneau ou une autre salle.",
        ),
    )
    assert list(MentoringSession.objects.unscoped("test").filter(mentorship=mentorship)) == list(
        outcome.planned
    )


def test_series_stops_with_the_campaign():
    mentorship = MentorshipFactory(active=True)
    holidays("vacances d’été", date(2027, 7, 4), date(2027, 8, 31))

    outcome = plan_weekly(mentorship, date(2027, 6, 15), count=10, now=NOW)

    # The clearances of the mentor are valid until the end of August.
    assert days(outcome.planned) == [date(2027, 6, 15), date(2027, 6, 22), date(2027, 6, 29)]
    assert outcome.refused == (
        Unplanned(
            date(2027, 7, 6),
            "Le mardi 6 juillet 2027 est hors de la campagne, qui va du mardi 1er septembre 2026"
            " au samedi 3 juillet 2027 : choisissez un autre jour.",
        ),
    )
    assert outcome.skipped == ()


def test_series_on_sundays_is_refused():
    with pytest.raises(errors.OnSunday):
        plan_weekly(MentorshipFactory(active=True), date(2026, 11, 8), count=3)


def test_series_of_a_relation_that_is_not_open_is_refused_week_by_week():
    outcome = plan_weekly(MentorshipFactory(), date(2026, 11, 3), count=1)

    assert outcome == SeriesOutcome(
        planned=(),
        refused=(
            Unplanned(
                date(2026, 11, 3),
                "Une relation « proposée » n’a pas de nouvelle séance :"
                " elle doit être acceptée ou en cours.",
            ),
        ),
        skipped=(),
    )
