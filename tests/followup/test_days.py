from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorat.followup.engine.days import counted_days
from mentorat.reference.actions import load_holidays
from mentorat.reference.queries import holidays_between

START = date(2026, 11, 2)
days = st.integers(0, 120).map(lambda count: START + timedelta(days=count))
periods = st.lists(st.tuples(days, st.integers(0, 40)), max_size=6).map(
    lambda found: [(first, first + timedelta(days=length)) for first, length in found]
)


def test_without_holidays_each_day_counts_but_the_first():
    assert counted_days(date(2026, 11, 2), date(2026, 12, 2), [], []) == 30


def test_whole_holidays_in_the_middle_do_not_count():
    christmas = (date(2026, 12, 19), date(2027, 1, 3))

    assert counted_days(date(2026, 12, 18), date(2027, 1, 4), [christmas], []) == 1


def test_holidays_that_began_before_or_end_after_are_cut():
    autumn, christmas = (
        (date(2026, 10, 17), date(2026, 11, 1)),
        (date(2026, 12, 19), date(2027, 1, 3)),
    )

    assert counted_days(date(2026, 10, 20), date(2026, 12, 25), [christmas, autumn], []) == 47


def test_a_pfmp_over_the_end_of_holidays_is_left_out_once():
    christmas, pfmp = (
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2026, 12, 14), date(2027, 1, 15)),
    )

    assert counted_days(date(2026, 12, 13), date(2027, 1, 16), [christmas], [pfmp]) == 1


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2026, 12, 13), 0), (date(2026, 12, 1), 0), (date(2026, 12, 14), 1)],
)
def test_nothing_counts_before_the_day_after(last, expected):
    assert counted_days(date(2026, 12, 13), last, [], []) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("calendar", "expected"), [("reunion", 1), ("C", 29)])
def test_each_calendar_has_its_own_summer(calendar, expected):
    load_holidays()
    first, last = date(2026, 12, 18), date(2027, 2, 1)
    periods = [(one.first_day, one.last_day) for one in holidays_between(calendar, first, last)]

    assert counted_days(first, last, periods, []) == expected


@given(first=days, last=days, holidays=periods, pfmp=periods)
def test_each_day_counts_once_unless_it_is_in_a_period(first, last, holidays, pfmp):
    off = [*holidays, *pfmp]
    span = (first + timedelta(days=count + 1) for count in range(max((last - first).days, 0)))
    one_by_one = sum(not any(begins <= day <= ends for begins, ends in off) for day in span)

    assert counted_days(first, last, holidays, pfmp) == one_by_one
