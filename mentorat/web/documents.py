"""Sheets in PDF, typeset by typst: an agreement to sign, a certificate.

    pdf("agreement.typ", {"title": "Accord de mentorat", "parts": [...]})

The template reads its context as JSON: what people typed is text there, never markup. Fonts are
those that typst embeds, nothing is fetched, and the file can be read by a screen reader (PDF/UA).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.http import HttpResponse

from mentorat.web.typography import typeset

TEMPLATES = Path(__file__).parent / "typst"


def pdf(template_name: str, context: Mapping[str, Any]) -> bytes:
    """Typeset a template of ``web/typst/``. The same context gives the same bytes."""
    return typst.compile(
        str(TEMPLATES / template_name),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"context": json.dumps(_typeset(context))},
        timestamp=0,
    )


def pdf_response(name: str, template_name: str, context: Mapping[str, Any]) -> HttpResponse:
    """Answer with a sheet that the browser shows, and saves under ``name``."""
    response = HttpResponse(pdf(template_name, context), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _typeset(value: Any) -> Any:
    """Return the context with every text in it as French is printed."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, Mapping):
        return {name: _typeset(each) for name, each in value.items()}
    return [_typeset(each) for each in value] if isinstance(value, (list, tuple)) else value
