"""The map of the académies as tiles: a grid of links on a screen, a list on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorat.web.templatetags.french import measure

CLASSES = 5


@dataclass(frozen=True)
class Place:
    """An académie with its figure, where its tile stands, and where it leads."""

    name: str
    row: int
    column: int
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """``level`` is the class of its value, from 1 to 5; 0 without a value."""

    place: Place
    shown: str
    level: int


@dataclass(frozen=True)
class Level:
    """A line of the legend."""

    level: int
    label: str


@dataclass(frozen=True)
class TileMap:
    """Tiles stand from north to south, then from west to east; rows in alphabetical order."""

    title: str
    description: str
    tiles: Sequence[Tile]
    legend: Sequence[Level]
    header: tuple[str, str]
    rows: Sequence[tuple[str, str]]


def tile_map(
    title: str,
    places: Iterable[Place],
    *,
    description: str,
    header: tuple[str, str],
    unit: str = "",
) -> TileMap:
    """Return the tiles, in at most five classes that hold as many académies as possible each."""
    ordered = sorted(places, key=lambda place: (place.row, place.column))
    bounds = _bounds([place.value for place in ordered if place.value is not None])
    tiles = [Tile(place, measure(place.value, unit), _level(place, bounds)) for place in ordered]
    return TileMap(
        title=title,
        description=description,
        tiles=tiles,
        legend=_legend(tiles, unit),
        header=header,
        rows=sorted((tile.place.name, tile.shown) for tile in tiles),
    )


def _bounds(values: Sequence[float]) -> list[float]:
    """Return the least value of each class: quantiles, without empty classes."""
    ranked = sorted(values)
    return sorted({ranked[rank * len(ranked) // CLASSES] for rank in range(CLASSES) if ranked})


def _level(place: Place, bounds: Sequence[float]) -> int:
    value = place.value
    return 0 if value is None else sum(bound <= value for bound in bounds)


def _legend(tiles: Sequence[Tile], unit: str) -> list[Level]:
    found = []
    for level in sorted({tile.level for tile in tiles}):
        values = [tile.place.value for tile in tiles if tile.level == level]
        known = [value for value in values if value is not None]
        found.append(Level(level, _range(known, unit) if known else "pas de donnée"))
    return found


def _range(values: Sequence[float], unit: str) -> str:
    least, most = min(values), max(values)
    if least == most:
        return measure(least, unit)
    return f"de {measure(least, '')} à {measure(most, unit)}"
