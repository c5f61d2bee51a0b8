"""Outside sources, one folder each; and what those of plain text share: a table with a header."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from mentorat.imports.errors import CellTooLong, EmptyFile, MissingColumns, UnknownEncoding

SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class Line:
    """A line of a table: its number in the file, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, str]
    # How many cells the line holds, and how many it should hold.
    width: int
    expected: int

    @property
    def is_whole(self) -> bool:
        return self.width == self.expected

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()


def read_table(content: bytes, *, columns: Sequence[str]) -> Iterator[Line]:
    """Read a text in UTF-8, with or without a byte-order mark, whatever separates its cells.

    Columns may come in any order, in any case, among others. Empty lines are not lines.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownEncoding from error
    if not text.strip():
        raise EmptyFile
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    header = [name.strip().casefold() for name in next(reader)]
    found = {name: header.index(name.casefold()) for name in columns if name.casefold() in header}
    missing = [name for name in columns if name not in found]
    if missing:
        raise MissingColumns(columns=", ".join(f"« {name} »" for name in missing))
    yield from _lines(reader, found, len(header))


def _lines(reader: Iterator[list[str]], found: Mapping[str, int], width: int) -> Iterator[Line]:
    before = reader.line_num  # type: ignore[attr-defined]  # csv's reader is not in the stubs
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise CellTooLong(line=before + 1, limit=csv.field_size_limit()) from error
        if cells is None:
            return
        number, before = before + 1, reader.line_num  # type: ignore[attr-defined]  # see above
        if cells:
            held = {name: cells[at] if at < len(cells) else "" for name, at in found.items()}
            yield Line(number, held, len(cells), width)
