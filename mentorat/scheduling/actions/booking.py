"""Taking a room, mentors and pupils for a session: nobody and nothing is taken twice at once.

Whoever writes first takes a lock on each resource, always in the same order; then looks, then
writes. The exclusion constraints stay behind as the net: they also see the bookings of other
schools, which row security hides from the look.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg import errors

from mentorat.people.models import Mentor
from mentorat.scheduling.engine.slots import Slot
from mentorat.scheduling.errors import MenteeTaken, MentorTaken, RoomTaken, SlotTaken
from mentorat.scheduling.models import Booking, MentoringSession
from mentorat.scheduling.policies import Wish

# The first attempt, and two more after a deadlock.
ATTEMPTS = 3
# Advisory locks have two numbers of 32 bits. Two resources on one lock wait a little, no more.
LARGEST_KEY = 2**31
LOCK = """
    SELECT pg_advisory_xact_lock(kind, number)
    FROM unnest(%s::int[], %s::int[]) AS wanted (kind, number)
    ORDER BY kind, number
"""
LOOK = """
    SELECT room_id, mentor_id, during FROM scheduling_booking
    WHERE NOT is_cancelled AND during && %s
    AND (room_id = %s OR mentor_id = ANY(%s) OR mentee_id = ANY(%s))
"""


class Resource(IntEnum):
    """What a session takes. The number is the first key of its advisory locks."""

    ROOM = 21
    MENTOR = 22
    MENTEE = 23


def book(
    write: Callable[[], MentoringSession], wish: Wish, *, of: MentoringSession | None = None
) -> MentoringSession:
    """Write a session with the bookings of all it takes, or refuse because something is taken.

    ``write`` saves the session, and may be called again after a deadlock. ``of`` is the session
    that gives up its former bookings.
    """
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _book(write, wish, of)
        except IntegrityError as error:
            refusal = _refusal_of(error, wish)
            if refusal is None:
                raise
            raise refusal from error
        except OperationalError as error:
            if not isinstance(error.__cause__, errors.DeadlockDetected):
                raise
    raise SlotTaken


def release(session: MentoringSession) -> None:
    """Give back all that a session took; the rows stay, cancelled."""
    session.bookings.all().update(is_cancelled=True)


def span_of(slot: Slot) -> DateTimeTZRange:
    return DateTimeTZRange(slot.starts_at, slot.ends_at)


def _book(
    write: Callable[[], MentoringSession], wish: Wish, former: MentoringSession | None
) -> MentoringSession:
    _lock(wish)
    if former is not None:
        former.bookings.all().delete()
    _check_free(wish)
    return _write(write, wish)


def _write(write: Callable[[], MentoringSession], wish: Wish) -> MentoringSession:
    session = write()
    span = span_of(wish.slot)
    Booking.objects.bulk_create(
        Booking(
            session=session, place=session.place, during=span, **{f"{resource.name.lower()}_id": pk}
        )
        for resource, pk in _taken_by(wish)
    )
    return session


def _taken_by(wish: Wish) -> list[tuple[Resource, int]]:
    """Return all that a session takes."""
    rooms = [(Resource.ROOM, wish.room.pk)] if wish.room else []
    mentors = [(Resource.MENTOR, mentor.pk) for mentor in wish.party.mentors]
    return [*rooms, *mentors, *((Resource.MENTEE, pk) for pk in wish.party.mentee_ids)]


def _lock(wish: Wish) -> None:
    """Wait until nobody else is booking any of this; until the end of the transaction."""
    wanted = _taken_by(wish)
    with connection.cursor() as cursor:
        cursor.execute(
            LOCK, [[kind.value for kind, _ in wanted], [pk % LARGEST_KEY for _, pk in wanted]]
        )


def _check_free(wish: Wish) -> None:
    # Read in a statement of its own, after the locks: it then sees all that others committed.
    with connection.cursor() as cursor:
        cursor.execute(
            LOOK,
            [
                span_of(wish.slot),
                wish.room.pk if wish.room else None,
                [one.pk for one in wish.party.mentors],
                list(wish.party.mentee_ids),
            ],
        )
        taken = cursor.fetchall()
    rooms = [Slot(during.lower, during.upper) for room, _, during in taken if room]
    mentors = {mentor for _, mentor, _ in taken if mentor}
    if rooms:
        raise _room_taken(wish, min(rooms).seen_in(wish.slot.zone))
    if mentors:
        raise _mentor_taken([one for one in wish.party.mentors if one.pk in mentors])
    if taken:
        raise MenteeTaken


def _refusal_of(error: IntegrityError, wish: Wish) -> SlotTaken | None:
    """Return what a person may read about a broken exclusion constraint; nothing about another."""
    cause = error.__cause__
    if not isinstance(cause, errors.ExclusionViolation):
        return None
    match cause.diag.constraint_name:
        case "booking_room_once_at_a_time":
            return _room_taken(wish, wish.slot)
        case "booking_mentor_once_at_a_time":
            return _mentor_taken(wish.party.mentors)
        case _:
            return MenteeTaken()


def _room_taken(wish: Wish, taken: Slot) -> RoomTaken:
    return RoomTaken(room=wish.room, starts=taken.starts_at.time(), ends=taken.ends_at.time())


def _mentor_taken(mentors: Sequence[Mentor]) -> MentorTaken:
    return MentorTaken(mentor=mentors[0] if len(mentors) == 1 else "Un des mentors")
