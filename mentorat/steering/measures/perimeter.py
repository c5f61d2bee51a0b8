"""Where, when and for whom one counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Aggregate, QuerySet

from mentorat.foundations.place import Span
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Scope
from mentorat.programmes.models import Campaign
from mentorat.steering.enums import Counted

Rows = TypeVar("Rows", bound=ScopedQuerySet[Any])
# One row a school: its place, and numbers by name of what is counted.
Counts = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Perimeter:
    scope: Scope
    span: Span
    campaign: Campaign
    today: date

    def keep(self, rows: Rows) -> Rows:
        """Keep the rows of the schools that one counts."""
        return rows.within(self.scope).filter(place__range=(self.span.lo, self.span.hi))


def in_each_school(rows: QuerySet[Any, Any], counts: Mapping[Counted, Aggregate]) -> Counts:
    """Count rows school by school."""
    found: Counts = rows.values("place").annotate(
        **{name.value: count for name, count in counts.items()}
    )
    return found
