"""When a small number may be shown. Whose numbers they are is a question for ``queries``.

The counts of siblings (the académies of a région, the schools of an académie) stand beside their
total. Hiding those under five is not enough: one alone would be found by subtraction, and so would
« 1 and 1 » when both are known to be above zero. So, when a count of 1 to 4 must be hidden, the
smallest of the others follow, until from the total and from all that is shown

- no hidden count can be told exactly,
- and of no hidden count can one be sure that it is under five.

When that cannot be reached among the counts above zero, all siblings are hidden, zeros included.
"""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from mentorat.foundations.scope import Family, Scope

SMALLEST_SHOWN = 5

Key = TypeVar("Key", bound=Hashable)


def sees_small_numbers(scope: Scope) -> bool:
    """A school knows its own pupils; above, nobody reads a number that points at one."""
    return scope.family is Family.SCHOOL


def is_small(count: int) -> bool:
    return 0 < count < SMALLEST_SHOWN


def hidden(counts: Mapping[Key, int]) -> frozenset[Key]:
    """Return whose counts are hidden, among siblings whose total is shown.

    The same counts always give the same answer: every page hides the same.
    """
    chosen = {key for key, count in counts.items() if is_small(count)}
    if not chosen:
        return frozenset()
    others = [key for key in counts if counts[key] >= SMALLEST_SHOWN]
    # Stable: among equals, the first of the mapping.
    for key in sorted(others, key=lambda key: counts[key]):
        if _covers([counts[key] for key in chosen]):
            break
        chosen.add(key)
    if not _covers([counts[key] for key in chosen]):
        return frozenset(counts)
    return frozenset(chosen)


def _covers(counts: Collection[int]) -> bool:
    """Say whether each of these, known to be 1 or more and to have this sum, could be five."""
    return len(counts) > 1 and sum(counts) - (len(counts) - 1) >= SMALLEST_SHOWN
