"""Places: every school has a sortable number, so that being inside is a comparison.

Eight digits: two of région académique, two of académie, four of school (``12 07 0123``). A
territory is the range of the numbers inside it.
"""

from dataclasses import dataclass

REGION, ACADEMY = 1_000_000, 10_000


@dataclass(frozen=True)
class Span:
    """A range of places, both ends included."""

    lo: int
    hi: int

    def __contains__(self, place: int) -> bool:
        return self.lo <= place <= self.hi

    def covers(self, other: "Span") -> bool:
        return self.lo <= other.lo and other.hi <= self.hi


NATION = Span(0, 99_999_999)
NOWHERE = Span(0, -1)


def region_span(region: int) -> Span:
    return Span(region * REGION, (region + 1) * REGION - 1)


def academy_span(region: int, academy: int) -> Span:
    lo = region * REGION + academy * ACADEMY
    return Span(lo, lo + ACADEMY - 1)


def school_span(place: int) -> Span:
    return Span(place, place)


def academy_of(place: int) -> Span:
    """Return the académie in which a place lies."""
    lo = place - place % ACADEMY
    return Span(lo, lo + ACADEMY - 1)


def region_of(place: int) -> Span:
    return region_span(place // REGION)
