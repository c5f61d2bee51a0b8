"""The school year that is played: its days of class, its hours, and where today stands in it."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from mentorat.reference.models import Academy
from mentorat.reference.queries import class_days_between

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = 2
# The hours at which a session begins; each lasts less than an hour, so that two never overlap.
HOURS = (
    time(8, 30),
    time(9, 30),
    time(10, 30),
    time(11, 30),
    time(13),
    time(14),
    time(15),
    time(16),
)
MORNING = 4
LASTS = timedelta(minutes=50)


@dataclass(frozen=True)
class PlayedYear:
    """The campaign around a day: the latest that opened on a 1 September."""

    today: date

    @property
    def start(self) -> int:
        return self.today.year if self.today.month >= 9 else self.today.year - 1

    @property
    def opens_on(self) -> date:
        return date(self.start, 9, 1)

    @property
    def closes_on(self) -> date:
        return date(self.start + 1, 7, 3)

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    @property
    def now(self) -> datetime:
        """Return the moment at which the story stops: before the first hour of today."""
        return datetime.combine(self.today, time(7), PARIS)

    @property
    def progress(self) -> float:
        """Return how much of the year is over, from 0 to 1."""
        whole = (self.closes_on - self.opens_on).days
        return min(1.0, (self.today - self.opens_on).days / whole)


@dataclass(frozen=True)
class Calendar:
    """The days of class of an académie during the year, and its hours in its own time zone."""

    year: PlayedYear
    zone: ZoneInfo
    days: tuple[date, ...]
    _slots: dict[tuple[date, int], DateTimeTZRange] = field(default_factory=dict)

    @classmethod
    def of(cls, academy: Academy, year: PlayedYear) -> "Calendar":
        days = class_days_between(academy, year.opens_on, year.closes_on)
        return cls(year, ZoneInfo(academy.time_zone), tuple(days))

    @cached_property
    def elapsed(self) -> tuple[date, ...]:
        """The days of class that are over."""
        return self.days[: bisect_left(self.days, self.year.today)]

    def first_from(self, day: date) -> date | None:
        """Return the first day of class on or after a day."""
        index = bisect_left(self.days, day)
        return self.days[index] if index < len(self.days) else None

    def at(self, day: date, hour: int, rng: Random) -> datetime:
        """Return some moment in the hour."""
        return datetime.combine(day, time(hour, rng.randrange(60)), self.zone)

    def hours_of(self, day: date) -> range:
        """Return the numbers of the hours of a day: there is no afternoon on Wednesday."""
        return range(MORNING if day.weekday() == WEDNESDAY else len(HOURS))

    def slot(self, day: date, hour: int) -> DateTimeTZRange:
        slot = self._slots.get((day, hour))
        if slot is None:
            begins = datetime.combine(day, HOURS[hour], self.zone)
            slot = self._slots[day, hour] = DateTimeTZRange(begins, begins + LASTS)
        return slot
