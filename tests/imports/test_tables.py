from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from mentorat.imports.errors import NoLine, NotADate
from mentorat.imports.tables import Line, Table, cells, read_table, texts
from tests.imports.files import (
    csv_file,
    ods_file,
    raw_ods,
    raw_xlsx,
    saved,
    sheet_of,
    with_shared_texts,
    xlsx_file,
)

PLAIN = Table(("Nom", "Prénom"), (Line(2, ("Dupré", "Zoé")), Line(4, ("Œil", "Léa"))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_is_read_whatever_its_encoding_and_delimiter(encoding, mark):
    lines = (f"Nom{mark}Prénom", f"Dupré{mark}Zoé", "", f"Œil{mark}Léa", "")

    assert read_table(csv_file(*lines, encoding=encoding)) == PLAIN


def test_three_formats_say_the_same():
    rows = [["Nom", "Prénom"], ["Dupré", "Zoé"], [None, None], ["Œil", "Léa"]]

    assert read_table(xlsx_file(*rows)) == PLAIN
    assert read_table(ods_file(*rows)) == PLAIN


def test_typed_cells_become_the_text_one_would_type():
    moment = datetime.fromisoformat("2026-09-01T08:30")
    row = ["Zoé", date(2009, 3, 4), 14, 85012345600012, 12.5, True, moment]
    header = ["a", "b", "c", "d", "e", "f", "g"]

    expected = ("Zoé", "04/03/2009", "14", "85012345600012", "12.5", "oui", "01/09/2026 08:30")
    assert read_table(xlsx_file(header, row)).lines == (Line(2, expected),)
    assert read_table(ods_file(header, row)).lines == (Line(2, expected),)


def test_quoted_cells_keep_their_delimiters_and_lines_keep_their_numbers():
    table = read_table(csv_file("nom;note", 'A;"un;deux\r\ntrois"', "B;x"))

    assert table.lines == (Line(2, ("A", "un;deux trois")), Line(4, ("B", "x")))


def test_title_above_the_table_and_excel_hint_are_passed_over():
    table = read_table(csv_file("sep=,", "Liste des mentors 2026", "nom,métier", "A,b"))

    assert table == Table(("nom", "métier"), (Line(4, ("A", "b")),))


def test_titles_become_all_different():
    table = read_table(csv_file("nom;;nom", "a;b;c"))

    assert table.header == ("nom", "Colonne B", "nom (2)")


def test_line_with_more_cells_than_titles_is_known_as_such():
    table = read_table(csv_file("nom;métier", "a;b;c", "a;b;"))

    assert [table.is_too_wide(line) for line in table.lines] == [True, False]


def test_one_column_is_a_table():
    assert read_table(csv_file("nom", "a")).lines == (Line(2, ("a",)),)


def test_table_without_lines_is_refused():
    with pytest.raises(NoLine):
        read_table(csv_file("nom;prénom", ""))


def test_invisible_characters_are_dropped():
    table = read_table(csv_file("nom;prénom", "Du\u200bpré;Zoé\u00a0 Marie"))

    assert table.lines[0].cells == ("Dupré", "Zoé Marie")


def test_first_visible_sheet_is_the_one_read():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["secret", "secret"])
    shown = book.create_sheet()
    shown.append(["nom", "prénom"])
    shown.append(["a", "b"])
    book.active = 1

    assert read_table(saved(book)).header == ("nom", "prénom")


def test_cells_without_reference_and_rich_texts_are_read():
    rows = (
        '<row><c t="inlineStr"><is><t>nom</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
        '<row r="5"><c r="B5" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r>'
        '<rPh><t>non</t></rPh></is></c><c t="str"><f>A1</f><v>z</v></c></row>'
        '<row r="6"><c t="d"><v>2026-09-01</v></c><c t="s"><v>7</v></c>'
        '<c t="e"><v>#N/A</v></c></row>'
    )

    table = read_table(raw_xlsx(sheet_of(rows)))

    assert table.lines == (Line(5, ("", "xy", "z")), Line(6, ("01/09/2026", "", "#N/A")))


def test_shared_texts_are_read():
    content = with_shared_texts("nom", "prénom", "Dupré", "Zoé")

    assert read_table(content) == Table(("nom", "prénom"), (Line(2, ("Dupré", "Zoé")),))


def test_notes_and_second_sheet_of_an_ods_are_no_content():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    note = "<office:annotation><text:p>secret</text:p></office:annotation>"
    first = f"<table:table-row>{cell.format('nom')}{cell.format('b')}</table:table-row>"
    second = (
        f"<table:table-row><table:table-cell>{note}<text:p>x<text:s text:c='9'/>y</text:p>"
        "<text:p>z</text:p></table:table-cell></table:table-row></table:table>"
        f"<table:table><table:table-row>{cell.format('autre')}</table:table-row>"
    )

    assert read_table(raw_ods(first + second)).lines == (Line(2, ("x y z", "")),)


def test_repeated_cells_and_rows_count():
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    twice, many = (f' table:number-columns-repeated="{n}"' for n in (2, 1_000_000))
    rows = (
        f"<table:table-row>{cell.format('', 'a')}{cell.format('', 'b')}"
        f"<table:table-cell{many}/></table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{cell.format(twice, "x")}'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/>'
        "</table:table-row>"
    )

    assert read_table(raw_ods(rows)).lines == (Line(5, ("x", "x")), Line(6, ("x", "x")))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("14", "14"),
        ("14.0", "14"),
        ("8.5012345600012E13", "85012345600012"),
        ("0.1", "0.1"),
        ("1E400", "1E400"),
        ("NaN", "NaN"),
        ("abc", "abc"),
    ],
)
def test_numbers_are_written_as_one_would_type_them(written, kept):
    assert texts.number(written) == kept


def test_hours_and_what_is_no_date_stay_readable():
    assert texts.moment(time(8, 30)) == "08:30"
    assert texts.iso_moment("2026-09-01T08:30:00") == "01/09/2026 08:30"
    assert texts.iso_moment("bientôt") == "bientôt"


def test_number_too_large_for_a_date_stays_a_number():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([99_999_999, "x"])
    book.active["A2"].number_format = "dd/mm/yyyy"

    assert read_table(saved(book)).lines[0].cells == ("99999999", "x")


def test_dates_counted_from_1904_are_read():
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.active.append(["a", "b"])
    book.active.append([date(2009, 3, 4), "x"])

    assert read_table(saved(book)).lines[0].cells == ("04/03/2009", "x")


def test_utf_16_of_either_order_without_its_mark_is_found_out():
    lines = ("Nom;Prénom", "Dupré;Zoé", "", "Œil;Léa", "")

    assert read_table(csv_file(*lines, encoding="utf-16-be")) == PLAIN


def test_commas_in_texts_do_not_pass_for_the_delimiter():
    lines = ("nom;métiers", "A;soudeur, tourneur, ajusteur", '"B; C";x, y, z')

    assert read_table(csv_file(*lines)).lines == (
        Line(2, ("A", "soudeur, tourneur, ajusteur")),
        Line(3, ("B; C", "x, y, z")),
    )


def test_day_is_read_as_people_write_it_or_refused():
    assert [cells.day(text) for text in ("04/03/2009", "4.3.2009", "2009-03-04 00:00")] == [
        date(2009, 3, 4)
    ] * 3
    for text in ("4 mars", "2009-13-01", "04/03/09"):
        with pytest.raises(NotADate):
            cells.day(text)


def test_yes_and_no_are_read_in_the_words_people_use():
    read = cells.yes_no(frozenset({"visio"}), frozenset({"presentiel"}))

    assert [read(text) for text in ("Oui", "x", "VISIO", "non", "Présentiel", "0")] == [
        *[True] * 3,
        *[False] * 3,
    ]
