"""What is free: rooms at a time, times of a day or of several."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import Room, School
from mentorat.scheduling import policies
from mentorat.scheduling.engine.slots import Slot, free_within, slot_on
from mentorat.scheduling.models import Booking

DAY = timedelta(days=1)
# Proposed times stand on the hour and the half hour.
STEP = timedelta(minutes=30)


@dataclass(frozen=True)
class FreeSlot:
    starts_at: datetime
    ends_at: datetime
    rooms: tuple[Room, ...]


def free_rooms(
    school: School, starts_at: datetime, ends_at: datetime, *, people: int = 0
) -> list[Room]:
    """Return the rooms that are open, large enough and free, those seen from outside first."""
    slot = Slot(starts_at, ends_at).seen_in(policies.zone_of(school))
    rooms = [room for room in _rooms(school, slot.day, people) if _opening(room, slot).holds(slot)]
    taken = {one.room_id for one in _bookings(Q(room__in=rooms), slot)}
    return [room for room in rooms if room.pk not in taken]


def free_slots(  # noqa: PLR0913 -- a span of days, a pace and who it is for
    school: School,
    first_day: date,
    last_day: date | None = None,
    *,
    duration: timedelta,
    now: datetime,
    mentorship: Mentorship | None = None,
) -> list[FreeSlot]:
    """Return the times to come, on a day or several, with a free room and free people.

    A suggestion, not a promise: bookings that the scope in force does not see are not counted.
    The number of questions depends neither on the days nor on the rooms.
    """
    party = policies.party_of(mentorship) if mentorship else policies.Party()
    days = _days_of_class(school, first_day, last_day or first_day, party)
    rooms = _rooms(school, first_day, party.size)
    busy = _busy(days, rooms, party)
    found: dict[Slot, list[Room]] = defaultdict(list)
    for day, room in product(days, rooms):
        if room.retired_on is not None and room.retired_on <= day.day:
            continue
        taken = busy[day.day, room.pk] + busy[day.day, None]
        for slot in free_within(_opening(room, day), taken, duration=duration, step=STEP):
            if slot.starts_at >= now:
                found[slot].append(room)
    return [FreeSlot(slot.starts_at, slot.ends_at, tuple(found[slot])) for slot in sorted(found)]


def _days_of_class(
    school: School, first_day: date, last_day: date, party: policies.Party
) -> list[Slot]:
    """Return the days on which the school is open and someone of the party is there."""
    zone = policies.zone_of(school)
    closures = policies.closures_between(school, first_day, last_day)
    if party.mentee_ids:
        closures |= policies.pfmp_between(school, party.mentee_ids, first_day, last_day)
    days = (first_day + offset * DAY for offset in range((last_day - first_day).days + 1))
    return [
        slot_on(day, time.min, DAY, zone)
        for day in days
        if day not in closures and day.weekday() != policies.SUNDAY
    ]


def _busy(
    days: list[Slot], rooms: list[Room], party: policies.Party
) -> dict[tuple[date, int | None], list[Slot]]:
    """Return what is taken by local day and room; under no room, what takes the people."""
    busy: dict[tuple[date, int | None], list[Slot]] = defaultdict(list)
    if not days:
        return busy
    people = Q(mentor__in=party.mentors) | Q(mentee__in=party.mentee_ids)
    whole = Slot(days[0].starts_at, days[-1].ends_at)
    for one in _bookings(Q(room__in=rooms) | people, whole):
        slot = Slot(one.during.lower, one.during.upper).seen_in(whole.zone)
        busy[slot.day, one.room_id].append(slot)
    return busy


def _rooms(school: School, day: date, people: int) -> list[Room]:
    rooms = school.rooms.filter(Q(retired_on=None) | Q(retired_on__gt=day), capacity__gte=people)
    return list(rooms.order_by("-is_visible", "name"))


def _opening(room: Room, slot: Slot) -> Slot:
    """Return when a room is open on the day of a slot."""
    return Slot(
        datetime.combine(slot.day, room.opens_at, tzinfo=slot.zone),
        datetime.combine(slot.day, room.closes_at, tzinfo=slot.zone),
    )


def _bookings(resources: Q, slot: Slot) -> QuerySet[Booking]:
    span = DateTimeTZRange(slot.starts_at, slot.ends_at)
    return Booking.objects.unscoped("times only, of what the reader may plan").filter(
        resources, is_cancelled=False, during__overlap=span
    )
