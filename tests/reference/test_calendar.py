from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentorat.reference.actions import Loaded, load_holidays
from mentorat.reference.models import Academy, HolidayPeriod
from mentorat.reference.queries import (
    academy_holidays,
    class_days_between,
    holiday_on,
    is_class_day,
    public_holiday_on,
    public_holidays,
)

CRETEIL = Academy(code="24", calendar="C")
NANCY = Academy(code="12", calendar="B")
REUNION = Academy(code="28", calendar="reunion")


@pytest.mark.django_db
def test_every_calendar_has_holidays_for_three_school_years():
    load_holidays()

    summers = Counter(
        HolidayPeriod.objects.filter(last_day__month=8).values_list("calendar", flat=True)
    )
    assert {calendar for calendar, count in summers.items() if count >= 3} == {
        "A",
        "B",
        "C",
        "corse",
        "guadeloupe",
        "guyane",
        "martinique",
        "mayotte",
        "reunion",
    }


@pytest.mark.django_db
def test_periods_of_a_calendar_do_not_touch():
    load_holidays()

    periods = HolidayPeriod.objects.order_by("calendar", "first_day")
    overlaps = [
        (str(one), str(next_one))
        for one, next_one in pairwise(periods)
        if one.calendar == next_one.calendar and one.last_day >= next_one.first_day
    ]
    assert overlaps == []


@pytest.mark.django_db
def test_a_second_load_changes_nothing():
    first = load_holidays()

    assert load_holidays() == Loaded(unchanged=first.created)


@pytest.mark.django_db
def test_a_period_that_moved_is_replaced():
    count = load_holidays().created
    HolidayPeriod.objects.filter(calendar="guyane", first_day="2027-02-06").update(
        first_day="2027-02-04"
    )

    assert load_holidays() == Loaded(created=1, unchanged=count - 1, closed=1)


@pytest.mark.django_db
def test_the_zones_are_official_and_most_of_overseas_is_provisional():
    load_holidays()

    official = HolidayPeriod.objects.filter(is_provisional=False)
    assert set(official.values_list("calendar", flat=True)) == {"A", "B", "C", "corse", "reunion"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("calendar", "day", "label"),
    [
        ("C", date(2026, 10, 17), "Vacances de la Toussaint"),
        ("C", date(2026, 11, 1), "Vacances de la Toussaint"),
        ("C", date(2026, 11, 2), None),
        ("A", date(2027, 2, 20), "Vacances d’hiver"),
        ("B", date(2027, 2, 16), None),
        ("reunion", date(2027, 1, 15), "Vacances d’été austral"),
        ("corse", date(2026, 12, 8), "Festa di a Nazione"),
    ],
)
def test_a_day_of_holidays_says_which(calendar, day, label):
    load_holidays()

    found = holiday_on(calendar, day)

    assert (found.label if found else None) == label


def test_public_holidays_follow_local_law():
    good_friday = date(2027, 3, 26)

    assert public_holidays("67", 2027)[good_friday] == "Vendredi saint"
    assert good_friday not in public_holidays("75", 2027)
    assert public_holidays("972", 2027)[date(2027, 5, 22)] == "Abolition de l’esclavage"


def test_an_academy_has_the_public_holidays_that_its_departments_share():
    good_friday = date(2027, 3, 26)

    assert good_friday in academy_holidays("15", 2027)
    assert good_friday not in academy_holidays("12", 2027)
    assert public_holiday_on("12", good_friday, department="57") == "Vendredi saint"
    assert date(2027, 5, 27) in academy_holidays("32", 2027)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 10), True),
        (date(2026, 11, 11), False),  # Armistice
        (date(2026, 11, 14), False),  # a Saturday
        (date(2026, 12, 22), False),  # Christmas holidays
    ],
)
def test_class_is_on_weekdays_out_of_holidays(day, expected):
    load_holidays()

    assert is_class_day(CRETEIL, day) is expected


@pytest.mark.django_db
def test_class_days_follow_the_academy_and_the_department():
    load_holidays()
    friday, monday = date(2027, 3, 26), date(2027, 3, 29)

    assert class_days_between(NANCY, friday, monday) == [friday]
    assert class_days_between(NANCY, friday, monday, department="57") == []
    assert class_days_between(REUNION, date(2027, 3, 29), date(2027, 3, 31)) == [
        date(2027, 3, 30),
        date(2027, 3, 31),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 30])
def test_class_days_are_one_question_whatever_the_span(days, django_assert_num_queries):
    load_holidays()

    with django_assert_num_queries(1):
        class_days_between(CRETEIL, date(2026, 11, 2), date(2026, 11, 1) + timedelta(days=days))
