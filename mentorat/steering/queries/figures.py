"""A figure as a reader meets it: number, definition, date, and whether it is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mentorat.access.roles import Level
from mentorat.foundations.place import Span
from mentorat.programmes.models import Campaign
from mentorat.steering.catalogue import INDICATORS, Indicator
from mentorat.steering.enums import Nature, Unit


@dataclass(frozen=True)
class Figure:
    """The value of an indicator somewhere. Hidden or not computed yet, it holds no number."""

    indicator: Indicator
    numerator: int | None = None
    denominator: int | None = None
    is_hidden: bool = False
    # Of the schools that are added up, the one computed longest ago.
    computed_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        return self.numerator is not None

    @property
    def share(self) -> float | None:
        """Return the numerator over the denominator, when there is one above zero."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def value(self) -> float | None:
        """Return what the indicator says in its unit: a number, a share from 0 to 1, mean days."""
        return self.numerator if self.indicator.unit is Unit.COUNT else self.share


Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Overview:
    """The figures of a territory or school for a campaign, by code, in the catalogue's order."""

    level: Level
    label: str
    span: Span
    campaign: Campaign
    figures: Figures
    schools: int
    schools_with_project: int

    @property
    def computed_at(self) -> datetime | None:
        return min(
            (figure.computed_at for figure in self.figures.values() if figure.computed_at),
            default=None,
        )

    @property
    def pairs(self) -> tuple[tuple[Figure, Figure], ...]:
        """Return each volume with the quality that is shown beside it."""
        return tuple(
            (self.figures[volume.code], self.figures[volume.paired])
            for volume in INDICATORS.values()
            if volume.nature is Nature.VOLUME
        )

    @property
    def other_qualities(self) -> tuple[Figure, ...]:
        """Return the qualities that stand beside no volume."""
        paired = {indicator.paired for indicator in INDICATORS.values()}
        return tuple(
            self.figures[indicator.code]
            for indicator in INDICATORS.values()
            if indicator.nature is Nature.QUALITY and indicator.code not in paired
        )


@dataclass(frozen=True)
class Row:
    """A région, an académie or a school in a drill-down. ``key`` is its number, code or UAI."""

    level: Level
    key: str
    label: str
    detail: str
    span: Span
    schools: int
    schools_with_project: int
    figures: Figures

    @property
    def has_project(self) -> bool:
        return self.schools_with_project > 0


@dataclass(frozen=True)
class DrillDown:
    """The rows below a territory, by name. ``level`` is None below a school."""

    level: Level | None
    rows: tuple[Row, ...]

    def sorted_by(self, code: str, *, descending: bool = False) -> tuple[Row, ...]:
        """Return the rows by a figure; those that show none come last, and never by it."""
        shown = [row for row in self.rows if row.figures[code].value is not None]
        silent = [row for row in self.rows if row.figures[code].value is None]
        shown.sort(key=lambda row: row.figures[code].value or 0, reverse=descending)
        return (*shown, *silent)
