from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorat.foundations.place import academy_of, school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import MenteeMembership
from mentorat.organisations.models import ClosedDay
from mentorat.scheduling import queries
from mentorat.scheduling.enums import AttendanceStatus, SessionMode, SessionState
from mentorat.scheduling.queries import AttendanceLine, FreeSlot, SessionLine
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.scheduling import NOW, AttendanceFactory, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db
MONDAY, SUNDAY = date(2026, 11, 2), date(2026, 11, 8)


def of_school(school):
    return Scope(Family.SCHOOL, school_span(school.place), user=1)


def school_of(session):
    return session.mentorship.school


def week(scope, *, full_names=True):
    return queries.agenda(scope, MONDAY, SUNDAY, full_names=full_names)


def pks(lines):
    return [line.pk for line in lines]


def mentor_of(session):
    return session.mentorship.mentor_memberships.get().mentor


def mentee_of(session):
    return session.mentorship.mentee_memberships.get().mentee


def test_agenda_of_a_school_names_who_meets_where_and_when():
    session = MentoringSessionFactory()
    school = school_of(session)

    assert week(of_school(school)) == [
        SessionLine(
            pk=session.pk,
            mentorship_id=session.mentorship_id,
            school=school.name,
            starts_at=paris(3, 10),
            ends_at=paris(3, 11),
            mode=SessionMode.ROOM,
            state=SessionState.PLANNED,
            room=session.room.name,
            mentors=(mentor_of(session).short_name,),
            mentees=(str(mentee_of(session)),),
            expected=1,
            present=None,
            is_first=False,
            adult="",
        )
    ]


def test_a_first_meeting_names_its_adult_to_the_school_alone():
    session = MentoringSessionFactory(kind="first", adult=UserFactory(full_name="Ana Présente"))
    mentor = Scope(Family.GRANT, mentor=mentor_of(session).pk)

    (read_by_school,) = week(of_school(school_of(session)))
    (read_by_mentor,) = week(mentor, full_names=False)

    assert (read_by_school.is_first, read_by_school.adult) == (True, "Ana Présente")
    assert (read_by_mentor.is_first, read_by_mentor.adult) == (True, "")


def test_agenda_of_a_mentor_shows_own_sessions_and_short_names():
    session, _other = MentoringSessionFactory(remote=True), MentoringSessionFactory()
    scope = Scope(Family.GRANT, mentor=mentor_of(session).pk)

    (line,) = week(scope, full_names=False)

    assert (line.pk, line.room, line.mentees) == (
        session.pk,
        "",
        (mentee_of(session).short_name,),
    )


def test_agenda_of_a_pupil_names_no_other_pupil():
    session = MentoringSessionFactory(mentorship__form="group")
    other = MenteeFactory(school=school_of(session))
    MenteeMembership.objects.create(
        mentorship=session.mentorship, mentee=other, place=session.place
    )
    both = MentoringSessionFactory(
        mentorship=session.mentorship, starts_at=paris(4, 10), ends_at=paris(4, 11)
    )
    me = session.mentorship.mentee_memberships.exclude(mentee=other).get().mentee

    lines = week(Scope(Family.GRANT, mentee=me.pk), full_names=False)

    assert [(line.pk, line.expected, line.mentees) for line in lines] == [
        (session.pk, 1, (me.short_name,)),
        (both.pk, 2, (me.short_name,)),
    ]


def test_agenda_covers_the_asked_days_on_the_clocks_of_the_school():
    late = MentoringSessionFactory(starts_at=paris(8, 23), ends_at=paris(8, 23, 59))
    school = school_of(late)
    MentoringSessionFactory(
        mentorship__project=late.mentorship.project,
        starts_at=paris(9, 0),
        ends_at=paris(9, 1),
    )

    in_paris = pks(week(of_school(school)))
    school.academy.time_zone = "Indian/Reunion"
    school.academy.save()
    in_reunion = week(of_school(school))

    assert in_paris == [late.pk]
    assert in_reunion == []


def test_agenda_gives_times_on_the_clocks_of_the_school():
    session = MentoringSessionFactory()
    academy = school_of(session).academy
    academy.time_zone = "Indian/Reunion"
    academy.save()

    (line,) = week(of_school(school_of(session)))

    assert (line.starts_at.hour, line.starts_at.tzinfo) == (13, ZoneInfo("Indian/Reunion"))


def test_agenda_leaves_out_cancelled_sessions_and_tells_who_came():
    held = MentoringSessionFactory(state="held")
    AttendanceFactory(session=held)
    absent = MentoringSessionFactory(
        mentorship=held.mentorship, starts_at=paris(4, 10), ends_at=paris(4, 11), state="held"
    )
    AttendanceFactory(session=absent, status="absent")
    MentoringSessionFactory(mentorship=held.mentorship, room=held.room, state="cancelled")

    lines = week(of_school(school_of(held)))

    assert [(line.pk, line.state, line.present) for line in lines] == [
        (held.pk, SessionState.HELD, 1),
        (absent.pk, SessionState.HELD, 0),
    ]


@pytest.mark.parametrize("family", [Family.TERRITORY, Family.NATION, Family.NOBODY])
def test_agenda_of_a_territory_is_empty(family):
    session = MentoringSessionFactory()

    assert week(Scope(family, academy_of(session.place))) == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_agenda_asks_five_questions_however_long(item_count, django_assert_num_queries):
    first = MentoringSessionFactory()
    for day in range(4, 3 + item_count):
        MentoringSessionFactory(
            mentorship__project=first.mentorship.project,
            starts_at=paris(day, 10),
            ends_at=paris(day, 11),
        )

    with django_assert_num_queries(5):
        assert len(week(of_school(school_of(first)))) == item_count


def test_upcoming_sessions_are_those_planned_and_not_over():
    over = MentoringSessionFactory(starts_at=paris(2, 7), ends_at=paris(2, 9))
    common = {"mentorship": over.mentorship, "room": over.room}
    running = MentoringSessionFactory(starts_at=paris(2, 9), ends_at=paris(2, 9, 30), **common)
    later = MentoringSessionFactory(**common)
    MentoringSessionFactory(state="cancelled", **common)
    MentoringSessionFactory(mentorship__project=over.mentorship.project)

    lines = queries.upcoming_for(
        over.mentorship, scope=of_school(school_of(over)), now=paris(2, 9, 10), full_names=True
    )

    assert pks(lines) == [running.pk, later.pk]


def test_history_of_a_relation_holds_every_session():
    later = MentoringSessionFactory()
    cancelled = MentoringSessionFactory(
        mentorship=later.mentorship,
        room=later.room,
        starts_at=paris(2, 7),
        ends_at=paris(2, 9),
        state="cancelled",
    )

    lines = queries.history_of(later.mentorship, scope=of_school(school_of(later)), full_names=True)

    assert [(line.pk, line.state) for line in lines] == [
        (cancelled.pk, SessionState.CANCELLED),
        (later.pk, SessionState.PLANNED),
    ]


def test_sessions_that_one_holds_become_lines_in_their_order():
    first = MentoringSessionFactory()
    second = MentoringSessionFactory(
        mentorship=first.mentorship, starts_at=paris(4, 10), ends_at=paris(4, 11)
    )

    lines = queries.session_lines(
        [second, first], scope=of_school(school_of(first)), full_names=True
    )

    assert pks(lines) == [second.pk, first.pk]


def test_sessions_to_report_are_over_and_untold():
    session = MentoringSessionFactory()
    held = MentoringSessionFactory(
        mentorship__project=session.mentorship.project, remote=True, state="held"
    )
    other = MentoringSessionFactory()
    scope = of_school(school_of(session))

    def to_report(now):
        return pks(queries.sessions_to_report(scope, now=now, full_names=True))

    assert held.place == session.place != other.place
    assert to_report(paris(3, 10, 59)) == []
    assert to_report(paris(3, 11)) == [session.pk]


def test_attendance_sheet_lists_the_pupils_with_what_was_told():
    session = MentoringSessionFactory(state="held")
    mentee = mentee_of(session)
    scope = of_school(school_of(session))

    before = queries.attendance_sheet(session, scope=scope, full_names=True)
    AttendanceFactory(session=session, status="excused")
    after = queries.attendance_sheet(session, scope=scope, full_names=False)

    assert before == [AttendanceLine(mentee.pk, str(mentee), None)]
    assert after == [AttendanceLine(mentee.pk, mentee.short_name, AttendanceStatus.EXCUSED)]


def test_free_rooms_are_open_large_and_not_taken():
    taken = MentoringSessionFactory(room__name="A")
    school = school_of(taken)
    hidden = RoomFactory(school=school, name="B", is_visible=False)
    free = RoomFactory(school=school, name="C")
    RoomFactory(school=school, name="D", opens_at=time(14))
    RoomFactory(school=school, name="E", capacity=1)
    RoomFactory(school=school, name="F", retired_on=date(2026, 11, 3))
    RoomFactory(name="G")

    def rooms(starts_at, ends_at):
        return queries.free_rooms(school, starts_at, ends_at, people=2)

    assert rooms(paris(3, 10, 30), paris(3, 12)) == [free, hidden]
    assert rooms(paris(3, 11), paris(3, 12)) == [taken.room, free, hidden]


@pytest.mark.parametrize("item_count", [1, 3])
def test_free_rooms_asks_two_questions_however_many(item_count, django_assert_num_queries):
    school = SchoolFactory()
    RoomFactory.create_batch(item_count, school=school)

    with django_assert_num_queries(2):
        found = queries.free_rooms(school, paris(3, 10), paris(3, 11))

    assert len(found) == item_count


def test_free_slots_are_clear_of_the_room_and_of_the_people():
    there = MentoringSessionFactory(
        room__name="A",
        room__opens_at=time(9),
        room__closes_at=time(12),
        starts_at=paris(3, 9),
        ends_at=paris(3, 10),
    )
    school = school_of(there)
    other = RoomFactory(school=school, name="B", opens_at=time(9), closes_at=time(12))
    mentorship = MentorshipFactory(active=True, project=there.mentorship.project)
    MentoringSessionFactory(
        mentorship=mentorship, remote=True, starts_at=paris(3, 11), ends_at=paris(3, 12)
    )

    slots = queries.free_slots(
        school,
        date(2026, 11, 3),
        duration=timedelta(hours=1),
        now=NOW,
        mentorship=mentorship,
    )

    assert slots == [
        FreeSlot(paris(3, 9), paris(3, 10), (other,)),
        FreeSlot(paris(3, 9, 30), paris(3, 10, 30), (other,)),
        FreeSlot(paris(3, 10), paris(3, 11), (there.room, other)),
    ]


def test_free_slots_are_to_come():
    room = RoomFactory(opens_at=time(9), closes_at=time(12))

    slots = queries.free_slots(
        room.school, date(2026, 11, 2), duration=timedelta(hours=2), now=paris(2, 9, 45)
    )

    assert slots == [FreeSlot(paris(2, 10), paris(2, 12), (room,))]


@pytest.mark.parametrize("days", [1, 14])
def test_free_slots_asks_nine_questions_however_many_days(days, django_assert_num_queries):
    session = MentoringSessionFactory()
    RoomFactory(school=school_of(session))
    mentorship = session.mentorship

    with django_assert_num_queries(9):
        slots = queries.free_slots(
            mentorship.school,
            MONDAY,
            MONDAY + timedelta(days=days - 1),
            duration=timedelta(hours=1),
            now=NOW,
            mentorship=mentorship,
        )

    # Two weeks less two Sundays and the 11th; on the first Monday nothing before nine.
    assert len({slot.starts_at.date() for slot in slots}) == (1 if days == 1 else 11)
    assert slots[0].starts_at == NOW


def test_room_is_not_proposed_once_retired():
    room = RoomFactory(retired_on=date(2026, 11, 4))

    slots = queries.free_slots(
        room.school, date(2026, 11, 3), date(2026, 11, 5), duration=timedelta(hours=4), now=NOW
    )

    assert {slot.starts_at.date() for slot in slots} == {date(2026, 11, 3)}


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2026, 11, 11), SUNDAY])
def test_no_slot_is_free_on_a_day_without_class(day):
    room = RoomFactory()
    ClosedDay.objects.create(
        school=room.school, place=room.place, day=date(2026, 11, 3), label="examens"
    )

    assert queries.free_slots(room.school, day, duration=timedelta(hours=1), now=NOW) == []
