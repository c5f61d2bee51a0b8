"""Files as people and attackers make them."""

import io
import zipfile

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def csv_file(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def xlsx_file(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_file(*rows) -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Feuille1")
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _ods_cell(value):
    if value is None:
        return TableCell()
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    if hasattr(value, "isoformat"):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def zip_file(members, **options) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def raw_xlsx(sheet, **others) -> bytes:
    """Return a workbook whose first sheet holds exactly this XML."""
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/{{}}" Target="{{}}"/></Relationships>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zip_file(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": links.format("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
        | others
    )


def sheet_of(rows: str) -> str:
    return SHEET.format(rows) + "</sheetData></worksheet>"


def raw_ods(rows: str, **others) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0"'
        f' xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0">'
        f"<office:body><office:spreadsheet><table:table>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_file({"mimetype": mimetype, "content.xml": content} | others)


def with_shared_texts(*texts):
    """Return a workbook of two columns whose texts stand in a part of their own, as Excel does."""
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    shared = "".join(f"<si><t>{text}</t><rPh><t>non</t></rPh></si>" for text in texts)
    rows = "".join(
        f'<row><c t="s"><v>{at}</v></c><c t="s"><v>{at + 1}</v></c></row>'
        for at in range(0, len(texts), 2)
    )
    others = {
        "xl/_rels/workbook.xml.rels": links,
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
    }
    return raw_xlsx(sheet_of(rows), **others)
