"""Matching: who waits, what is offered, run, examine, decide."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from mentorat.access.roles import Permission
from mentorat.followup.queries import useful_days
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.matching import queries
from mentorat.matching.actions import (
    accept_many,
    accept_proposal,
    ask_run,
    decline_proposal,
)
from mentorat.matching.enums import Lacking, RunState
from mentorat.matching.models import MatchingRun, Proposal
from mentorat.programmes.models import SchoolProject
from mentorat.web.lists import template_of
from mentorat.web.matching.choosing import ACTS
from mentorat.web.matching.finding import matching_changed, own_project, run_of
from mentorat.web.matching.lists import PROPOSALS, VOLUNTEERS
from mentorat.web.matching.summed import summed
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several

# Marks the questions of a page that waits for the end of a run.
FOLLOWING = "suivi"
# How many runs, and how many of those left, before a page of their own.
RECENT, FEW = 5, 5
# What to do about what is lacking: words, and the name of a page.
NEXT_ACTS: Mapping[Lacking, tuple[str, str]] = {
    Lacking.VOLUNTEERS: ("Remettre les cartes aux élèves", "team:cards"),
    Lacking.OFFERS: ("Inviter des mentors", "applications:poster"),
    Lacking.CLEARANCES: ("Voir ce qui manque à chaque mentor", "mentors:index"),
    Lacking.SEATS: ("Inviter d’autres mentors", "applications:poster"),
}


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest) -> HttpResponse:
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    today = clock.today()
    listing = VOLUNTEERS.read(request, queries.waiting_needs(project, scope=request.scope))
    context = {
        "listing": listing,
        "waiting": queries.waiting_shown(listing.rows, today=today),
    }
    if not listing.is_swap:
        context |= _around(request, project)
    return render(request, template_of(request, "matching/index.html"), context)


def _around(request: PageRequest, project: SchoolProject) -> dict[str, object]:
    """Return what stands around the list of volunteers."""
    today = clock.today()
    lacks = queries.lacking(project, today=today)
    return {
        "volunteers": queries.waiting_needs(project, scope=request.scope).count(),
        "lacks": lacks and lacks.label,
        "next_act": lacks and NEXT_ACTS[lacks],
        "contradictions": queries.contradictions(queries.rules_of(project)),
        "supply": _scarcest_first(
            queries.supply_and_demand(project, scope=request.scope, today=today)
        ),
        "runs": MatchingRun.objects.within(request.scope)
        .filter(project=project)
        .select_related("asked_by")[:RECENT],
    }


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def ask(request: PageRequest) -> HttpResponse:
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    try:
        run = ask_run(project=project, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("matching:index")
    return redirect("matching:run", run.pk)


@page(permission=Permission.MATCHING_RUN)
def run(request: PageRequest, pk: int) -> HttpResponse:
    """Show a run: its progress, then its proposals and those it could not serve."""
    asked = run_of(request, pk)
    is_done = asked.state == RunState.DONE
    if is_done and request.htmx and FOLLOWING in request.GET:
        # What stands around the list is now to be shown as well.
        return HttpResponseClientRefresh()
    listing = PROPOSALS.read(request, queries.proposals_of(asked))
    summary = queries.run_summary(asked) if is_done else None
    campaign = asked.project.campaign
    left = queries.unserved_of(asked)
    context = {
        "run": asked,
        "is_done": is_done,
        "is_failed": asked.state == RunState.FAILED,
        "listing": listing,
        "proposals": queries.proposals_shown(asked, listing.rows),
        "acts": [(name, act.button) for name, act in ACTS.items()],
        "unserved": queries.unserved_shown(asked, left[:FEW]),
        "left": left.count(),
        "useful_days": useful_days(campaign),
        "minimum_months": campaign.minimum_months,
        **(summed(summary, request.scope) if summary else {"summary": None}),
    }
    return render(request, template_of(request, "matching/run.html"), context)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Keep or set aside one proposal."""
    proposal = get_object_or_404(Proposal.objects.within(request.scope), pk=pk)
    try:
        decision = request.POST.get("decision")
        if decision == "keep":
            accept_proposal(proposal=proposal, now=clock.now(), by=request.user)
            messages.success(request, "Proposition retenue : l’élève et le mentor répondent.")
        elif decision == "decline":
            decline_proposal(proposal=proposal, now=clock.now(), by=request.user)
            messages.success(request, "La proposition est écartée.")
        else:
            messages.error(request, "Choisissez de retenir ou d’écarter.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    matching_changed(request)
    return redirect("matching:run", proposal.run_id)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def keep_all(request: PageRequest, pk: int) -> HttpResponse:
    """Keep the proposals that are ticked; say which could not be, and why."""
    asked = run_of(request, pk)
    ticked = [int(value) for value in request.POST.getlist("proposal") if value.isdecimal()]
    proposals = Proposal.objects.within(request.scope).filter(run=asked, pk__in=ticked)
    outcome = accept_many(proposals=proposals.order_by("pk"), now=clock.now(), by=request.user)
    if not (outcome.mentorships or outcome.refused):
        messages.error(request, "Cochez au moins une proposition.")
    if outcome.mentorships:
        kept = several(len(outcome.mentorships), "proposition retenue,propositions retenues")
        messages.success(request, f"{kept} : chaque élève et chaque mentor répond.")
    for refused in outcome.refused:
        messages.error(request, refused.sentence)
    matching_changed(request)
    return redirect("matching:run", pk)


def _scarcest_first(rows: list[queries.SupplyRow]) -> list[queries.SupplyRow]:
    return sorted(rows, key=lambda row: row.free_seats - row.waiting)
