"""A session is planned, moved or cancelled."""

from datetime import datetime, timedelta

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import Room
from mentorat.people.models import Mentee, User
from mentorat.scheduling import policies
from mentorat.scheduling.actions.booking import book, release, span_of
from mentorat.scheduling.actions.locking import hold_mentorship, hold_session
from mentorat.scheduling.engine.slots import Slot
from mentorat.scheduling.enums import SessionKind, SessionMode, SessionState
from mentorat.scheduling.models import Booking, MentoringSession
from mentorat.scheduling.policies import Wish


@transaction.atomic
def plan(
    *,
    mentorship: Mentorship,
    starts_at: datetime,
    ends_at: datetime,
    mode: SessionMode,
    room: Room | None,
    now: datetime,
    allows_past: bool = False,
    by: User,
) -> MentoringSession:
    """Plan a session and take its room, its mentors and its pupils for that time.

    ``allows_past`` is for a session told after it took place.
    """
    policies.check_mode(mode, room)
    mentorship = hold_mentorship(mentorship.pk)
    wish = _wish(mentorship, starts_at, ends_at, room, tells_past=allows_past)
    policies.check_can_plan(mentorship, wish, now=now, allows_past=allows_past)

    def write() -> MentoringSession:
        return MentoringSession.objects.create(
            mentorship=mentorship,
            place=mentorship.place,
            during=span_of(wish.slot),
            mode=wish.mode,
            room=room,
            kind=_kind(mentorship),
            planned_by=by,
            planned_at=now,
        )

    session = book(write, wish)
    record(Event.SESSION_PLANNED, on=session, by=by)
    return session


@transaction.atomic
def move(
    *,
    session: MentoringSession,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None,
    now: datetime,
    by: User,
) -> MentoringSession:
    """Give a session another time or room; without a room it is held at a distance."""
    session = hold_session(session)
    policies.check_can_move(session)
    wish = _wish(session.mentorship, starts_at, ends_at, room)
    policies.check_can_plan(session.mentorship, wish, now=now)
    former = session.during.lower

    def write() -> MentoringSession:
        session.during, session.room, session.mode = span_of(wish.slot), room, wish.mode
        session.save(update_fields=["during", "room", "mode"])
        return session

    book(write, wish, of=session)
    record(Event.SESSION_MOVED, on=session, by=by, moved_from=former.isoformat())
    return session


@transaction.atomic
def cancel(*, session: MentoringSession, now: datetime, by: User | None) -> MentoringSession:
    """Cancel a session that was not held. What it took is free again.

    Nobody: its mentor, or a guardian who takes an authorisation back, by a signed link.
    """
    session = hold_session(session)
    policies.check_can_become(session, SessionState.CANCELLED)
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    release(session)
    notice = (session.during.lower - now) // timedelta(hours=1)
    record(Event.SESSION_CANCELLED, on=session, by=by, hours_before=notice)
    return session


@transaction.atomic
def leave_session(
    *, session: MentoringSession, mentee: Mentee, now: datetime, by: User | None
) -> MentoringSession:
    """Hold a session to come without one of its pupils; cancel it when nobody is left to meet."""
    session = hold_session(session)
    if policies.mentees_of(session) <= {mentee.pk}:
        return cancel(session=session, now=now, by=by)
    session.bookings.filter(mentee=mentee).delete()
    return session


@transaction.atomic
def give_seats_back(*, mentorship: Mentorship, mentee: Mentee, now: datetime) -> int:
    """Expect a pupil who leaves a group no more at what is to come. Says at how many sessions."""
    hold_mentorship(mentorship.pk)
    to_come = Booking.objects.unscoped("of a pupil that one holds").filter(
        session__mentorship=mentorship, session__state=SessionState.PLANNED
    )
    given, _ = to_come.filter(mentee=mentee, during__startswith__gt=now).delete()
    return given


def _kind(mentorship: Mentorship) -> SessionKind:
    """Return what a new session is: the first of a relation that never met is its first meeting."""
    planned = MentoringSession.objects.unscoped("of a relation that one holds").planned()
    is_first = not planned.filter(mentorship=mentorship, kind=SessionKind.FIRST).exists()
    has_begun = mentorship.started_on is not None
    return SessionKind.FIRST if is_first and not has_begun else SessionKind.REGULAR


def _wish(
    mentorship: Mentorship,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None,
    *,
    tells_past: bool = False,
) -> Wish:
    """Return what a session would take. At a distance, only the pupils who may meet so.

    What is told once it took place concerns all those who are members.
    """
    slot = Slot(starts_at, ends_at).seen_in(policies.zone_of(mentorship.school))
    party = policies.party_of(mentorship)
    if room is None and not tells_past:
        party = policies.may_meet_remotely(party, on=slot.day)
    return Wish(slot=slot, party=party, room=room)
