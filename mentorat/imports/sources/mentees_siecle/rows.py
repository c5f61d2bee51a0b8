"""The export as a stream of elements, told as the same records as a table of pupils."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorat.imports.errors import (
    NotSiecle,
    OtherSchool,
    SeveralFilesInside,
    SuspiciousFile,
)
from mentorat.imports.sources.mentees_csv.columns import Column, Record
from mentorat.imports.sources.mentees_siecle import columns, guardians
from mentorat.imports.tables import archive
from mentorat.imports.tables.limits import MAX_CHARACTERS, MAX_LINES, Patience
from mentorat.imports.tables.markup import Reader, walk
from mentorat.imports.tables.reading import check_size
from mentorat.imports.tables.texts import cleaned

MAX_DEPTH = 20
# Where the root of an export stands, in bytes.
HEAD = 1024
BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


@dataclass(frozen=True)
class SiecleFile:
    """Whose pupils these are, of which year, and what is said of each."""

    uai: str
    year: str
    records: list[Record] = field(default_factory=list)


def read(content: bytes) -> SiecleFile:
    """Read an export, compressed or not."""
    check_size(content)
    of_guardians = b""
    if content.startswith(archive.SIGNATURE):
        content, of_guardians = _members(content)
    if not content.lstrip(BEFORE_MARKUP).startswith(b"<"):
        raise NotSiecle
    reader = _Export()
    walk(io.BytesIO(content), reader, Patience())
    uai, named = guardians.read(of_guardians) if of_guardians else (reader.uai, {})
    if uai != reader.uai:
        raise OtherSchool(found=uai or "inconnu", expected=reader.uai)
    return SiecleFile(reader.uai, reader.year, reader.records(named))


def looks_like(content: bytes) -> bool:
    """Say whether the content is markup, or an archive that holds some and is no workbook."""
    if not content.startswith(archive.SIGNATURE):
        return content.lstrip(BEFORE_MARKUP).startswith(b"<")
    names = archive.opened(content).namelist()
    is_workbook = "[Content_Types].xml" in names or "mimetype" in names
    return not is_workbook


def _members(content: bytes) -> tuple[bytes, bytes]:
    """Return the export of the pupils and, when the archive holds it too, that of guardians."""
    found = archive.opened(content)
    names = [name for name in found.namelist() if name.lower().endswith(".xml")]
    texts = [found.read(name) for name in names]
    of_guardians = [text for text in texts if guardians.ROOT.encode() in text[:HEAD]]
    of_pupils = [text for text in texts if text not in of_guardians]
    if not of_pupils:
        raise NotSiecle
    if len(of_pupils) > 1 or len(of_guardians) > 1:
        raise SeveralFilesInside
    return of_pupils[0], next(iter(of_guardians), b"")


class _Export(Reader):
    def __init__(self) -> None:
        self.uai = ""
        self.year = ""
        self._path: list[str] = []
        self._text = ""
        self._mentees: list[tuple[int, str, dict[str, str]]] = []
        self._classes: dict[str, str] = {}
        self._number = ""
        self._class: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != columns.ROOT:
            raise NotSiecle
        self._path.append(tag)
        self._text = ""
        if len(self._path) > MAX_DEPTH or len(self._mentees) > MAX_LINES:
            raise SuspiciousFile(why="son contenu n’est pas celui d’un export SIECLE")
        if tag == columns.MENTEE:
            self._mentees.append((self.line, attributes.get(columns.NUMBER, ""), {}))
        elif tag == columns.CLASSES_OF_MENTEE:
            self._number = attributes.get(columns.NUMBER, "")
        elif tag == columns.CLASS:
            self._class = {}

    def data(self, text: str) -> None:
        if len(self._text) <= MAX_CHARACTERS:
            self._text += text

    def end(self, tag: str) -> None:
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = cleaned(self._text)
        self._text = ""
        if parent == columns.MENTEE and tag in columns.READ:
            self._mentees[-1][2].setdefault(columns.READ[tag], text)
        elif parent == columns.CLASS:
            self._class[tag] = text
        elif tag == columns.CLASS:
            self._end_class()
        elif parent == "PARAMETRES" and tag == columns.SCHOOL:
            self.uai = text.upper()
        elif parent == "PARAMETRES" and tag == columns.YEAR:
            self.year = text

    def _end_class(self) -> None:
        if self._class.get(columns.CLASS_KIND) == columns.DIVISION:
            self._classes.setdefault(self._number, self._class.get(columns.CLASS_LABEL, ""))

    def records(self, guardians: Mapping[str, Mapping[str, str]]) -> list[Record]:
        return [
            Record(
                line,
                {
                    **texts,
                    **guardians.get(number, {}),
                    Column.CLASS: self._classes.get(number, ""),
                    Column.YEAR: self.year,
                },
            )
            for line, number, texts in self._mentees
        ]
