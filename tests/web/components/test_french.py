from datetime import UTC, date, datetime

import pytest
import time_machine

from mentorat.web.templatetags import french


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (1234, "1\u202f234"),
        (1_234_567, "1\u202f234\u202f567"),
        (12.5, "12,5"),
        (12.04, "12"),
        (-3, "\u22123"),
        (None, "–"),
        ("", "–"),
        ("71,4\u202f%", "71,4\u202f%"),
    ],
)
def test_a_number_is_written_as_french_readers_write_it(value, shown):
    assert french.number(value) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 8, "12,5\u202f%"),
        (0, 8, "0\u202f%"),
        (8, 8, "100\u202f%"),
        (3, 0, "–"),
        (3, None, "–"),
        (None, 8, "–"),
    ],
)
def test_a_share_of_nothing_is_a_dash(part, whole, shown):
    assert french.percent(part, whole) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"), [(12, "jours", "12\u202fjours"), (12, "", "12"), (None, "%", "–")]
)
def test_a_measure_has_its_unit(value, unit, shown):
    assert french.measure(value, unit) == shown


def test_a_day_has_its_name():
    assert french.day(date(2026, 11, 23)) == "lundi 23 novembre"
    assert french.day(date(2027, 1, 1)) == "vendredi 1er janvier"
    assert french.full_day(date(2026, 11, 23)) == "23 novembre 2026"


def test_a_moment_is_told_in_local_time():
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert french.moment(evening) == "mardi 24 novembre, 0\u00a0h\u00a030"
    assert french.moment(datetime(2026, 11, 23, 13, tzinfo=UTC)) == "lundi 23 novembre, 14\u00a0h"
    assert french.moment(date(2026, 11, 23)) == "lundi 23 novembre"


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 11, 23), "aujourd’hui"),
        (date(2026, 11, 22), "hier"),
        (date(2026, 11, 24), "demain"),
        (date(2026, 11, 20), "il y a 3 jours"),
        (date(2026, 12, 3), "dans 10 jours"),
        (date(2026, 8, 23), "il y a 3 mois"),
        (date(2024, 11, 20), "il y a 2 ans"),
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "hier"),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "aujourd’hui"),
    ],
)
def test_an_age_is_counted_in_days_of_the_calendar(on, shown):
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        assert french.ago(on) == shown


@pytest.mark.parametrize(
    ("count", "words", "shown"),
    [
        (0, "jour", "0 jour"),
        (1, "jour", "1 jour"),
        (2, "jour", "2 jours"),
        (1500, "jeu,jeux", "1\u202f500 jeux"),
    ],
)
def test_a_noun_agrees_with_its_count(count, words, shown):
    assert french.several(count, words) == shown
