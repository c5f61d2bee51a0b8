from datetime import date

import pytest

from mentorat.programmes.policies import last_useful_day, months_before
from tests.factories.programmes import CampaignFactory


@pytest.mark.parametrize(
    ("objective", "is_in_last_year", "expected"),
    [
        ("insertion", False, date(2027, 1, 3)),
        ("insertion", True, date(2026, 12, 5)),
        ("pfmp", False, date(2027, 5, 8)),
        ("pfmp", True, date(2027, 4, 10)),
    ],
)
def test_the_last_useful_day_leaves_the_minimum_duration(objective, is_in_last_year, expected):
    campaign = CampaignFactory.build(minimum_weeks={"pfmp": 8})

    assert last_useful_day(campaign, objective, is_in_last_year=is_in_last_year) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2026, 12, 15)),
        (date(2027, 7, 3), 12, date(2026, 7, 3)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, expected):
    assert months_before(day, months) == expected
