"""Text tables: delimiter and encoding are found out, as no spreadsheet says them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from mentorat.imports.errors import (
    CellTooLong,
    TakesTooLong,
    TooManyColumns,
    TooManyLines,
    UnknownEncoding,
)
from mentorat.imports.tables.limits import (
    LAST_LINE,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    Patience,
)
from mentorat.imports.tables.table import Raw

BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
DELIMITERS = ";,\t"
SAMPLE = 4_096
SAMPLE_LINES = 20
LINES_BETWEEN_LOOKS = 1_000


def decoded(content: bytes) -> str:
    """Return the text, whatever the usual encoding that wrote it."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        text = _western(content)
    if "\0" in text:
        raise UnknownEncoding
    return text


def _encoding(content: bytes) -> str:
    for mark, name in BYTE_ORDERS.items():
        if content.startswith(mark):
            return name
    sample = content[:SAMPLE]
    half = len(sample) // 2
    # Latin letters in UTF-16 have one zero byte in two, always on the same side.
    if half and sample[1::2].count(0) > half * 0.8:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.8:
        return "utf-16-be"
    return "utf-8"


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as unknown:
        raise UnknownEncoding from unknown


def lines(text: str, patience: Patience) -> Iterator[Raw]:
    """Yield the lines of a delimited text, by the number of the line where each begins."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    before = 0
    try:
        for row in rows:
            number, before = before + 1, rows.line_num
            if number == 1 and row and row[0].lower().startswith("sep="):
                continue
            cells = {column: cell for column, cell in enumerate(row) if cell.strip()}
            _check(number, cells)
            if number % LINES_BETWEEN_LOOKS == 0 and patience.is_over:
                raise TakesTooLong
            yield number, cells
    except csv.Error as broken:
        raise CellTooLong(line=before + 1, limit=MAX_CHARACTERS) from broken


def _check(number: int, cells: dict[int, str]) -> None:
    if not cells:
        return
    if number > LAST_LINE:
        raise TooManyLines(limit=LAST_LINE)
    if max(cells) >= MAX_COLUMNS:
        raise TooManyColumns(limit=MAX_COLUMNS, line=number)
    if max(map(len, cells.values())) > MAX_CHARACTERS:
        raise CellTooLong(line=number, limit=MAX_CHARACTERS)


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most of the first lines into the same number of cells."""
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and first[4:5] in DELIMITERS:
        return first[4:5] or "\t"
    return max(DELIMITERS, key=lambda mark: _regularity(text[: 16 * SAMPLE], mark))


def _regularity(sample: str, mark: str) -> tuple[int, int]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
    widths: Counter[int] = Counter()
    for row, _ in zip(rows, range(SAMPLE_LINES), strict=False):
        widths[len(row)] += 1
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width = max(wide, key=lambda one: (wide[one], one))
    return wide[width], width
