"""The door of tables: what a file is shows in its content, never in its name."""

import re

from mentorat.imports.errors import (
    EmptyFile,
    FileTooBig,
    OldSpreadsheet,
    ProtectedFile,
    UnknownFormat,
    XmlInsteadOfTable,
)
from mentorat.imports.tables import archive, delimited, ods, xlsx
from mentorat.imports.tables.limits import MAX_BYTES, MAX_MEGABYTES, Patience
from mentorat.imports.tables.table import Table, table

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
BYTES_OF_MARKS = b"\xef\xbb\xbf \t\r\n"
BINARY = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
NOT_TABLES = (b"<!doctype html", b"<html", b"<table", b"%pdf", b"{\\rtf")


def read_table(content: bytes) -> Table:
    """Read a CSV, XLSX or ODS file, or refuse it with a sentence that says what to do."""
    check_size(content)
    patience = Patience()
    if content.startswith(OLD_OFFICE):
        raise ProtectedFile if ENCRYPTED_OFFICE in content else OldSpreadsheet
    if content.startswith(archive.SIGNATURE):
        return _workbook(content, patience)
    start = content[:512].lstrip(BYTES_OF_MARKS).lower()
    if start.startswith(NOT_TABLES):
        raise UnknownFormat
    if start.startswith((b"<?xml", b"<bee_eleves")):
        raise XmlInsteadOfTable
    text = delimited.decoded(content)
    if BINARY.search(text[:4096]):
        raise UnknownFormat
    return table(delimited.lines(text, patience))


def check_size(content: bytes) -> None:
    """Refuse a file without content, or with too much."""
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFile
    if len(content) > MAX_BYTES:
        raise FileTooBig(limit=MAX_MEGABYTES)


def _workbook(content: bytes, patience: Patience) -> Table:
    found = archive.opened(content)
    names = set(found.namelist())
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return table(xlsx.lines(found, patience))
    if "mimetype" in names and found.read("mimetype").strip().startswith(ods.TYPE):
        return table(ods.lines(found, patience))
    raise UnknownFormat
