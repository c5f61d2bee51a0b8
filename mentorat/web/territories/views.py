"""The matching of a territory, in figures: asked for here, decided in each school."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.matching.actions import ask_territory_run
from mentorat.matching.models import TerritoryRun
from mentorat.matching.queries import AcademyLine, TerritoryProgress, territory_progress
from mentorat.programmes.queries import campaign_on
from mentorat.steering.policies import hidden, is_small
from mentorat.web.pages import PageRequest, page

RECENT = 10
HIDDEN = "moins de 5"
KEPT_QUIET = "masqué"


@dataclass(frozen=True)
class Line:
    """An académie, as it may be shown: small numbers are not."""

    line: AcademyLine
    volunteers: str
    served: str
    beyond: str


@page(permission=Permission.TERRITORY_MATCH)
def index(request: PageRequest) -> HttpResponse:
    campaign = campaign_on(clock.today())
    runs = (
        TerritoryRun.objects.within(request.scope)
        .filter(campaign=campaign)
        .select_related("asked_by")[:RECENT]
    )
    return render(request, "territories/index.html", {"campaign": campaign, "runs": runs})


@require_POST
@page(permission=Permission.TERRITORY_MATCH, writes=True)
def ask(request: PageRequest) -> HttpResponse:
    try:
        run = ask_territory_run(
            campaign=campaign_on(clock.today()),
            span=request.scope.span,
            scope=request.scope,
            now=clock.now(),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("territories:index")
    return redirect("territories:run", run.pk)


@page(permission=Permission.TERRITORY_MATCH)
def run(request: PageRequest, pk: int) -> HttpResponse:
    """Show how far it is, then the figures of each académie."""
    found = TerritoryRun.objects.within(request.scope).select_related("asked_by")
    progress = territory_progress(get_object_or_404(found, pk=pk), scope=request.scope)
    context = {
        "progress": progress,
        "lines": _lines(progress),
        "total": [
            _shown(number, KEPT_QUIET)
            for number in (progress.volunteers, progress.served, progress.beyond)
        ],
        "causes": [(label, _shown(count, HIDDEN)) for label, count in _causes(progress)],
    }
    template = "territories/run.html#progress" if request.htmx else "territories/run.html"
    return render(request, template, context)


def _lines(progress: TerritoryProgress) -> list[Line]:
    columns = {
        name: _quiet([getattr(line, name) for line in progress.lines])
        for name in ("volunteers", "served", "beyond")
    }
    return [
        Line(line, **{name: texts[row] for name, texts in columns.items()})
        for row, line in enumerate(progress.lines)
    ]


def _quiet(numbers: Sequence[int]) -> list[str]:
    """Return the numbers of siblings whose total is shown, without those that point at a pupil."""
    kept = hidden(dict(enumerate(numbers)))
    return [KEPT_QUIET if row in kept else str(number) for row, number in enumerate(numbers)]


def _causes(progress: TerritoryProgress) -> list[tuple[str, int]]:
    """Return the causes; none when one could be told from the others and the total."""
    counts = dict(progress.causes)
    kept = hidden(counts)
    return [(label, 1 if label in kept else count) for label, count in counts.items()]


def _shown(number: int, quiet: str) -> str:
    return quiet if is_small(number) else str(number)
