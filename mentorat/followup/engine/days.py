"""Days that count: a relation is not silent while its pupils are on holiday or in companies."""

from collections.abc import Iterable
from datetime import date, timedelta

# First and last day, both included.
Period = tuple[date, date]
DAY = timedelta(days=1)


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
