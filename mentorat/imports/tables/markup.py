"""XML from outside, read as a stream: no tree is built, no entity is followed, time is counted."""

from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from mentorat.imports.errors import SuspiciousFile, TakesTooLong, UnreadableFile
from mentorat.imports.tables.limits import MAX_NAMES, Patience

CHUNK = 64 * 1024


class Reader:
    """What listens to a document. Names come as ``{namespace}name``; ``local`` cuts them."""

    _expat: Any = None

    @property
    def line(self) -> int:
        """Return the line of the file at which the reading stands."""
        return int(self._expat.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, tag: str) -> None:
        """Hear that an element ends."""

    def data(self, text: str) -> None:
        """Hear a piece of text; a long one comes in several."""

    def listen(self, parser: Any) -> None:
        self._expat = parser.parser


class Enough(Exception):
    """The reader needs nothing further from this document."""


def walk(stream: IO[bytes], reader: Reader, patience: Patience) -> None:
    """Tell the document to the reader, until its end or until the reader has ``Enough``."""
    parser: Any = DefusedXMLParser(target=reader, forbid_dtd=True)
    reader.listen(parser)
    try:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            if patience.is_over:
                raise TakesTooLong
            # Each new name stays in the parser's memory: an honest document has a few dozen.
            if len(parser._names) > MAX_NAMES:  # noqa: SLF001 -- the only place that counts them
                raise SuspiciousFile(why="son contenu n’est pas celui d’un tableau")
        parser.close()
    except Enough:
        return
    except DefusedXmlException as dangerous:
        raise SuspiciousFile(why="il contient des définitions XML interdites") from dangerous
    except (ParseError, LookupError, ValueError) as broken:
        raise UnreadableFile from broken


def local(tag: str) -> str:
    return tag.rpartition("}")[2]
