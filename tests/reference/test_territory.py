import zoneinfo
from collections import Counter

import pytest

from mentorat.foundations.place import Span
from mentorat.reference.actions import Loaded, load_territory
from mentorat.reference.data.territory import ACADEMIES, DEPARTMENTS, REGIONS
from mentorat.reference.models import AcademicRegion, Academy, Department

pytestmark = pytest.mark.django_db


def test_the_territory_has_18_regions_30_academies_and_104_departments():
    loaded = load_territory()

    counts = [model.objects.count() for model in (AcademicRegion, Academy, Department)]
    assert (loaded, counts) == (Loaded(created=152), [18, 30, 104])


def test_a_second_load_changes_nothing(django_assert_num_queries):
    load_territory()

    with django_assert_num_queries(5):  # one question a table, inside a savepoint
        assert load_territory() == Loaded(unchanged=152)


def test_a_load_puts_back_what_was_changed():
    load_territory()
    Academy.objects.filter(code="24").update(name="Ailleurs")

    assert load_territory() == Loaded(changed=1, unchanged=151)
    assert Academy.objects.get(code="24").name == "Créteil"


def test_academies_may_swap_their_tiles():
    load_territory()
    paris, creteil = Academy.objects.get(code="01"), Academy.objects.get(code="24")
    Academy.objects.filter(code="01").update(tile_column=99)
    Academy.objects.filter(code="24").update(tile_column=paris.tile_column)
    Academy.objects.filter(code="01").update(tile_column=creteil.tile_column)

    load_territory()

    tiles = {academy.code: academy.tile_column for academy in Academy.objects.all()}
    assert (tiles["01"], tiles["24"]) == (5, 6)


def test_the_territory_says_its_names_and_its_span():
    load_territory()

    corsica = Department.objects.select_related("academy__region").get(code="2A")
    region, academy = corsica.academy.region, corsica.academy
    assert [str(corsica), str(academy), str(region)] == ["Corse-du-Sud (2A)", "Corse", "Corse"]
    assert (academy.span, region.span) == (
        Span(5_27_0000, 5_27_9999),
        Span(5_00_0000, 5_99_9999),
    )


def test_regions_are_numbered_from_1_to_18_in_alphabetical_order():
    assert list(REGIONS) == list(range(1, 19))


def test_each_academy_has_a_tile_of_its_own_a_region_and_a_time_zone():
    assert len({row.tile for row in ACADEMIES}) == 30
    assert {row.region for row in ACADEMIES} == set(REGIONS)
    assert {row.time_zone for row in ACADEMIES} <= zoneinfo.available_timezones()


def test_only_corsica_and_overseas_set_their_own_holidays():
    calendars = Counter(row.calendar.value for row in ACADEMIES)

    assert (calendars["A"], calendars["B"], calendars["C"]) == (8, 11, 5)
    assert {calendar for calendar, count in calendars.items() if count == 1} == {
        "corse",
        "guadeloupe",
        "guyane",
        "martinique",
        "mayotte",
        "reunion",
    }


def test_departments_cover_every_academy_and_corsica_has_two():
    assert {row.academy for row in DEPARTMENTS} == {row.code for row in ACADEMIES}
    assert [row.code for row in DEPARTMENTS if row.academy == "27"] == ["2A", "2B"]
