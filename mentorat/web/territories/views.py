"""The matching of a territory, in figures: asked for here, decided in each school."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.matching.actions import ask_territory_run, resume_territory_run
from mentorat.matching.enums import RunState
from mentorat.matching.models import TerritoryRun
from mentorat.matching.pricing import FLOORS, IN_FORCE, LAST_PUPIL, QUOTAS
from mentorat.matching.queries import (
    AcademyLine,
    PriceOf,
    TerritoryProgress,
    territory_progress,
)
from mentorat.programmes.queries import campaign_on
from mentorat.steering.policies import hidden
from mentorat.web.lists import List, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several
from mentorat.web.territories.hiding import KEPT_QUIET, shown

RUNS: List[ScopedQuerySet[TerritoryRun]] = List(
    noun="calcul", sorts=(Sort("asked", "Plus récent", ("-asked_at",)),), page_size=10
)
WITHOUT: Mapping[str, str] = {
    FLOORS: "Sans les paliers d’équité entre lycées",
    IN_FORCE: "Avec les règles en vigueur, et non celles que l’on essaie",
    QUOTAS: "Sans le nombre d’élèves convenu avec chaque association",
}


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
        .select_related("asked_by")
    )
    context = {"campaign": campaign, "listing": RUNS.read(request, runs)}
    return render(request, template_of(request, "territories/index.html"), context)


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
            is_trial="trial" in request.POST,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("territories:index")
    return redirect("territories:run", run.pk)


@require_POST
@page(permission=Permission.TERRITORY_MATCH, writes=True)
def resume(request: PageRequest, pk: int) -> HttpResponse:
    """Ask again for the académies that broke off."""
    run = get_object_or_404(TerritoryRun.objects.within(request.scope), pk=pk)
    try:
        resume_territory_run(run=run, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("territories:run", pk)


@page(permission=Permission.TERRITORY_MATCH)
def run(request: PageRequest, pk: int) -> HttpResponse:
    """Show how far it is, then the figures of each académie."""
    found = TerritoryRun.objects.within(request.scope).select_related("asked_by")
    progress = territory_progress(get_object_or_404(found, pk=pk), scope=request.scope)
    context = {
        "progress": progress,
        "lines": _lines(progress),
        "total": [
            shown(number, KEPT_QUIET)
            for number in (progress.volunteers, progress.served, progress.beyond)
        ],
        "causes": _causes(progress),
        "prices": [_priced(one) for one in progress.prices],
    }
    template = "territories/run.html#progress" if request.htmx else "territories/run.html"
    return render(request, template, context)


def _lines(progress: TerritoryProgress) -> list[Line]:
    """Return the académies with what may be read of each. A number that would give away how many
    are left is not shown either.
    """
    lines = progress.lines
    left = hidden({row: line.volunteers - line.served for row, line in enumerate(lines)})
    kept = {
        "volunteers": hidden({row: line.volunteers for row, line in enumerate(lines)}),
        "served": left | hidden({row: line.served for row, line in enumerate(lines)}),
        "beyond": hidden({row: line.beyond for row, line in enumerate(lines)}),
    }
    return [
        Line(
            line, **{name: _told(line, name, is_hidden=row in rows) for name, rows in kept.items()}
        )
        for row, line in enumerate(lines)
    ]


def _told(line: AcademyLine, name: str, *, is_hidden: bool) -> str:
    """Return a number of an académie; nothing before its answer."""
    if line.state is not RunState.DONE:
        return ""
    return KEPT_QUIET if is_hidden else str(getattr(line, name))


def _causes(progress: TerritoryProgress) -> list[tuple[str, str]]:
    """Return the causes; without number when it could be told from the others and the total."""
    kept = hidden(dict(progress.causes))
    return [
        (label, KEPT_QUIET if label in kept else str(count)) for label, count in progress.causes
    ]


def _priced(price: PriceOf) -> str:
    """Return what something costs, as a sentence: what all would have without it."""
    gains = []
    if price.of != LAST_PUPIL and price.pupils:
        much = "de plus" if price.pupils > 0 else "de moins"
        gains.append(f"{several(abs(price.pupils), 'élève')} {much} avec un mentor")
    if price.points:
        verb = "monterait" if price.points > 0 else "baisserait"
        gains.append(f"la somme des scores {verb} de {several(abs(price.points), 'point')}")
    return f"{_without(price)} : {' ; '.join(gains) or 'rien ne changerait'}."


def _without(price: PriceOf) -> str:
    """Return without what the price is; in a territory, one pupil fewer in each académie."""
    if price.of != LAST_PUPIL:
        return WITHOUT[price.of]
    fewer = -price.pupils
    return f"Servir {several(fewer, 'élève')} de moins{', un par académie' if fewer > 1 else ''}"
