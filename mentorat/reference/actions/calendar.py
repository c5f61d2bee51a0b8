"""School holidays, by calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from vacances_scolaires_france import SchoolHolidayDates

from mentorat.reference.actions.upserts import Loaded, upsert
from mentorat.reference.data.holidays import FIRST_DAY, OWN_HOLIDAYS
from mentorat.reference.enums import SchoolCalendar
from mentorat.reference.models import HolidayPeriod

ONE_DAY = timedelta(days=1)
ZONES = (SchoolCalendar.A, SchoolCalendar.B, SchoolCalendar.C)


@transaction.atomic
def load_holidays() -> Loaded:
    """Load the holidays of every calendar, from the school year 2024-2025 on.

    A period of ours that the académie moved since is replaced, not kept beside the new one.
    """
    periods = [*_zone_periods(), *_own_periods()]
    kept = {(period.calendar, period.first_day) for period in periods}
    gone = [
        period.pk
        for period in HolidayPeriod.objects.filter(first_day__gte=FIRST_DAY)
        if (period.calendar, period.first_day) not in kept
    ]
    HolidayPeriod.objects.filter(pk__in=gone).delete()
    return Loaded(closed=len(gone)) + upsert(
        HolidayPeriod,
        periods,
        key=("calendar", "first_day"),
        fields=("label", "last_day", "is_provisional"),
    )


def _own_periods() -> Iterator[HolidayPeriod]:
    for row in OWN_HOLIDAYS:
        yield HolidayPeriod(
            calendar=row.calendar,
            label=row.label,
            first_day=row.first_day,
            last_day=row.last_day,
            is_provisional=row.is_provisional,
        )


def _zone_periods() -> Iterator[HolidayPeriod]:
    for zone, label, first_day, last_day in _zone_holidays():
        yield HolidayPeriod(calendar=zone, label=label, first_day=first_day, last_day=last_day)


@cache
def _zone_holidays() -> tuple[tuple[SchoolCalendar, str, date, date], ...]:
    """Turn the fourteen thousand days of the package into periods, zone by zone."""
    days = SchoolHolidayDates().data
    found = []
    for zone in ZONES:
        column = f"vacances_zone_{zone.value.lower()}"
        off = [
            (day, str(days[day]["nom_vacances"]))
            for day in sorted(days)
            if day >= FIRST_DAY and days[day][column]
        ]
        found += [
            (zone, label.replace("'", "’"), first_day, last_day)
            for label, first_day, last_day in _runs(off)
        ]
    return tuple(found)


def _runs(days: list[tuple[date, str]]) -> Iterator[tuple[str, date, date]]:
    """Join the days that follow one another under the same name."""
    start = 0
    for at, (day, label) in enumerate(days):
        following = days[at + 1] if at + 1 < len(days) else None
        if following != (day + ONE_DAY, label):
            yield label, days[start][0], day
            start = at + 1
