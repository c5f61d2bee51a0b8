"""ODS workbooks, read as a stream: one empty cell may say that it stands for a million."""

from zipfile import ZipFile

from mentorat.imports.errors import (
    ActiveContent,
    CellTooLong,
    ProtectedFile,
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
from mentorat.imports.tables.markup import Enough, Reader, walk
from mentorat.imports.tables.table import Raw

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = (f"{NAMESPACE}{name}:1.0}}" for name in ("office", "table", "text"))
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
ACTIVE = ("Basic/", "Scripts/")
NUMBERS = {"float", "percentage", "currency"}
MAX_REPEAT = 10_000_000  # the largest sheet has a million lines


def lines(archive: ZipFile, patience: Patience) -> list[Raw]:
    """Return the lines of the first sheet that hold something."""
    names = archive.namelist()
    if any(name.startswith(ACTIVE) and not name.endswith("/") for name in names):
        raise ActiveContent(what="des macros")
    if "encrypted-package" in names or _is_encrypted(archive):
        raise ProtectedFile
    if "content.xml" not in names:
        raise UnreadableFile
    reader = _Content()
    with archive.open("content.xml") as stream:
        walk(stream, reader, patience)
    return reader.lines


def _is_encrypted(archive: ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


class _Content(Reader):
    def __init__(self) -> None:
        self.lines: list[Raw] = []
        self._tables = 0  # a cell may hold a table of its own
        self._aside = 0  # notes and tracked changes are no content
        self._row = 0
        self._rows = 1
        self._cells: dict[int, str] = {}
        self._column = 0
        self._cell: dict[str, str] = {}
        self._paragraphs = 0
        self._pieces: list[str] = []
        self._length = 0
        self._is_in_text = False

    @property
    def _is_in_sheet(self) -> bool:
        return self._tables == 1 and not self._aside

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE}table":
            self._tables += 1
        elif tag in {f"{OFFICE}annotation", f"{TABLE}tracked-changes"}:
            self._aside += 1
        elif not self._is_in_sheet:
            return
        elif tag == f"{TABLE}table-row":
            self._rows = _repeat(attributes, "rows")
            self._cells, self._column = {}, 0
        elif tag in CELLS:
            self._cell, self._pieces = attributes, []
            self._paragraphs = self._length = 0
        else:
            self._start_text(tag)

    def _start_text(self, tag: str) -> None:
        if tag == f"{TEXT}p":
            self._paragraphs += 1
            self._is_in_text = True
            if self._paragraphs > 1:
                self.data(" ")
        elif tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"}:
            self.data(" ")

    def data(self, text: str) -> None:
        if not (self._is_in_text and self._is_in_sheet):
            return
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise CellTooLong(line=self._row + 1, limit=MAX_CHARACTERS)

    def end(self, tag: str) -> None:
        if tag == f"{TABLE}table":
            self._tables -= 1
            if not self._tables and self.lines:
                raise Enough
        elif tag in {f"{OFFICE}annotation", f"{TABLE}tracked-changes"}:
            self._aside -= 1
        elif not self._is_in_sheet:
            return
        elif tag == f"{TEXT}p":
            self._is_in_text = False
        elif tag in CELLS:
            self._end_cell()
        elif tag == f"{TABLE}table-row":
            self._end_row()

    def _end_cell(self) -> None:
        times = _repeat(self._cell, "columns")
        text = self._text()
        if text.strip():
            if self._column + times > MAX_COLUMNS:
                raise TooManyColumns(limit=MAX_COLUMNS, line=self._row + 1)
            if len(text) > MAX_CHARACTERS:
                raise CellTooLong(line=self._row + 1, limit=MAX_CHARACTERS)
            self._cells.update(dict.fromkeys(range(self._column, self._column + times), text))
        self._column += times

    def _end_row(self) -> None:
        if self._cells:
            if self._row + self._rows > LAST_LINE:
                raise TooManyLines(limit=LAST_LINE)
            numbers = range(self._row + 1, self._row + self._rows + 1)
            self.lines.extend((number, self._cells) for number in numbers)
        self._row += self._rows

    def _text(self) -> str:
        kind = self._cell.get(f"{OFFICE}value-type", "string")
        if kind in NUMBERS:
            return texts.number(self._cell.get(f"{OFFICE}value", ""))
        if kind == "date":
            return texts.iso_moment(self._cell.get(f"{OFFICE}date-value", ""))
        if kind == "boolean":
            return texts.yes_or_no(truth=self._cell.get(f"{OFFICE}boolean-value") == "true")
        return "".join(self._pieces)


def _repeat(attributes: dict[str, str], of: str) -> int:
    text = attributes.get(f"{TABLE}number-{of}-repeated", "1")
    if not (text.isascii() and text.isdigit() and len(text) < len(str(MAX_REPEAT))):
        return 1 if text == "1" else MAX_REPEAT
    return max(1, int(text))
