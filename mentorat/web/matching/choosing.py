"""What a person settles before the next run: pairs that stay, pairs not wanted, one by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.matching import queries
from mentorat.matching.actions import ask_run, decline_proposal
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Choices, MatchingRun, Need, Offer, Pair, Proposal
from mentorat.programmes.models import SchoolProject
from mentorat.web.matching.finding import matching_changed, own_project, run_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several


@dataclass(frozen=True)
class Act:
    button: str
    title: str
    what: str
    submit: str


ACTS: Mapping[str, Act] = {
    "again": Act(
        "Garder et calculer le reste…",
        "Garder ces paires et calculer le reste",
        "Elles restent telles quelles ; un nouveau calcul cherche le mieux pour tous les autres. "
        "Les propositions non gardées, et non examinées, sont remplacées.",
        "Garder et calculer le reste",
    ),
    "without": Act(
        "Calculer sans elles…",
        "Calculer sans ces paires",
        "Un nouveau calcul cherche autre chose pour ces élèves, et le mieux pour tous. "
        "Rien n’est écarté pour toujours : la paire pourra revenir dans un autre calcul.",
        "Calculer sans elles",
    ),
    "decline": Act(
        "Écarter…",
        "Écarter ces propositions",
        "Ces mentors ne seront plus proposés à ces élèves cette année. "
        "Ni l’élève ni le mentor n’en sont informés.",
        "Écarter",
    ),
}


@page(permission=Permission.MATCHING_RUN, writes=True)
def choose(request: PageRequest, pk: int) -> HttpResponse:
    """Show what an act would do to the proposals that are ticked, then do it."""
    run = run_of(request, pk)
    said = request.POST if request.method == "POST" else request.GET
    act = said.get("act", "")
    ticked = {int(value) for value in said.getlist("proposal") if value.isdecimal()}
    shown = [
        one
        for one in queries.proposals_shown(run)
        if one.id in ticked and one.state == ProposalState.SUGGESTED
    ]
    if act not in ACTS or not shown:
        messages.error(request, "Cochez au moins une proposition à examiner.")
        return redirect("matching:run", pk)
    # A first POST, from the list, only asks what would be done.
    if request.POST.get("sure"):
        if act == "decline":
            return _decline(request, run, shown)
        return _again(request, run, act, shown)
    context = {"run": run, "act": ACTS[act], "name": act, "proposals": shown}
    return render(request, "matching/choose.html", context)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def pin(request: PageRequest) -> HttpResponse:
    """Keep one pair, chosen by hand, and compute the rest around it."""
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    need = get_object_or_404(Need.objects.within(request.scope), pk=_number(request, "need"))
    offer = get_object_or_404(Offer.objects.within(request.scope), pk=_number(request, "offer"))
    last = project.matching_runs.order_by("-asked_at", "-pk").first()
    return _ask(request, project, _with(last, kept={(need.pk, offer.pk)}), back="matching:why")


def _again(
    request: PageRequest, run: MatchingRun, act: str, shown: list[queries.ShownProposal]
) -> HttpResponse:
    pairs = {(one.need_id, one.offer_id) for one in shown}
    choices = _with(run, kept=pairs) if act == "again" else _with(run, excluded=pairs)
    return _ask(request, run.project, choices, back="matching:index")


def _decline(
    request: PageRequest, run: MatchingRun, shown: list[queries.ShownProposal]
) -> HttpResponse:
    found = Proposal.objects.within(request.scope).filter(pk__in=[one.id for one in shown])
    done = 0
    for proposal in found.order_by("pk"):
        try:
            decline_proposal(proposal=proposal, now=clock.now(), by=request.user)
            done += 1
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    messages.success(request, f"{several(done, 'proposition écartée,propositions écartées')}.")
    matching_changed(request)
    return redirect("matching:run", run.pk)


def _with(
    run: MatchingRun | None,
    *,
    kept: set[Pair] | frozenset[Pair] = frozenset(),
    excluded: set[Pair] | frozenset[Pair] = frozenset(),
) -> Choices:
    """Add to what was settled before a run. The newest word on a pupil or a pair counts."""
    before = run.choices if run else Choices()
    settled = {need for need, _ in kept}
    stay = {pair for pair in before.kept if pair[0] not in settled} - excluded | kept
    return Choices(kept=frozenset(stay), excluded=(before.excluded | excluded) - kept)


def _ask(
    request: PageRequest, project: SchoolProject, choices: Choices, *, back: str
) -> HttpResponse:
    try:
        run = ask_run(project=project, choices=choices, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(back)
    return redirect("matching:run", run.pk)


def _number(request: PageRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0  # noqa: PLR2004 -- a key
