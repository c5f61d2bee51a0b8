"""XLSX workbooks, read as a stream.

openpyxl loads texts, styles and links in whole trees before its first row, outside any limit of
ours; here each of them is counted and timed. It still says which formats are dates.
"""

import re
from zipfile import ZipFile

from openpyxl.utils.datetime import from_excel

from mentorat.imports.errors import (
    ActiveContent,
    BinarySpreadsheet,
    CellTooLong,
    TooManyColumns,
    TooManyLines,
    UnreadableFile,
)
from mentorat.imports.tables import texts
from mentorat.imports.tables.limits import (
    LAST_LINE,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    Patience,
)
from mentorat.imports.tables.markup import Reader, local, walk
from mentorat.imports.tables.parts import Workbook, workbook
from mentorat.imports.tables.table import Raw

ACTIVE = {
    "vbaproject": "des macros",
    "macrosheets/": "des macros",
    "activex/": "des contrôles ActiveX",
    "externallinks/": "des liens vers d’autres fichiers",
    "embeddings/": "des objets incorporés",
}
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
FIRST_LETTER, LETTERS = ord("A") - 1, 26


def lines(archive: ZipFile, patience: Patience) -> list[Raw]:
    """Return the lines of the first visible sheet that hold something."""
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        raise BinarySpreadsheet
    for part, what in ACTIVE.items():
        if any(part in name.lower() for name in names):
            raise ActiveContent(what=what)
    book = workbook(archive, patience)
    if book.sheet not in names:
        raise UnreadableFile
    reader = _Sheet(book)
    with archive.open(book.sheet) as stream:
        walk(stream, reader, patience)
    return reader.lines


class _Sheet(Reader):
    def __init__(self, book: Workbook) -> None:
        self.lines: list[Raw] = []
        self._book = book
        self._row = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._kind = "n"
        self._style = 0
        self._pieces: list[str] = []
        self._length = 0
        self._takes = False
        self._aside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._cells, self._column = {}, -1
        elif name == "rPh":
            self._aside = True
        self._takes = name in {"v", "t"} and not self._aside

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = REFERENCE.match(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"), 0)
        self._pieces, self._length = [], 0

    def data(self, text: str) -> None:
        if self._takes:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_CHARACTERS:
                raise CellTooLong(line=self._row, limit=MAX_CHARACTERS)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._takes = False
        if name == "c" and self._pieces:
            self._end_cell(self._text("".join(self._pieces)))
        elif name == "rPh":
            self._aside = False
        elif name == "row" and self._cells:
            self.lines.append((self._row, self._cells))

    def _end_cell(self, text: str) -> None:
        if not text.strip():
            return
        if self._row > LAST_LINE or len(self.lines) > LAST_LINE:
            raise TooManyLines(limit=LAST_LINE)
        if self._column >= MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS, line=self._row)
        if len(text) > MAX_CHARACTERS:
            raise CellTooLong(line=self._row, limit=MAX_CHARACTERS)
        self._cells[self._column] = text

    def _text(self, value: str) -> str:
        if self._kind == "s":
            at = _whole(value, -1)
            return self._book.strings[at] if 0 <= at < len(self._book.strings) else ""
        if self._kind == "b":
            return texts.yes_or_no(truth=value.strip() == "1")
        if self._kind == "d":
            return texts.iso_moment(value)
        if self._kind == "n":
            return self._number(value)
        return value

    def _number(self, value: str) -> str:
        styles = self._book.is_date
        if not (self._style < len(styles) and styles[self._style]):
            return texts.number(value)
        try:
            return texts.moment(from_excel(float(value), self._book.epoch))
        except (ValueError, OverflowError):
            return texts.number(value)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _column(name: str) -> int:
    column = 0
    for letter in name:
        column = column * LETTERS + ord(letter) - FIRST_LETTER
    return column - 1
