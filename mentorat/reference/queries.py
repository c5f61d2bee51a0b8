"""Answers about the calendar and about what a class is taught."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

import holidays
from django.contrib.postgres.search import TrigramWordSimilarity

from mentorat.foundations.words import folded
from mentorat.reference.data.territory import DEPARTMENTS, HOLIDAY_SUBDIVISIONS
from mentorat.reference.enums import SchoolCalendar
from mentorat.reference.models import Academy, HolidayPeriod, Mef, NsfGroup, Trade

MEF_LENGTH = 10
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def holiday_on(calendar: str, day: date) -> HolidayPeriod | None:
    """Return the school holidays in which a day falls, in a calendar."""
    return HolidayPeriod.objects.filter(
        calendar=calendar, first_day__lte=day, last_day__gte=day
    ).first()


def holidays_between(calendar: str, first_day: date, last_day: date) -> list[HolidayPeriod]:
    """Return the school holidays that touch a span of days, in order."""
    return list(
        HolidayPeriod.objects.filter(
            calendar=calendar, first_day__lte=last_day, last_day__gte=first_day
        ).order_by("first_day")
    )


def holidays_by_calendar(first_day: date, last_day: date) -> dict[str, list[HolidayPeriod]]:
    """Return the school holidays that touch a span of days, of every calendar. One question."""
    found: dict[str, list[HolidayPeriod]] = {calendar: [] for calendar in SchoolCalendar.values}
    touched = HolidayPeriod.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
    for period in touched.order_by("first_day"):
        found[period.calendar].append(period)
    return found


def public_holidays(department: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a département, local law and overseas included."""
    return _public_holidays(HOLIDAY_SUBDIVISIONS.get(department), year)


@cache
def academy_holidays(academy: str, year: int) -> Mapping[date, str]:
    """Return the public holidays that the main départements of an académie have in common."""
    first, *others = (
        public_holidays(row.code, year)
        for row in DEPARTMENTS
        if row.academy == academy and row.code not in ISLANDS_OF_ANOTHER
    )
    return {day: name for day, name in first.items() if all(day in other for other in others)}


def public_holiday_on(academy: str, day: date, *, department: str = "") -> str | None:
    """Return the name of the public holiday of a day, in an académie or one of its départements."""
    if department:
        return public_holidays(department, day.year).get(day)
    return academy_holidays(academy, day.year).get(day)


def is_class_day(academy: Academy, day: date, *, department: str = "") -> bool:
    """Say whether pupils have class: Monday to Friday, no public holiday, no school holidays."""
    return class_days_between(academy, day, day, department=department) == [day]


def class_days_between(
    academy: Academy, first_day: date, last_day: date, *, department: str = ""
) -> list[date]:
    """Return the days with class of a span, both ends included. One question to the database."""
    periods = holidays_between(academy.calendar, first_day, last_day)
    count = (last_day - first_day).days + 1
    return [
        day
        for day in (first_day + ONE_DAY * offset for offset in range(count))
        if day.weekday() < SATURDAY
        and public_holiday_on(academy.code, day, department=department) is None
        and not any(period.first_day <= day <= period.last_day for period in periods)
    ]


def mef_code(text: str) -> str:
    """Return the ten digits of a MEF: school software adds an eleventh, and sometimes spaces."""
    return "".join(text.split())[:MEF_LENGTH]


def training_of(code: str) -> Mef | None:
    """Return what a MEF of ten or eleven digits stands for: level, diploma, speciality, family."""
    return trainings_of([code]).get(code)


def trainings_of(codes: Iterable[str]) -> dict[str, Mef]:
    """Return the MEF of many codes, by code as written. Unknown codes are absent. One question."""
    wanted = {code: mef_code(code) for code in codes}
    known = Mef.objects.select_related("speciality__family", "speciality__nsf", "family").in_bulk(
        set(wanted.values())
    )
    return {code: known[short] for code, short in wanted.items() if short in known}


# Attached to an académie far away, with holidays of their own.
ISLANDS_OF_ANOTHER = {"975", "977", "978"}


@cache
def _public_holidays(subdivision: str | None, year: int) -> Mapping[date, str]:
    found = holidays.country_holidays("FR", subdivision, years=year, language="fr")
    return {day: name.replace("'", "’") for day, name in found.items()}


# Under this share of letters in common, a trade is no answer.
LEAST_LIKENESS, MOST_TRADES = 0.45, 6


def trades_like(words: str) -> list[Trade]:
    """Return the trades whose name looks most like what was typed, accents and slips aside."""
    text = folded(words)
    if len(text) < LEAST_LETTERS:
        return []
    likeness = TrigramWordSimilarity(text, "search")
    found = Trade.objects.annotate(likeness=likeness).filter(likeness__gte=LEAST_LIKENESS)
    return list(found.order_by("-likeness", "rome_code", "label")[:MOST_TRADES])


LEAST_LETTERS = 3


def groups_of_domains(domains: Iterable[str]) -> list[NsfGroup]:
    """Return the groups of specialities that share a ROME domain."""
    return list(NsfGroup.objects.filter(rome_domains__overlap=list(domains)).order_by("code"))
