"""The parts of an XLSX workbook that say how to read a sheet: where it is, its texts, its dates."""

import posixpath
from dataclasses import dataclass, field
from datetime import datetime
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from mentorat.imports.errors import SuspiciousFile, UnreadableFile
from mentorat.imports.tables.limits import (
    MAX_CHARACTERS,
    MAX_STRINGS,
    MAX_STYLES,
    Patience,
)
from mentorat.imports.tables.markup import Reader, local, walk

TRUE = {"1", "true"}


@dataclass
class Workbook:
    sheet: str = ""
    strings: list[str] = field(default_factory=list)
    is_date: list[bool] = field(default_factory=list)
    epoch: datetime = WINDOWS_EPOCH


def workbook(archive: ZipFile, patience: Patience) -> Workbook:
    """Find the first visible sheet, and what is needed to read its cells."""
    root = _links(archive, "", patience)
    book = next((path for kind, path in root.values() if kind == "officeDocument"), "")
    sheets, links = _Sheets(), _links(archive, book, patience)
    _tell(archive, book, sheets, patience)
    found = Workbook(epoch=MAC_EPOCH if sheets.from_1904 else WINDOWS_EPOCH)
    for kind, path in links.values():
        if kind == "sharedStrings":
            strings = _Strings()
            _tell(archive, path, strings, patience)
            found.strings = strings.found
        elif kind == "styles":
            styles = _Styles()
            _tell(archive, path, styles, patience)
            found.is_date = styles.is_date
    found.sheet = next((links[sheet][1] for sheet in sheets.visible if sheet in links), "")
    if not found.sheet:
        raise UnreadableFile
    return found


def _tell(archive: ZipFile, path: str, reader: Reader, patience: Patience) -> None:
    if path not in archive.namelist():
        raise UnreadableFile
    with archive.open(path) as stream:
        walk(stream, reader, patience)


def _links(archive: ZipFile, part: str, patience: Patience) -> dict[str, tuple[str, str]]:
    """Return the links of a part: identifier → (kind, path in the archive)."""
    folder, name = posixpath.split(part)
    links = _Links(folder)
    _tell(archive, posixpath.join(folder, "_rels", f"{name}.rels"), links, patience)
    return links.found


class _Links(Reader):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        path = posixpath.join("/", self._folder, attributes.get("Target", ""))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = kind, posixpath.normpath(path).lstrip("/")


class _Sheets(Reader):
    def __init__(self) -> None:
        self.visible: list[str] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in TRUE
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            link = (value for key, value in attributes.items() if local(key) == "id")
            self.visible.append(next(link, ""))


class _Strings(Reader):
    """The texts that cells point at; the reading of East Asian words beside them is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._takes = False
        self._aside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- of Reader
        name = local(tag)
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._aside = True
        self._takes = name == "t" and not self._aside

    def data(self, text: str) -> None:
        # One character over the limit is enough for the cell that shows it to be refused.
        if self._takes and self._length <= MAX_CHARACTERS:
            self._pieces.append(text)
            self._length += len(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._takes = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append("".join(self._pieces))
            if len(self.found) > MAX_STRINGS:
                raise SuspiciousFile(why="il contient trop de textes différents")


class _Styles(Reader):
    """Which styles show a number as a date."""

    def __init__(self) -> None:
        self.is_date: list[bool] = []
        self._formats: dict[str, str] = {str(key): code for key, code in BUILTIN_FORMATS.items()}
        self._counts = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._counts = True
        elif name == "xf" and self._counts:
            code = self._formats.get(attributes.get("numFmtId", "0"), "")
            self.is_date.append(is_date_format(code))
        if max(len(self.is_date), len(self._formats)) > MAX_STYLES:
            raise SuspiciousFile(why="il contient trop de styles")

    def end(self, tag: str) -> None:
        if local(tag) == "cellXfs":
            self._counts = False
