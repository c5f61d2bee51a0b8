"""« Comptes rendus à remercier »: each report gets a human sign back, one by one or several."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import Feeling
from mentorat.followup.models import SessionReport
from mentorat.followup.models.reports import ReportQuerySet
from mentorat.followup.queries.reports import ReportLine, report_lines, reports_to_thank
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several

LONGEST = 240


def with_feeling(rows: ReportQuerySet, value: str) -> ReportQuerySet:
    return rows.filter(feeling=value)


REPORTS = List(
    noun="compte rendu,comptes rendus",
    filters=(Filter("feeling", "Comment c’était", Feeling.choices, with_feeling),),
    sorts=(
        Sort("first", "À lire d’abord", ("rank", "told_at")),
        Sort("recent", "Les plus récents", ("-told_at",)),
    ),
    page_size=20,
)


@page(permission=Permission.REPORT_ANSWER)
def to_thank(request: PageRequest) -> HttpResponse:
    listing = REPORTS.read(request, reports_to_thank(request.scope))
    lines = report_lines(list(listing.rows), scope=request.scope)
    context = {"listing": listing, "lines": lines}
    return render(request, template_of(request, "followup/to_thank.html"), context)


@require_POST
@page(permission=Permission.REPORT_ANSWER, writes=True)
def thank(request: PageRequest) -> HttpResponse:
    """Send one answer, or show the chosen ones before they leave, or send them all."""
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, "Choisissez au moins un compte rendu.")
        return redirect("followup:to_thank")
    if "preview" in request.POST:
        return render(request, "followup/thank_preview.html", {"chosen": chosen})
    sent = sum(_send(request, line.report, sentence) for line, sentence in chosen)
    if sent:
        messages.success(request, f"{several(sent, 'réponse envoyée,réponses envoyées')}.")
    return redirect("followup:to_thank")


def _chosen(request: PageRequest) -> list[tuple[ReportLine, str]]:
    """Return the reports that were chosen, each with the sentence as it was left."""
    one = request.POST.get("send", "")
    numbers = [one] if one else request.POST.getlist("pick")
    found = reports_to_thank(request.scope).filter(
        pk__in=[int(number) for number in numbers if number.isdecimal()]
    )
    lines = report_lines(list(found[: REPORTS.page_size]), scope=request.scope)
    return [(line, _sentence(request, line)) for line in lines]


def _sentence(request: PageRequest, line: ReportLine) -> str:
    written = request.POST.get(f"answer_{line.report.pk}", "")
    return " ".join(written.split())[:LONGEST] or line.prepared


def _send(request: PageRequest, report: SessionReport, sentence: str) -> int:
    try:
        actions.thank(report=report, sentence=sentence, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return 0
    return 1
