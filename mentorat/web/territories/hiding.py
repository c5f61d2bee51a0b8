"""Small numbers are not shown, nor what would give them away, on any page of a territory."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from mentorat.steering.policies import hidden, is_small

HIDDEN, KEPT_QUIET = "moins de 5", "masqué"


def kept_quiet(counts: Iterable[tuple[int, int, Iterable[Hashable]]]) -> frozenset[int]:
    """Return the rows whose count is hidden. Each stands in groups of which the total may be read:
    told as its number, its count and those groups.
    """
    siblings: dict[Hashable, dict[int, int]] = defaultdict(dict)
    for row, count, groups in counts:
        for group in groups:
            siblings[group][row] = count
    return frozenset().union(*(hidden(group) for group in siblings.values()))


def shown(number: int, quiet: str) -> str:
    return quiet if is_small(number) else str(number)
