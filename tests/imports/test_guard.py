"""Files that mean harm, or that nobody can read: each is refused at once, with a sentence."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from mentorat.imports import errors
from mentorat.imports.tables import limits, parts, read_table, reading
from tests.imports.files import (
    csv_file,
    ods_file,
    raw_ods,
    raw_xlsx,
    sheet_of,
    with_shared_texts,
    xlsx_file,
    zip_file,
)

CELL = '<c r="{}{}" t="inlineStr"><is><t>x</t></is></c>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    + sheet_of("<row><c t='str'><v>&c;</v></c></row>")
)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet_of(
    "<row><c t='str'><v>&a;</v></c></row>"
)
WIDE = "<table:table-cell table:number-columns-repeated='{}'><text:p>x</text:p></table:table-cell>"
TALL = (
    "<table:table-row table:number-rows-repeated='{}'><table:table-cell><text:p>x</text:p>"
    "</table:table-cell></table:table-row>"
)
MANIFEST = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NOISE = bytes(range(256)) * 40


def lying() -> bytes:
    """Return a workbook whose directory says that the sheet is ten bytes long."""
    honest = bytearray(raw_xlsx(sheet_of(CELL.format("A", 1) * 1000)))
    at = honest.find(b"PK\x01\x02")
    while b"sheet1.xml" not in honest[at : at + 80]:
        at = honest.find(b"PK\x01\x02", at + 4)
    honest[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(honest)


def encrypted() -> bytes:
    content = bytearray(xlsx_file(["a", "b"], ["c", "d"]))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def with_twins() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/a", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("xl/a", "2")
    return stream.getvalue()


def with_link() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def bzipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "x")
    return stream.getvalue()


HOSTILE = {
    "far cell by column": (
        raw_xlsx(sheet_of(f"<row>{CELL.format('XFD', 1)}</row>")),
        "TooManyColumns",
    ),
    "far cell by line": (
        raw_xlsx(sheet_of(f'<row r="1048576">{CELL.format("A", 1048576)}</row>')),
        "TooManyLines",
    ),
    "rows by the million": (
        raw_xlsx(sheet_of('<row><c t="str"><v>x</v></c></row>' * 400_000)),
        "SuspiciousFile",
    ),
    "billion laughs": (raw_xlsx(LAUGHS), "SuspiciousFile"),
    "file of the server": (raw_xlsx(XXE), "SuspiciousFile"),
    "names by the million": (
        raw_xlsx(sheet_of("".join(f"<r{n * 7919}/>" for n in range(50_000)))),
        "SuspiciousFile",
    ),
    "lying sizes": (lying(), "SuspiciousFile"),
    "encrypted member": (encrypted(), "ProtectedFile"),
    "members by the hundred": (zip_file({f"xl/{n}": "" for n in range(201)}), "SuspiciousFile"),
    "two members of one name": (with_twins(), "SuspiciousFile"),
    "symbolic link": (with_link(), "SuspiciousFile"),
    "other compression": (bzipped(), "SuspiciousFile"),
    "path upwards": (zip_file({"xl/../../etc/passwd": "x"}), "SuspiciousFile"),
    "absolute path": (zip_file({"/etc/passwd": "x"}), "SuspiciousFile"),
    "path of Windows": (zip_file({"xl\\a": "x", "C:/a": "x"}), "SuspiciousFile"),
    "bomb beside the sheet": (
        raw_xlsx(sheet_of(""), **{"xl/media/a.png": b"\0" * 61_000_000}),
        "SuspiciousFile",
    ),
    "broken archive": (xlsx_file(["a", "b"])[:-30], "SuspiciousFile"),
    "broken markup": (raw_xlsx("<worksheet><sheetData><row></worksheet>"), "UnreadableFile"),
    "not markup": (raw_xlsx(NOISE), "UnreadableFile"),
    "no sheet": (zip_file({"[Content_Types].xml": "", "xl/a": ""}), "UnreadableFile"),
    "macros": (raw_xlsx(sheet_of(""), **{"xl/vbaProject.bin": "x"}), "ActiveContent"),
    "links outside": (
        raw_xlsx(sheet_of(""), **{"xl/externalLinks/externalLink1.xml": "x"}),
        "ActiveContent",
    ),
    "objects inside": (raw_xlsx(sheet_of(""), **{"xl/embeddings/a.bin": "x"}), "ActiveContent"),
    "macros of an ODS": (raw_ods("", **{"Basic/Standard/a.xml": "x"}), "ActiveContent"),
    "wide ODS": (
        raw_ods(f"<table:table-row>{WIDE.format(10**9)}</table:table-row>"),
        "TooManyColumns",
    ),
    "tall ODS": (raw_ods(TALL.format(10**6)), "TooManyLines"),
    "taller ODS": (raw_ods(TALL.format("9" * 500)), "TooManyLines"),
    "protected ODS": (raw_ods("", **{"META-INF/manifest.xml": MANIFEST}), "ProtectedFile"),
    "ODS without content": (
        zip_file({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "UnreadableFile",
    ),
    "protected Excel": (OLE + "EncryptedPackage".encode("utf-16-le"), "ProtectedFile"),
    "old Excel": (OLE + b"Workbook", "OldSpreadsheet"),
    "binary Excel": (
        zip_file({"[Content_Types].xml": "", "xl/workbook.bin": "x"}),
        "BinarySpreadsheet",
    ),
    "text document": (zip_file({"word/document.xml": "x"}), "UnknownFormat"),
    "web page": (b"<html><table></table></html>", "UnknownFormat"),
    "PDF": (b"%PDF-1.7\n", "UnknownFormat"),
    "picture": (b"\x89PNG\r\n\x1a\n" + NOISE, "UnknownEncoding"),
    "noise": (b"nom;pr\x01\x02\nom;a", "UnknownFormat"),
    "markup": (b"<?xml version='1.0'?><BEE_ELEVES/>", "XmlInsteadOfTable"),
    "nothing": (b"", "EmptyFile"),
    "zero bytes": (b"\0" * 5000, "EmptyFile"),
    "zero bytes in a text": (csv_file("nom;prenom", "a;b\0c"), "UnknownEncoding"),
    "unknown letters": (b"nom;pr\x81nom\n\x8d;\x8f", "UnknownEncoding"),
    "ten megabytes in a cell": (b'nom;note\r\na;"' + b"x" * 10_000_000, "FileTooBig"),
    "a megabyte in a cell": (b'nom;note\r\na;"' + b"x" * 1_000_000, "CellTooLong"),
    "long cell": (csv_file("nom;note", "a;" + "x" * 6_000), "CellTooLong"),
    "long cell of Excel": (
        raw_xlsx(sheet_of(f"<row><c t='str'><v>{'xy' * 3000}</v></c></row>")),
        "CellTooLong",
    ),
    "long shared text": (xlsx_file(["nom", "note"], ["a", "y" * 6_000]), "CellTooLong"),
    "long cell of an ODS": (ods_file(["nom", "note"], ["a", "y" * 6_000]), "CellTooLong"),
    "long CSV": (csv_file("nom;note", *["a;b"] * 20_001), "TooManyLines"),
    "wide CSV": (csv_file("nom;note", ";".join("x" * 61)), "TooManyColumns"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_file_is_refused_quickly_and_in_little_memory(case):
    content, refusal = HOSTILE[case]

    tracemalloc.start()
    before = time.monotonic()
    with pytest.raises(errors.ImportRefusal) as refused:
        read_table(content)
    lasted, (_, peak) = time.monotonic() - before, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert type(refused.value).__name__ == refusal
    assert refused.value.sentence.endswith((".", "»."))
    assert lasted < 5
    assert peak < 80_000_000


@pytest.mark.parametrize("content", [xlsx_file(["a", "b"], ["c", "d"]), csv_file(*["a;b"] * 2_000)])
def test_reading_stops_when_it_lasts(content, monkeypatch):
    monkeypatch.setattr(reading, "Patience", lambda: limits.Patience(seconds=-1))

    with pytest.raises(errors.TakesTooLong):
        read_table(content)


def test_name_of_the_file_does_not_matter_and_twenty_thousand_lines_pass():
    table = read_table(csv_file("nom;prénom", *["a;b"] * 20_000))

    assert len(table.lines) == 20_000


def test_styles_are_counted(monkeypatch):
    monkeypatch.setattr(parts, "MAX_STYLES", 3)

    with pytest.raises(errors.SuspiciousFile):
        read_table(xlsx_file(["a", "b"], ["c", "d"]))


def test_shared_texts_are_counted(monkeypatch):
    monkeypatch.setattr(parts, "MAX_STRINGS", 3)

    with pytest.raises(errors.SuspiciousFile):
        read_table(with_shared_texts("nom", "prénom", "a", "b"))


def test_long_shared_text_is_refused_where_it_is_shown():
    with pytest.raises(errors.CellTooLong) as refused:
        read_table(with_shared_texts("nom", "prénom", "a", "x" * 9_000))

    assert refused.value.details == {"line": 2, "limit": 5_000}
