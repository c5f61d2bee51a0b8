from datetime import date

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.scheduling import actions, errors
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.scheduling import MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db
AFTER = paris(3, 11)
PRESENT, ABSENT, EXCUSED = AttendanceStatus


def mentees(session):
    booked = session.bookings.filter(mentee__isnull=False).order_by("mentee")
    return list(booked.values_list("mentee_id", flat=True))


def told(session):
    lines = Attendance.objects.unscoped("test").filter(session=session).order_by("mentee")
    return [(a.mentee_id, a.status, a.recorded_by, a.recorded_at, a.place) for a in lines]


def events():
    return list(Entry.objects.unscoped("test").order_by("pk").values_list("event", flat=True))


def group_session(**life):
    mentorship = MentorshipFactory(form="group", **(life or {"active": True}))
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=MenteeFactory(school=mentorship.school),
        place=mentorship.place,
    )
    return MentoringSessionFactory(mentorship=mentorship)


def test_presence_is_told_of_each_pupil():
    session, by = group_session(), UserFactory()
    one, two = mentees(session)

    held = actions.record_attendance(
        session=session, statuses={one: PRESENT, two: EXCUSED}, now=AFTER, by=by
    )

    session.refresh_from_db()
    assert held == session
    assert session.state == SessionState.HELD
    assert told(session) == [
        (one, PRESENT, by, AFTER, session.place),
        (two, EXCUSED, by, AFTER, session.place),
    ]
    assert events() == [Event.ATTENDANCE_RECORDED]


def test_session_is_held_when_nobody_came():
    session = MentoringSessionFactory()

    actions.record_attendance(
        session=session,
        statuses=dict.fromkeys(mentees(session), ABSENT),
        now=AFTER,
        by=UserFactory(),
    )

    session.refresh_from_db()
    assert session.state == SessionState.HELD


def test_first_meeting_starts_the_relation_on_its_day_at_the_school():
    session = MentoringSessionFactory(
        mentorship=MentorshipFactory(ready=True),
        starts_at=paris(4, 0, 30),
        ends_at=paris(4, 1),
    )
    academy = session.mentorship.school.academy
    academy.time_zone = "America/Cayenne"
    academy.save()

    held = actions.record_attendance(
        session=session,
        statuses=dict.fromkeys(mentees(session), PRESENT),
        adult=UserFactory(),
        now=paris(4, 8),
        by=UserFactory(),
    )

    # The 4th had begun in Paris, not in Cayenne.
    assert (held.mentorship.state, held.mentorship.started_on) == (
        MentorshipState.ACTIVE,
        date(2026, 11, 3),
    )
    assert events() == [Event.ATTENDANCE_RECORDED, Event.MENTORSHIP_STARTED]


def test_relation_does_not_start_before_the_adult_of_the_school_is_named():
    session = MentoringSessionFactory(mentorship=MentorshipFactory(ready=True))
    statuses, adult = dict.fromkeys(mentees(session), PRESENT), UserFactory()

    told_by_mentor = actions.record_attendance(
        session=session, statuses=statuses, now=AFTER, by=None
    )
    before = told_by_mentor.mentorship.state
    named = actions.record_attendance(
        session=session, statuses=statuses, adult=adult, now=AFTER, by=adult
    )

    session.refresh_from_db()
    assert (before, named.mentorship.state) == (MentorshipState.READY, MentorshipState.ACTIVE)
    assert (session.adult, session.kind) == (adult, "first")


def test_a_class_meets_with_its_teacher_and_names_nobody():
    session = MentoringSessionFactory(mentorship=MentorshipFactory(ready=True, form="class"))

    held = actions.record_attendance(
        session=session, statuses=dict.fromkeys(mentees(session), PRESENT), now=AFTER, by=None
    )

    assert held.mentorship.state == MentorshipState.ACTIVE


def test_relation_does_not_start_when_nobody_came():
    session = MentoringSessionFactory(mentorship=MentorshipFactory(ready=True))

    held = actions.record_attendance(
        session=session,
        statuses=dict.fromkeys(mentees(session), EXCUSED),
        now=AFTER,
        by=UserFactory(),
    )

    assert held.mentorship.state == MentorshipState.READY


def test_correction_that_finds_someone_present_starts_the_relation():
    session = MentoringSessionFactory(mentorship=MentorshipFactory(ready=True))
    (mentee,) = mentees(session)
    by = UserFactory()

    actions.record_attendance(session=session, statuses={mentee: ABSENT}, now=AFTER, by=by)
    held = actions.record_attendance(
        session=session, statuses={mentee: PRESENT}, adult=by, now=AFTER, by=by
    )

    assert held.mentorship.started_on == date(2026, 11, 3)


def test_correction_keeps_the_author_of_what_it_does_not_change():
    session = group_session()
    one, two = mentees(session)
    mentor, cpe = UserFactory(), UserFactory()
    later = paris(5, 9)
    actions.record_attendance(
        session=session, statuses={one: PRESENT, two: ABSENT}, now=AFTER, by=mentor
    )

    actions.record_attendance(
        session=session, statuses={one: PRESENT, two: EXCUSED}, now=later, by=cpe
    )

    assert told(session) == [
        (one, PRESENT, mentor, AFTER, session.place),
        (two, EXCUSED, cpe, later, session.place),
    ]
    assert events() == [Event.ATTENDANCE_RECORDED] * 2


def test_same_presence_told_twice_changes_nothing():
    session = MentoringSessionFactory()
    statuses = dict.fromkeys(mentees(session), PRESENT)

    for _ in range(2):
        actions.record_attendance(session=session, statuses=statuses, now=AFTER, by=UserFactory())

    assert events() == [Event.ATTENDANCE_RECORDED]


def test_presence_is_told_from_the_beginning_of_the_session_on():
    session = MentoringSessionFactory()
    statuses = dict.fromkeys(mentees(session), PRESENT)

    with pytest.raises(errors.AttendanceTooEarly) as refusal:
        actions.record_attendance(
            session=session, statuses=statuses, now=paris(3, 9, 59), by=UserFactory()
        )

    assert refusal.value.sentence == (
        "La présence se note quand la séance a commencé, le mardi 3 novembre 2026 à partir de 10 h."
    )
    assert actions.record_attendance(
        session=session, statuses=statuses, now=paris(3, 10), by=UserFactory()
    )


@pytest.mark.parametrize("change", ["one is missing", "a stranger is added"])
def test_presence_covers_the_pupils_of_the_session_and_no_other(change):
    session = group_session()
    one, two = mentees(session)
    stranger = MenteeFactory(school=session.mentorship.school).pk
    told_of = {one} if change == "one is missing" else {one, two, stranger}

    with pytest.raises(errors.AttendanceIncomplete) as refusal:
        actions.record_attendance(
            session=session, statuses=dict.fromkeys(told_of, PRESENT), now=AFTER, by=UserFactory()
        )

    assert refusal.value.sentence == (
        "Notez la présence de chaque élève de la séance, et d’eux seuls."
    )
    assert told(session) == []


def test_pupil_who_joined_since_is_not_asked_for():
    session = MentoringSessionFactory()
    (mentee,) = mentees(session)
    MenteeMembership.objects.create(
        mentorship=session.mentorship,
        mentee=MenteeFactory(school=session.mentorship.school),
        place=session.place,
    )

    actions.record_attendance(
        session=session, statuses={mentee: PRESENT}, now=AFTER, by=UserFactory()
    )

    assert [line[0] for line in told(session)] == [mentee]


def test_presence_at_a_cancelled_session_is_refused():
    session = MentoringSessionFactory(state="cancelled")

    with pytest.raises(errors.WrongSessionState) as refusal:
        actions.record_attendance(
            session=session,
            statuses=dict.fromkeys(mentees(session), PRESENT),
            now=AFTER,
            by=UserFactory(),
        )

    assert refusal.value.sentence == (
        "Cette séance est « annulée » : elle ne peut pas devenir « tenue »."
    )


def mentor_scope(session, user):
    mentor = session.mentorship.mentor_memberships.get().mentor
    return Scope(Family.GRANT, user=user.pk, mentor=mentor.pk)


def test_mentor_tells_the_first_meeting_within_his_or_her_own_rows(rls):
    session = MentoringSessionFactory(mentorship=MentorshipFactory(ready=True))
    statuses, by = dict.fromkeys(mentees(session), PRESENT), UserFactory()

    with rls(mentor_scope(session, by)):
        held = actions.record_attendance(
            session=session, statuses=statuses, adult=UserFactory(), now=AFTER, by=by
        )

    assert held.mentorship.state == MentorshipState.ACTIVE
    assert [line[:3] for line in told(session)] == [(*statuses, PRESENT, by)]


def test_mentor_does_not_tell_the_presence_of_pupils_he_or_she_no_longer_sees(rls):
    session = MentoringSessionFactory(
        mentorship__state="ended",
        mentorship__ended_on=date(2026, 11, 4),
        mentorship__end_reason="no_contact",
        mentorship__objective_reached="no",
    )
    statuses, by = dict.fromkeys(mentees(session), PRESENT), UserFactory()

    with rls(mentor_scope(session, by)), pytest.raises(errors.MenteesOutOfReach) as refusal:
        actions.record_attendance(session=session, statuses=statuses, now=AFTER, by=by)

    assert refusal.value.sentence == (
        "Cette relation est terminée : demandez au lycée de noter la présence."
    )
    # The school still may.
    assert actions.record_attendance(session=session, statuses=statuses, now=AFTER, by=by)
