"""What a meeting is, and how far back « the last 30 days » reach."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, F, Func, OuterRef, Value, When

from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.reference.models import HolidayPeriod
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance

DAY = timedelta(days=1)
RECENT = 30
# No calendar has that many days of holidays in a row; a longer run is a mistake in the data.
FURTHEST = timedelta(days=200)


def meetings(zone: F | OuterRef) -> ScopedQuerySet[Any]:
    """Return who was at a held session, with ``met_on``: the day by the clocks of that zone."""
    met_on = Func(
        zone,
        F("session__during__startswith"),
        template="timezone(%(expressions)s)::date",
        output_field=DateField(),
    )
    return (
        Attendance.objects.all()
        .filter(status=AttendanceStatus.PRESENT, session__state=SessionState.HELD)
        .annotate(met_on=met_on)
    )


def recent_since(today: date, calendar: str) -> Case:
    """Return the first of the last 30 days, by the calendar at this path of a row."""
    periods: dict[str, list[tuple[date, date]]] = {}
    around = HolidayPeriod.objects.filter(last_day__gt=today - FURTHEST, first_day__lte=today)
    for name, first, last in around.values_list("calendar", "first_day", "last_day"):
        periods.setdefault(name, []).append((first, last))
    return Case(
        *(
            When(**{calendar: name}, then=Value(days_back(today, RECENT, found)))
            for name, found in sorted(periods.items())
        ),
        default=Value(days_back(today, RECENT, ())),
        output_field=DateField(),
    )


def days_back(today: date, days: int, holidays: Iterable[tuple[date, date]]) -> date:
    """Return the date that many days before, days of holidays not counted."""
    off = {
        first + DAY * k
        for first, last in holidays
        for k in range((last - first).days + 1)
        if first + DAY * k <= today
    }
    day, counted = today, 0
    while counted < days and day > today - FURTHEST:
        day -= DAY
        counted += day not in off
    return day
