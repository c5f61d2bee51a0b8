"""The three charts of the site, as Vega-Lite specifications: bars, stacked bars, lines.

Drawn for a column of a phone, and enlarged up to a half of a wide page: the text stays readable.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString

from mentorat.web.charts.chart import Chart
from mentorat.web.charts.rendering import svg_of
from mentorat.web.templatetags.french import measure

Values = Sequence[float | None]

WIDTH, LINE_HEIGHT, CURVE_HEIGHT = 360, 24, 165
LABEL_WIDTH, ROOM_FOR_VALUES = 125, 1.25
LETTER, SYMBOL = 7, 35
FONT = "Liberation Sans, Arial, sans-serif"
# Names of the colours, given in css/components/charts.css for the light and for the dark.
COLOURS = tuple(f"var(--chart-{rank})" for rank in range(1, 7))
INK, MUTED, GRID, PAPER = (f"var(--chart-{name})" for name in ("ink", "muted", "grid", "paper"))
DASHES = ([1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 3])

CONFIG: Mapping[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelPadding": 8,
        "gridColor": GRID,
        "title": None,
    },
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 200,
        "symbolSize": 110,
        "symbolStrokeWidth": 2.5,
        "title": None,
        "offset": 12,
    },
    "text": {"color": INK, "fontSize": 13},
}


def bar_chart(
    title: str,
    rows: Sequence[tuple[str, float | None]],
    *,
    description: str,
    header: tuple[str, str],
    unit: str = "",
) -> Chart:
    """Return one bar a row, in the order given, with its value at its end."""
    shown = [(label, measure(value, unit)) for label, value in rows]
    values = [
        {"label": label, "value": value or 0, "shown": text}
        for label, (_, value), (_, text) in zip(
            _distinct(label for label, _ in rows), rows, shown, strict=True
        )
    ]
    longest = max((value or 0 for _, value in rows), default=0) or 1
    spec = {
        "data": {"values": values},
        "height": {"step": LINE_HEIGHT},
        "encoding": {
            "y": _labels_at_left(),
            "x": {
                "field": "value",
                "type": "quantitative",
                "axis": None,
                # Room at the end of the longest bar, where its value is written.
                "scale": {"domain": [0, longest * ROOM_FOR_VALUES]},
            },
        },
        "layer": [
            {"mark": {"type": "bar", "color": COLOURS[0], "height": 15}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"text": {"field": "shown"}},
            },
        ],
    }
    return _chart(title, description, header, shown, spec)


def stacked_bars(
    title: str,
    rows: Sequence[tuple[str, Values]],
    *,
    description: str,
    header: tuple[str, ...],
    unit: str = "",
) -> Chart:
    """Return one bar a row, cut into one part for each column of the header after the first."""
    series = header[1:]
    values = [
        {"label": label, "series": name, "rank": rank, "value": value or 0}
        for label, (_, cells) in zip(_distinct(label for label, _ in rows), rows, strict=True)
        for rank, (name, value) in enumerate(zip(series, cells, strict=True))
    ]
    spec = {
        "data": {"values": values},
        "height": {"step": LINE_HEIGHT},
        "mark": {"type": "bar", "height": 15, "stroke": PAPER, "strokeWidth": 1.5},
        "encoding": {
            "y": _labels_at_left(),
            "x": {
                "field": "value",
                "type": "quantitative",
                "stack": "zero",
                "axis": {"tickCount": 5, "labelColor": MUTED},
            },
            "color": _colours(series),
            "order": {"field": "rank"},
        },
    }
    return _chart(title, description, header, _texts(rows, unit), spec)


def line_chart(
    title: str,
    rows: Sequence[tuple[str, Values]],
    *,
    description: str,
    header: tuple[str, ...],
    unit: str = "",
) -> Chart:
    """Return one line for each column of the header after the first; each row is a moment."""
    series = header[1:]
    order = _distinct(label for label, _ in rows)
    values = [
        {"label": label, "series": name, "value": value}
        for label, (_, cells) in zip(order, rows, strict=True)
        for name, value in zip(series, cells, strict=True)
    ]
    colours = _colours(series, symbolType="stroke", symbolSize=500)
    spec = {
        "data": {"values": values},
        "height": CURVE_HEIGHT,
        "mark": {
            "type": "line",
            "strokeWidth": 2.5,
            "point": {"filled": True, "size": 45},
        },
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": None,
                "axis": {"labelAngle": 0, "labelOverlap": True, "labelColor": MUTED},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"tickCount": 4, "labelColor": MUTED},
                "scale": {"zero": True},
            },
            "color": colours,
            # Lines differ by their dashes as well as by their colour.
            "strokeDash": {
                "field": "series",
                "scale": {"domain": list(series), "range": list(DASHES[: len(series)])},
                "legend": colours["legend"],
            },
        },
    }
    return _chart(title, description, header, _texts(rows, unit), spec)


def _chart(
    title: str,
    description: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    spec: Mapping[str, Any],
) -> Chart:
    frame = {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}, "padding": 2}
    whole = {**frame, **spec, "config": CONFIG}
    svg = svg_of(whole, title=title, description=description) if rows else SafeString("")
    return Chart(svg, title, description, header, rows)


def _labels_at_left() -> dict[str, Any]:
    return {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"labelLimit": LABEL_WIDTH, "grid": False},
    }


def _colours(series: Sequence[str], **legend: Any) -> dict[str, Any]:
    longest = max(map(len, series), default=0)
    legend["columns"] = max(1, WIDTH // (longest * LETTER + SYMBOL))
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(series), "range": list(COLOURS[: len(series)])},
        "legend": legend if len(series) > 1 else None,
    }


def _texts(rows: Sequence[tuple[str, Values]], unit: str) -> list[tuple[str, ...]]:
    return [(label, *(measure(value, unit) for value in cells)) for label, cells in rows]


def _distinct(labels: Iterator[str]) -> list[str]:
    """Return the labels with an invisible mark on repeated ones, which would share one line."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        found.append(label + "\u200b" * seen.get(label, 0))
        seen[label] = seen.get(label, 0) + 1
    return found
