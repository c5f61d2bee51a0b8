"""The sheet of a certificate, with a code that leads to its public page."""

from datetime import date

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from mentorat.followup.enums import CertificateKind
from mentorat.followup.models import Certificate
from mentorat.web.documents import pdf_response
from mentorat.web.templatetags.french import full_day, several

TITLES = {
    CertificateKind.MENTOR: "Attestation de mentor",
    CertificateKind.MENTEE: "Attestation de participation au mentorat",
}
DEEDS = {
    CertificateKind.MENTOR: "a accompagné bénévolement des élèves, dans le cadre du mentorat de",
    CertificateKind.MENTEE: "a participé au mentorat de",
}


def certificate_sheet(certificate: Certificate) -> HttpResponse:
    """Answer with the PDF of a certificate."""
    kind, content = CertificateKind(certificate.kind), certificate.content
    address = settings.SITE_URL + reverse("certificate:verify", args=[certificate.code])
    first, last = (date.fromisoformat(content[day]) for day in ("first", "last"))
    school = f"{content['school']} ({content['city']})" if content["city"] else content["school"]
    issued_on = timezone.localtime(certificate.issued_at).date()
    context = {
        "title": TITLES[kind],
        "name": content["name"],
        "deed": f"{DEEDS[kind]} l’établissement {school}, pendant l’année {content['year']}.",
        "facts": [
            ["Séances tenues", several(content["sessions"], "séance")],
            ["Durée totale", content["hours"]],
            ["Première séance", full_day(first)],
            ["Dernière séance", full_day(last)],
            ["Délivrée le", full_day(issued_on)],
            ["Numéro", certificate.code],
            ["Empreinte", certificate.checksum],
        ],
        "matrix": [[int(dark) for dark in row] for row in segno.make(address, error="m").matrix],
        "address": address,
        "check": (
            "Scannez le code, ou ouvrez l’adresse : la page dit si l’attestation est valable, et"
            " montre la même empreinte. Elle ne montre ni nom ni établissement."
        ),
        "foot": f"Attestation {certificate.code}",
    }
    return pdf_response(f"attestation-{certificate.code}", "certificate.typ", context)
