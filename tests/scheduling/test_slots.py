from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from mentorat.scheduling.engine.slots import Slot, free_within, slot_on, weekly
from tests.factories.scheduling import PARIS, paris

HOUR = timedelta(hours=1)
REUNION = ZoneInfo("Indian/Reunion")


def test_slot_needs_moments_that_know_their_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        Slot(datetime(2026, 11, 3, 10), paris(3, 11))  # noqa: DTZ001 -- naive on purpose


def test_duration_counts_the_hour_that_clocks_show_twice():
    night = Slot(paris(25, 1, month=10), paris(25, 4, month=10))

    assert night.duration == timedelta(hours=4)


def test_slots_that_touch_do_not_overlap():
    slot = Slot(paris(3, 10), paris(3, 11))

    assert slot.overlaps(Slot(paris(3, 10, 59), paris(3, 12)))
    assert not slot.overlaps(Slot(paris(3, 11), paris(3, 12)))
    assert not slot.overlaps(Slot(paris(3, 9), paris(3, 10)))


def test_slot_holds_what_lies_inside():
    morning = Slot(paris(3, 8), paris(3, 12))

    assert morning.holds(morning)
    assert not morning.holds(Slot(paris(3, 11), paris(3, 12, 1)))


@pytest.mark.parametrize(
    ("first", "in_utc"),
    [
        pytest.param(date(2026, 3, 24), [9, 8], id="summer time on 29 March"),
        pytest.param(date(2026, 10, 20), [8, 9], id="winter time on 25 October"),
    ],
)
def test_weekly_slot_stays_at_its_local_time_when_clocks_change(first, in_utc):
    slots = list(islice(weekly(first, time(10), HOUR, PARIS), 2))

    assert [slot.starts_at.time() for slot in slots] == [time(10), time(10)]
    assert [slot.ends_at.time() for slot in slots] == [time(11), time(11)]
    assert [slot.starts_at.astimezone(UTC).hour for slot in slots] == in_utc


def test_weekly_slot_overseas_keeps_its_hour_all_year():
    slots = list(islice(weekly(date(2026, 10, 20), time(7), HOUR, REUNION), 2))

    assert [slot.starts_at.astimezone(UTC).hour for slot in slots] == [3, 3]


def test_slot_at_a_time_that_clocks_skip_begins_an_hour_later():
    slot = slot_on(date(2026, 3, 29), time(2, 30), HOUR, PARIS)

    assert slot == Slot(paris(29, 3, 30, month=3), paris(29, 4, 30, month=3))
    assert slot.duration == HOUR


def test_free_slots_stand_beside_what_is_taken():
    opening = Slot(paris(3, 8), paris(3, 11))
    busy = [Slot(paris(3, 9), paris(3, 9, 30))]

    free = free_within(opening, busy, duration=HOUR, step=timedelta(minutes=30))

    assert free == [
        Slot(paris(3, 8), paris(3, 9)),
        Slot(paris(3, 9, 30), paris(3, 10, 30)),
        Slot(paris(3, 10), paris(3, 11)),
    ]


def test_nothing_is_free_in_an_opening_that_is_too_short():
    opening = Slot(paris(3, 8), paris(3, 8, 45))

    assert free_within(opening, [], duration=HOUR, step=HOUR) == []
