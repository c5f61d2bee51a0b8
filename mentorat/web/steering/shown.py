"""Figures in words, and the pictures of a territory."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from mentorat.access.roles import Level
from mentorat.foundations.words import folded
from mentorat.reference.models import Academy
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Unit
from mentorat.steering.queries import DrillDown, Figure, Row
from mentorat.web.charts import Chart, Place, TileMap, bar_chart, tile_map
from mentorat.web.lines import Lines
from mentorat.web.templatetags.french import measure

# Never « moins de 5 »: a larger number is hidden beside a small one, and a share as well.
HIDDEN = "masqué"
UNITS = {Unit.COUNT: "", Unit.SHARE: "%", Unit.DAYS: "j"}
# The columns of a drill-down, and what may be drawn from it.
CODES = ("pupils", "volunteers", "mentees", "active", "mentorships_live", "alive_3_months")
MOST_BARS = 30
GENERIC = re.compile(
    r"^(?:(?:lycée|lpo|lp|erea|professionnel|polyvalent|privé|des métiers|d’essai)\s+)+"
    r"(?:(?:des|du|de la|de)\s+|de l’)?",
    re.IGNORECASE,
)
URLS = {Level.REGION: "region", Level.ACADEMY: "academy", Level.SCHOOL: "school"}


@dataclass(frozen=True)
class Line:
    """A row of a drill-down, ready to read."""

    label: str
    detail: str
    url: str
    has_project: bool
    cells: tuple[tuple[str, str], ...]
    """What each indicator is called, and what it says here."""
    numbers: Mapping[str, float | None]
    """The same, to order by: nothing where nothing is shown."""


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


def lines(rows: Sequence[Row]) -> Lines[Line]:
    found = [
        Line(
            label=row.label,
            detail=row.detail,
            url=url_of(row),
            has_project=row.has_project,
            cells=tuple((INDICATORS[code].label, text_of(row.figures[code])) for code in CODES),
            numbers={code: row.figures[code].value for code in CODES},
        )
        for row in rows
    ]
    return Lines(found, _value)


def _value(line: Line, column: str) -> object:
    if column == "name":
        return folded(line.label)
    return not line.has_project if column == "project" else line.numbers[column]


def chart_of(below: DrillDown, code: str) -> Chart:
    """Return the bars of an indicator for the territories below, the largest first."""
    rows = [
        row
        for row in below.sorted_by(code, descending=True)[:MOST_BARS]
        if row.figures[code].value is not None
    ]
    indicator = INDICATORS[code]
    return bar_chart(
        indicator.label,
        [(_short(row), number_of(row.figures[code])) for row in rows],
        description=indicator.definition,
        header=("Territoire", indicator.label),
        unit=UNITS[indicator.unit],
    )


def _short(row: Row) -> str:
    """Return a name that fits beside a bar: that of a school, without what all schools are."""
    if row.level is not Level.SCHOOL:
        return row.label
    own = GENERIC.sub("", row.label)
    return f"{own[:1].upper()}{own[1:]}" or row.label


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
