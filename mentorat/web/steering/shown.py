"""Figures in words, and the pictures of a territory."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mentorat.access.roles import Level
from mentorat.reference.models import Academy
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Unit
from mentorat.steering.queries import DrillDown, Figure, Row
from mentorat.web.charts import Chart, Place, TileMap, bar_chart, tile_map
from mentorat.web.templatetags.french import measure

HIDDEN = "moins de 5"
UNITS = {Unit.COUNT: "", Unit.SHARE: "%", Unit.DAYS: "j"}
# The columns of a drill-down, and what may be drawn from it.
CODES = ("pupils", "volunteers", "mentees", "active", "mentorships_live", "alive_3_months")
MOST_BARS = 30
URLS = {Level.REGION: "region", Level.ACADEMY: "academy", Level.SCHOOL: "school"}


@dataclass(frozen=True)
class Line:
    """A row of a drill-down, ready to read."""

    label: str
    detail: str
    url: str
    has_project: bool
    cells: tuple[str, ...]


def number_of(figure: Figure) -> float | None:
    """Return the value in the unit that is shown: a share is out of a hundred."""
    if figure.value is None:
        return None
    return figure.value * 100 if figure.indicator.unit is Unit.SHARE else figure.value


def text_of(figure: Figure) -> str:
    if figure.is_hidden:
        return HIDDEN
    return measure(number_of(figure), UNITS[figure.indicator.unit])


def url_of(row: Row) -> str:
    return reverse(f"steering:{URLS[row.level]}", args=[row.key])


def lines(rows: Sequence[Row]) -> list[Line]:
    return [
        Line(
            label=row.label,
            detail=row.detail,
            url=url_of(row),
            has_project=row.has_project,
            cells=tuple(text_of(row.figures[code]) for code in CODES),
        )
        for row in rows
    ]


def header() -> list[str]:
    return [INDICATORS[code].label for code in CODES]


def chart_of(below: DrillDown, code: str) -> Chart:
    """Return the bars of an indicator for the territories below, the largest first."""
    rows = below.sorted_by(code, descending=True)[:MOST_BARS]
    indicator = INDICATORS[code]
    return bar_chart(
        indicator.label,
        [(row.label, number_of(row.figures[code])) for row in rows],
        description=indicator.definition,
        header=("Territoire", indicator.label),
        unit=UNITS[indicator.unit],
    )


def map_of(below: DrillDown, code: str) -> TileMap:
    """Return the académies as tiles; only the nation has them all."""
    tiles = {academy.code: academy for academy in Academy.objects.all()}
    indicator = INDICATORS[code]
    places = [
        Place(
            name=row.label,
            row=tiles[row.key].tile_row,
            column=tiles[row.key].tile_column,
            value=number_of(row.figures[code]),
            url=url_of(row),
        )
        for row in below.rows
    ]
    return tile_map(
        f"{indicator.label}, par académie",
        places,
        description=indicator.definition,
        header=("Académie", indicator.label),
        unit=UNITS[indicator.unit],
    )
