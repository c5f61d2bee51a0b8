"""Matching: who waits, what is offered, run, examine, decide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

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
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.models import MatchingRun, Proposal
from mentorat.organisations.models import School
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest) -> HttpResponse:
    project = _project(request)
    if project is None:
        return redirect("projects:index")
    today = clock.today()
    context = {
        "waiting": queries.waiting_list(project, scope=request.scope, today=today),
        "supply": _scarcest_first(
            queries.supply_and_demand(project, scope=request.scope, today=today)
        ),
        "runs": MatchingRun.objects.within(request.scope)
        .filter(project=project)
        .select_related("asked_by")[:5],
    }
    return render(request, "matching/index.html", context)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def ask(request: PageRequest) -> HttpResponse:
    project = _project(request)
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
    found = MatchingRun.objects.within(request.scope).select_related("project__campaign")
    asked = get_object_or_404(found, pk=pk)
    campaign = asked.project.campaign
    is_done = asked.state == RunState.DONE
    proposals = queries.proposals_shown(asked) if is_done else []
    context = {
        "run": asked,
        "is_done": is_done,
        "is_failed": asked.state == RunState.FAILED,
        "proposals": proposals,
        "undecided": [one for one in proposals if one.state == ProposalState.SUGGESTED],
        "unserved": queries.unserved_shown(asked) if is_done else [],
        "useful_days": useful_days(campaign),
        "minimum_months": campaign.minimum_months,
    }
    template = "matching/run.html#results" if request.htmx else "matching/run.html"
    return render(request, template, context)


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
    _refresh(request)
    return redirect("matching:run", proposal.run_id)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def keep_all(request: PageRequest, pk: int) -> HttpResponse:
    """Keep the proposals that are ticked; say which could not be, and why."""
    asked = get_object_or_404(MatchingRun.objects.within(request.scope), pk=pk)
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
    _refresh(request)
    return redirect("matching:run", pk)


def _scarcest_first(rows: list[queries.SupplyRow]) -> list[queries.SupplyRow]:
    return sorted(rows, key=lambda row: row.free_seats - row.waiting)


def _project(request: PageRequest) -> SchoolProject | None:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    return project_of(school, campaign_on(clock.today()), scope=request.scope)


def _refresh(request: PageRequest) -> None:
    project = _project(request)
    if project is not None:
        figures_changed(school_id=project.school_id, campaign_id=project.campaign_id)
