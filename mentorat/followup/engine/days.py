"""Days that count: a relation is not silent while its pupils are on holiday or in companies."""

from collections.abc import Iterable
from datetime import date, timedelta

# First and last day, both included.
Period = tuple[date, date]
DAY = timedelta(days=1)


def shared(several: Iterable[Iterable[Period]]) -> list[Period]:
    """Return the days that are in a period of each: a group is away when all its classes are."""
    first, *others = several
    found = list(first)
    for other in others:
        known = list(other)
        found = [
            (max(one[0], two[0]), min(one[1], two[1]))
            for one in found
            for two in known
            if one[0] <= two[1] and two[0] <= one[1]
        ]
    return found


def counted_days(
    after: date, until: date, holidays: Iterable[Period], pfmp: Iterable[Period]
) -> int:
    """Return how many days count from the day after ``after`` to ``until``, that day included.

    Days of holidays and of PFMP do not; one that is in both is left out once.
    """
    counted = max((until - after).days, 0)
    covered = after
    for first, last in sorted([*holidays, *pfmp]):
        first_left, last_left = max(first, covered + DAY), min(last, until)
        if first_left <= last_left:
            counted -= (last_left - first_left).days + 1
            covered = last_left
    return counted


def day_back(until: date, days: int, holidays: Iterable[Period]) -> date:
    """Return the latest day after which that many days count, up to ``until``."""
    off = list(holidays)
    after = until - DAY * days
    while counted_days(after, until, off, ()) < days:
        after -= DAY
    return after
