"""Sheets in PDF: the same context gives the same file, and what people typed is never markup."""

import pytest

from mentorat.web.documents import TEMPLATES, pdf, pdf_response

AGREEMENT = {
    "title": "Accord de mentorat",
    "lead": "Version 1",
    "facts": [["Objectif", "découvrir un métier"]],
    "parts": [{"title": "Durée", "sentences": ["Six mois au moins."]}],
    "signatures": [{"name": "Maud S.", "side": "mentor", "words": "signé le 3 mars 2026"}],
    "foot": "Empreinte 1234",
}


def test_a_sheet_is_a_file_that_a_screen_reader_reads():
    made = pdf("agreement.typ", AGREEMENT)

    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    assert made == pdf("agreement.typ", AGREEMENT)


def test_a_sheet_follows_its_context():
    other = {**AGREEMENT, "lead": "Version 2"}

    assert pdf("agreement.typ", AGREEMENT) != pdf("agreement.typ", other)


@pytest.mark.parametrize("typed", ['#panic("non")', "*gras* [x", '"} \\ $', "#read(sheet.typ)"])
def test_what_people_typed_is_text_and_never_markup(typed):
    made = pdf("agreement.typ", {**AGREEMENT, "facts": [["Objectif", typed]]})

    assert made.startswith(b"%PDF-")


def test_a_sheet_is_shown_by_the_browser_under_its_name():
    response = pdf_response("accord-12", "agreement.typ", AGREEMENT)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="accord-12.pdf"'


def test_every_template_is_typeset_by_a_page_or_shared_by_others():
    sources = "".join(path.read_text() for path in TEMPLATES.parent.rglob("*.py"))
    others = "".join(path.read_text() for path in TEMPLATES.glob("*.typ"))

    unused = [
        path.name
        for path in TEMPLATES.glob("*.typ")
        if f'"{path.name}"' not in sources and f'import "{path.name}"' not in others
    ]

    assert unused == []
