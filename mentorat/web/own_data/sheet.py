"""What is held of a person as a sheet that a person reads: words, not codes nor empty lines."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from mentorat.exports.own_data import Table
from mentorat.web.documents import pdf_response
from mentorat.web.templatetags.french import full_day

TITLE = {True: "Ce que la plateforme garde sur toi", False: "Ce que la plateforme garde sur vous"}


def own_data_sheet(tables: Sequence[Table], *, to_pupil: bool, today: date) -> HttpResponse:
    """Answer with the PDF of what concerns a person. The other file is for machines."""
    context = {
        "title": TITLE[to_pupil],
        "lead": f"Mentorat en lycée professionnel, le {full_day(today)}.",
        "parts": [
            {"title": _capital(table.name), "rows": [_row(row) for row in table.rows]}
            for table in tables
        ],
        "foot": f"Document personnel, établi le {full_day(today)}",
    }
    return pdf_response("mes-donnees", "own_data.typ", context)


def _row(row: dict[str, Any]) -> list[list[str]]:
    return [[_capital(name), _words(value)] for name, value in row.items() if _is_said(value)]


def _is_said(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _words(value: Any) -> str:
    """Return a value as one says it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dict):
        return ", ".join(f"{name} : {_words(one)}" for name, one in value.items() if _is_said(one))
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """Return a day or a moment in French; any other text as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    if "T" not in text:
        return full_day(at.date())
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{full_day(local.date())} à {local:%H:%M}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
