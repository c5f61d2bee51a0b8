"""From the stored values of schools to what a reader may read of each level above them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Min, Sum

from mentorat.foundations.place import ACADEMY, NATION, Span, academy_of, region_of, school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.programmes.models import Campaign
from mentorat.steering import policies
from mentorat.steering.catalogue import INDICATORS, Indicator
from mentorat.steering.enums import Counted
from mentorat.steering.models import IndicatorValue, IndicatorValueQuerySet
from mentorat.steering.queries.figures import Figure, Figures


@dataclass(frozen=True)
class Reading:
    numerator: int
    denominator: int | None
    computed_at: datetime

    def plus(self, other: "Reading") -> "Reading":
        return Reading(
            self.numerator + other.numerator,
            None if self.denominator is None else self.denominator + (other.denominator or 0),
            min(self.computed_at, other.computed_at),
        )


Readings = dict[str, Reading]
# Territories and schools, the lower numbers first; each level is the sum of the one below.
Nodes = Mapping[Span, Readings]


@dataclass(frozen=True)
class Board:
    """What is known of each territory that a reader covers, and what is hidden from him or her."""

    nodes: Nodes
    hidden: Mapping[Span, frozenset[str]]

    def figures(self, span: Span, codes: Iterable[str]) -> Figures:
        return {code: self.figure(span, INDICATORS[code]) for code in codes}

    def figure(self, span: Span, indicator: Indicator) -> Figure:
        reading = self.nodes.get(span, {}).get(indicator.code)
        if reading is None:
            return Figure(indicator)
        if self.hidden.get(span, frozenset()).intersection(parts(indicator, reading)):
            return Figure(indicator, is_hidden=True, computed_at=reading.computed_at)
        return Figure(
            indicator, reading.numerator, reading.denominator, computed_at=reading.computed_at
        )


def board(scope: Scope, campaign: Campaign, *, schools_of: Span | None = None) -> Board:
    """Read every level of a scope down to the académies, and the schools of one when it is named.

    All siblings of a territory are read even when one alone is shown: what is hidden depends on
    them, and must be the same on every page.
    """
    root = root_of(scope)
    values = IndicatorValue.objects.within(scope).filter(
        campaign=campaign, place__range=(root.lo, root.hi)
    )
    nodes: dict[Span, Readings] = {}
    if schools_of is not None:
        inside = values.filter(place__range=(schools_of.lo, schools_of.hi))
        nodes |= {school_span(place): found for place, found in _read(inside, 1)}
    if not _is_school(root):
        academies = {
            academy_of(number * ACADEMY): found for number, found in _read(values, ACADEMY)
        }
        nodes |= academies
        # A drill-down may begin at a région or at the nation, never above the reader's own.
        for level in (region_of, lambda _: NATION):
            sums = _sums(academies, level)
            nodes |= {span: found for span, found in sums.items() if root.covers(span)}
    if policies.sees_small_numbers(scope):
        return Board(nodes, {})
    return Board(nodes, hidden_parts(nodes, root))


def root_of(scope: Scope) -> Span:
    return NATION if scope.family is Family.SYSTEM else scope.span


def parent_of(span: Span) -> Span:
    """Return the territory just above."""
    if _is_school(span):
        return academy_of(span.lo)
    return region_of(span.lo) if span == academy_of(span.lo) else NATION


def parts(indicator: Indicator, reading: Reading) -> dict[str, int]:
    """Return the counts of minors that a figure tells, by name: also those left out of a share."""
    told: dict[str, int] = {}
    if indicator.counts in Counted.OF_MINORS:
        told[indicator.counts] = reading.numerator
    if indicator.out_of in Counted.OF_MINORS:
        told[indicator.out_of] = reading.denominator or 0
    if indicator.is_part and len(told) > 1:
        rest = (reading.denominator or 0) - reading.numerator
        told[f"{indicator.out_of} – {indicator.counts}"] = max(0, rest)
    return told


def hidden_parts(nodes: Nodes, root: Span) -> dict[Span, frozenset[str]]:
    """Return the counts hidden at each node, by name, from the root down.

    Below a hidden count everything is hidden: the sum of what is below would tell it.
    """
    told = {span: _told(readings) for span, readings in nodes.items()}
    hidden: dict[Span, set[str]] = defaultdict(set)
    hidden[root] = {name for name, count in told.get(root, {}).items() if policies.is_small(count)}
    for parent, siblings in _families(nodes, root):
        for name in dict.fromkeys(name for span in siblings for name in told[span]):
            counts = {span: told[span][name] for span in siblings if name in told[span]}
            silent = counts if name in hidden[parent] else policies.hidden(counts)
            for span in silent:
                hidden[span].add(name)
    return {span: frozenset(names) for span, names in hidden.items()}


def _told(readings: Readings) -> dict[str, int]:
    return {
        name: count
        for code, reading in readings.items()
        for name, count in parts(INDICATORS[code], reading).items()
    }


def _families(nodes: Nodes, root: Span) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each territory of the tree with those just below, the widest first."""
    below = defaultdict(list)
    for span in sorted(nodes, key=lambda span: span.lo):
        if span != root:
            below[parent_of(span)].append(span)
    yield from sorted(below.items(), key=lambda family: family[0].lo - family[0].hi)


def _read(values: IndicatorValueQuerySet, size: int) -> Iterable[tuple[int, Readings]]:
    """Return the sums of values over places of that size, by number."""
    rows = (
        values.filter(code__in=INDICATORS)
        .annotate(number=F("place") / size)
        .values_list("number", "code")
        .annotate(Sum("numerator"), Sum("denominator"), Min("computed_at"))
        .order_by("number", "code")
    )
    found: dict[int, Readings] = defaultdict(dict)
    for number, code, numerator, denominator, computed_at in rows:
        found[number][code] = Reading(numerator, denominator, computed_at)
    return found.items()


def _sums(nodes: Nodes, level: Callable[[int], Span]) -> dict[Span, Readings]:
    sums: dict[Span, Readings] = defaultdict(dict)
    for span, readings in nodes.items():
        total = sums[level(span.lo)]
        for code, reading in readings.items():
            total[code] = total[code].plus(reading) if code in total else reading
    return sums


def _is_school(span: Span) -> bool:
    return span.lo == span.hi
