"""Stretches of time: what lasts, what overlaps, what recurs, what is left free. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, order=True)
class Slot:
    """From a moment, included, to another, excluded. Moments know their time zone."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.utcoffset() is None or self.ends_at.utcoffset() is None:
            raise ValueError("A slot is made of moments that know their time zone.")

    @property
    def duration(self) -> timedelta:
        # Within one zone Python subtracts what clocks show, and forgets that they may change.
        return self.ends_at.astimezone(UTC) - self.starts_at.astimezone(UTC)

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def zone(self) -> tzinfo:
        """Return the zone whose clocks show this slot."""
        zone = self.starts_at.tzinfo
        assert zone is not None  # noqa: S101 -- checked when the slot was made
        return zone

    def seen_in(self, zone: tzinfo) -> "Slot":
        """Return the same stretch, as the clocks of a zone show it."""
        return Slot(self.starts_at.astimezone(zone), self.ends_at.astimezone(zone))

    def holds(self, other: "Slot") -> bool:
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def overlaps(self, other: "Slot") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def slot_on(day: date, starts: time, duration: timedelta, zone: tzinfo) -> Slot:
    """Return the slot that begins at a local time; at a time that clocks skip, it begins later."""
    starts_at = datetime.combine(day, starts, tzinfo=zone).astimezone(UTC)
    return Slot(starts_at, starts_at + duration).seen_in(zone)


def weekly(first: date, starts: time, duration: timedelta, zone: tzinfo) -> Iterator[Slot]:
    """Yield a slot a week for ever, at the same local time on both sides of a change of hour."""
    for week in count():
        yield slot_on(first + week * WEEK, starts, duration, zone)


def free_within(
    opening: Slot, busy: Iterable[Slot], *, duration: timedelta, step: timedelta
) -> list[Slot]:
    """Return the slots of this duration inside the opening, every ``step``, clear of the busy."""
    taken = tuple(busy)
    found = []
    starts_at, last = opening.starts_at.astimezone(UTC), opening.ends_at.astimezone(UTC) - duration
    while starts_at <= last:
        slot = Slot(starts_at, starts_at + duration)
        if not any(slot.overlaps(other) for other in taken):
            found.append(slot.seen_in(opening.zone))
        starts_at += step
    return found
