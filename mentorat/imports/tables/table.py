"""What every source reads: titles, and lines of text with their real numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorat.imports.errors import NoLine
from mentorat.imports.tables.texts import cleaned

FIRST_LETTER, LETTERS = ord("A"), 26


@dataclass(frozen=True)
class Line:
    """A line of the file, by its number there. Cells are as many as the titles, or more."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Titles are all different: an empty one becomes « Colonne C », a second one « Nom (2) »."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]

    def is_too_wide(self, line: Line) -> bool:
        return len(line.cells) > len(self.header)


Raw = tuple[int, dict[int, str]]


def table(raw: Iterable[Raw]) -> Table:
    """Make a table of (number, {column: text}). The titles are the first line with two cells."""
    lines = [(number, cells) for number, cells in map(_stripped, raw) if cells]
    first = next((at for at, (_, cells) in enumerate(lines) if len(cells) > 1), 0)
    if len(lines) <= first + 1:
        raise NoLine
    titles, body = lines[first][1], lines[first + 1 :]
    width = max(titles) + 1
    return Table(
        _different([titles.get(column, "") for column in range(width)]),
        tuple(Line(number, _padded(cells, width)) for number, cells in body),
    )


def _stripped(raw: Raw) -> Raw:
    number, cells = raw
    texts = ((column, cleaned(text)) for column, text in cells.items())
    return number, {column: text for column, text in texts if text}


def _padded(cells: dict[int, str], width: int) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in range(max(width, max(cells) + 1)))


def _different(titles: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for column, title in enumerate(titles):
        name = title or f"Colonne {letters(column)}"
        rank = 1
        while name in found:
            rank += 1
            name = f"{title or f'Colonne {letters(column)}'} ({rank})"
        found[name] = None
    return tuple(found)


def letters(column: int) -> str:
    """Return the name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(FIRST_LETTER + rest) + name
    return name
