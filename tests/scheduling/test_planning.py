from datetime import date

import pytest
from django.db import IntegrityError

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.models import Offer
from mentorat.mentorships.models import MenteeMembership, MentorMembership
from mentorat.people.models import Mentor
from mentorat.scheduling import actions, errors
from mentorat.scheduling.enums import SessionMode, SessionState
from mentorat.scheduling.models import Booking
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import MenteeFactory, UserFactory, authorise, cleared_mentor
from tests.factories.scheduling import NOW, MentoringSessionFactory, paris

pytestmark = pytest.mark.django_db


def plan(mentorship, starts_at, ends_at, *, room=None, by=None):
    return actions.plan(
        mentorship=mentorship,
        starts_at=starts_at,
        ends_at=ends_at,
        mode=SessionMode.ROOM if room else SessionMode.REMOTE,
        room=room,
        now=NOW,
        by=by or UserFactory(),
    )


def taken(session):
    """Return what a session takes, as (room, mentor, mentee, from, to, is cancelled)."""
    rows = Booking.objects.unscoped("test").filter(session=session).order_by("pk")
    return [
        (b.room_id, b.mentor_id, b.mentee_id, b.during.lower, b.during.upper, b.is_cancelled)
        for b in rows
    ]


def group(**fields):
    """Return a running relation of two mentors and two pupils, with their numbers."""
    mentorship = MentorshipFactory(active=True, form="group", **fields)
    second = cleared_mentor(place=mentorship.place)
    MentorMembership.objects.create(
        mentorship=mentorship, mentor=second, place=mentorship.place, function="second"
    )
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=authorise(MenteeFactory(school=mentorship.school)),
        place=mentorship.place,
    )
    mentors = mentorship.mentor_memberships.order_by("mentor").values_list("mentor", flat=True)
    mentees = mentorship.mentee_memberships.order_by("mentee").values_list("mentee", flat=True)
    return mentorship, list(mentors), list(mentees)


def entries(session):
    found = Entry.objects.unscoped("test").filter(about_id=session.pk).order_by("pk")
    return [(entry.event, entry.by, entry.place, entry.detail) for entry in found]


def test_plan_takes_the_room_the_mentors_and_the_pupils():
    mentorship, mentors, mentees = group()
    room, by = RoomFactory(school=mentorship.school), UserFactory()
    when = (paris(3, 10), paris(3, 11))

    session = plan(mentorship, *when, room=room, by=by)

    session.refresh_from_db()
    assert (session.mentorship, session.place, session.mode, session.room, session.state) == (
        mentorship,
        mentorship.place,
        SessionMode.ROOM,
        room,
        SessionState.PLANNED,
    )
    assert (session.during.lower, session.during.upper) == when
    assert (session.planned_by, session.planned_at) == (by, NOW)
    assert taken(session) == [
        (room.pk, None, None, *when, False),
        (None, mentors[0], None, *when, False),
        (None, mentors[1], None, *when, False),
        (None, None, mentees[0], *when, False),
        (None, None, mentees[1], *when, False),
    ]
    assert entries(session) == [(Event.SESSION_PLANNED, by, mentorship.place, {})]


def test_remote_session_takes_no_room():
    mentorship = MentorshipFactory(ready=True)

    session = plan(mentorship, paris(3, 18), paris(3, 19))

    assert (session.mode, session.room) == (SessionMode.REMOTE, None)
    assert [row[0] for row in taken(session)] == [None, None]


def test_who_declined_is_not_booked():
    mentorship, mentors, mentees = group()
    declined = mentorship.mentee_memberships.get(mentee=mentees[0])
    declined.state, declined.answered_at, declined.answered_by = "declined", NOW, UserFactory()
    declined.save()

    session = plan(mentorship, paris(3, 10), paris(3, 11))

    assert [row[1:3] for row in taken(session)] == [
        (mentors[0], None),
        (mentors[1], None),
        (None, mentees[1]),
    ]


def test_room_is_taken_once_at_a_time():
    there = MentoringSessionFactory(room__name="Salle B12")
    other = MentorshipFactory(active=True, project=there.mentorship.project)

    with pytest.raises(errors.RoomTaken) as refusal:
        plan(other, paris(3, 10, 30), paris(3, 12), room=there.room)

    assert refusal.value.sentence == (
        "La salle B12 est déjà prise de 10 h à 11 h ce jour-là :"
        " choisissez un autre créneau ou une autre salle."
    )
    assert plan(other, paris(3, 11), paris(3, 12), room=there.room)


def test_mentor_is_taken_once_at_a_time():
    there = MentoringSessionFactory()
    mentor = there.mentorship.mentor_memberships.get().mentor
    other = MentorshipFactory(active=True, mentor=mentor, project=there.mentorship.project)

    with pytest.raises(errors.MentorTaken) as refusal:
        plan(other, paris(3, 10, 30), paris(3, 12))

    assert refusal.value.sentence == (
        f"{mentor} a déjà une séance à ce moment-là : choisissez un autre créneau."
    )


def test_two_taken_mentors_are_not_told_apart():
    mentorship, mentors, _ = group()
    MentoringSessionFactory(mentorship=mentorship)
    other = MentorshipFactory(
        active=True,
        project=mentorship.project,
        mentor=Mentor.objects.unscoped("test").get(pk=mentors[0]),
    )
    MentorMembership.objects.create(
        mentorship=other, mentor_id=mentors[1], place=other.place, function="second"
    )

    with pytest.raises(errors.MentorTaken, match="Un des mentors a déjà une séance"):
        plan(other, paris(3, 10), paris(3, 11))


def test_pupil_is_taken_once_at_a_time_and_not_named():
    there = MentoringSessionFactory()
    mentee = there.mentorship.mentee_memberships.get().mentee
    other = MentorshipFactory(active=True, mentee=mentee, project=there.mentorship.project)

    with pytest.raises(errors.MenteeTaken) as refusal:
        plan(other, paris(3, 9), paris(3, 12))

    assert refusal.value.sentence == (
        "Un des élèves a déjà une séance à ce moment-là : choisissez un autre créneau."
    )


def test_times_of_a_taken_room_are_those_of_the_clocks_of_the_school():
    there = MentoringSessionFactory()
    academy = there.mentorship.school.academy
    academy.time_zone = "Indian/Reunion"
    academy.save()
    other = MentorshipFactory(active=True, project=there.mentorship.project)

    with pytest.raises(errors.RoomTaken, match="de 13 h à 14 h"):
        plan(other, paris(3, 10), paris(3, 11), room=there.room)


def test_mentor_taken_in_a_school_that_one_does_not_see_is_refused_without_saying_where(rls):
    there = MentoringSessionFactory()
    mentor = there.mentorship.mentor_memberships.get().mentor
    here = MentorshipFactory(active=True, mentor=mentor)
    OfferFactory(school=here.school, mentor=mentor)
    by = UserFactory()

    with rls(Scope(Family.SCHOOL, school_span(here.place), user=by.pk)):
        seen = Booking.objects.unscoped("what the database lets through").count()
        with pytest.raises(errors.MentorTaken) as refusal:
            plan(here, paris(3, 10, 30), paris(3, 11, 30), by=by)

    assert seen == 0

    assert refusal.value.sentence == (
        f"{mentor} a déjà une séance à ce moment-là : choisissez un autre créneau."
    )
    assert there.mentorship.school.name not in refusal.value.sentence


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (
            "room",
            (
                "La salle B12 est déjà prise de 10 h 30 à 11 h 30 ce jour-là :"
                " choisissez un autre créneau ou une autre salle."
            ),
        ),
        (
            "pupil",
            "Un des élèves a déjà une séance à ce moment-là : choisissez un autre créneau.",
        ),
    ],
)
def test_what_a_session_that_one_does_not_see_takes_is_refused(what, sentence, rls):
    there = MentoringSessionFactory(room__name="B12")
    mentee = there.mentorship.mentee_memberships.get().mentee
    mine = MentorshipFactory(
        active=True,
        project=there.mentorship.project,
        mentee=mentee if what == "pupil" else None,
    )
    mentor, by = mine.mentor_memberships.get().mentor, UserFactory()

    with rls(Scope(Family.GRANT, user=by.pk, mentor=mentor.pk)):
        seen = Booking.objects.unscoped("what the database lets through").count()
        with pytest.raises(errors.SlotTaken) as refusal:
            plan(
                mine,
                paris(3, 10, 30),
                paris(3, 11, 30),
                room=there.room if what == "room" else None,
                by=by,
            )

    assert (seen, refusal.value.sentence) == (0, sentence)


def test_mentor_of_a_relation_is_seen_by_its_school_even_without_an_offer(rls):
    mentor = cleared_mentor()
    mentorship = MentorshipFactory(active=True, mentor=mentor)
    assert not Offer.objects.unscoped("test").exists()

    with rls(Scope(Family.SCHOOL, school_span(mentorship.place), user=1)):
        session = plan(mentorship, paris(3, 10), paris(3, 11), by=mentorship.proposed_by)

    assert session.state == SessionState.PLANNED


def test_database_refuses_an_overlap_that_nobody_looked_for():
    there = MentoringSessionFactory()
    other = MentoringSessionFactory(remote=True)

    with pytest.raises(IntegrityError, match="booking_room_once_at_a_time"):
        Booking.objects.create(
            session=other, place=other.place, during=other.during, room=there.room
        )


def test_broken_constraint_that_is_no_overlap_is_a_bug():
    mentorship = MentorshipFactory(active=True)

    with pytest.raises(IntegrityError, match="planned_by"):
        actions.plan(
            mentorship=mentorship,
            starts_at=paris(3, 10),
            ends_at=paris(3, 11),
            mode=SessionMode.REMOTE,
            room=None,
            now=NOW,
            by=None,
        )


def test_cancel_gives_back_what_the_session_took():
    session = MentoringSessionFactory()
    by = UserFactory()

    actions.cancel(session=session, now=NOW, by=by)

    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED
    assert [row[-1] for row in taken(session)] == [True, True, True]
    assert entries(session) == [(Event.SESSION_CANCELLED, by, session.place, {"hours_before": 25})]
    assert plan(session.mentorship, paris(3, 10), paris(3, 11), room=session.room)


def test_session_is_cancelled_after_its_relation_ended():
    session = MentoringSessionFactory(
        mentorship__state="ended",
        mentorship__ended_on=date(2026, 10, 30),
        mentorship__end_reason="no_contact",
        mentorship__objective_reached="no",
    )

    cancelled = actions.cancel(session=session, now=NOW, by=UserFactory())

    assert cancelled.state == SessionState.CANCELLED


def test_move_gives_the_session_another_time_and_room():
    session = MentoringSessionFactory()
    room, by = RoomFactory(school=session.mentorship.school), UserFactory()
    when = (paris(3, 10, 30), paris(3, 11, 30))

    moved = actions.move(
        session=session, starts_at=when[0], ends_at=when[1], room=room, now=NOW, by=by
    )

    session.refresh_from_db()
    assert moved == session
    assert (session.during.lower, session.during.upper, session.room) == (*when, room)
    assert [(row[0], *row[3:]) for row in taken(session)] == [
        (room.pk, *when, False),
        (None, *when, False),
        (None, *when, False),
    ]
    assert entries(session) == [
        (
            Event.SESSION_MOVED,
            by,
            session.place,
            {"moved_from": "2026-11-03T09:00:00+00:00"},
        )
    ]


def test_move_without_a_room_makes_the_session_remote():
    session = MentoringSessionFactory()

    actions.move(
        session=session,
        starts_at=paris(3, 18, 30),
        ends_at=paris(3, 19),
        room=None,
        now=NOW,
        by=UserFactory(),
    )

    session.refresh_from_db()
    assert (session.mode, session.room) == (SessionMode.REMOTE, None)
    assert [row[0] for row in taken(session)] == [None, None]


def test_move_to_a_taken_time_leaves_the_session_where_it_was():
    there = MentoringSessionFactory(room__name="B12")
    session = MentoringSessionFactory(
        mentorship__project=there.mentorship.project,
        room=there.room,
        starts_at=paris(4, 10),
        ends_at=paris(4, 11),
    )
    before = taken(session)

    with pytest.raises(errors.RoomTaken):
        actions.move(
            session=session,
            starts_at=paris(3, 10),
            ends_at=paris(3, 11),
            room=there.room,
            now=NOW,
            by=UserFactory(),
        )

    session.refresh_from_db()
    assert (session.during.lower, taken(session)) == (paris(4, 10), before)


def test_move_obeys_the_rules_of_planning():
    session = MentoringSessionFactory()

    with pytest.raises(errors.InThePast):
        actions.move(
            session=session,
            starts_at=paris(2, 8),
            ends_at=paris(2, 9),
            room=session.room,
            now=NOW,
            by=UserFactory(),
        )


def test_plan_asks_a_fixed_number_of_questions(django_assert_num_queries):
    mentorship, _, _ = group()
    room, by = RoomFactory(school=mentorship.school), UserFactory()

    # Two savepoints, the relation, its members (3), two mentors’ clearances, authorisations,
    # days (2), PFMP (2), locks, look, session, bookings, journal.
    with django_assert_num_queries(20):
        plan(mentorship, paris(3, 10), paris(3, 11), room=room, by=by)
