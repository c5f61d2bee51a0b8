"""« Rencontres éclair »: prepare one, see who meets whom, propose the pairs that follow."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.organisations.models import School
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.speedmeetings import actions, policies, queries
from mentorat.speedmeetings.enums import MeetingState, Unchosen
from mentorat.speedmeetings.models import Participant, SpeedMeeting
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.speedmeetings.forms import PlanForm


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest) -> HttpResponse:
    project = _project(request)
    if project is None:
        return redirect("projects:index")
    meetings = queries.meetings_shown(project, scope=request.scope)
    return render(request, "speedmeetings/index.html", {"meetings": meetings})


@page(permission=Permission.MATCHING_RUN, writes=True)
def plan(request: PageRequest) -> HttpResponse:
    """Choose who takes part; the plan of the rounds follows."""
    project = _project(request)
    if project is None:
        return redirect("projects:index")
    room = queries.room_of(project, scope=request.scope, today=clock.today())
    form = PlanForm(request.POST if request.method == "POST" else None, room=room)
    if form.is_valid():
        with refusals_shown_in(form):
            told = form.cleaned_data
            meeting = actions.plan_meeting(
                **{**told, "unchosen": Unchosen(told["unchosen"])},
                project=project,
                scope=request.scope,
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "La rencontre est prête : imprimez les feuilles.")
            return redirect("speedmeetings:detail", meeting.pk)
    return render(request, "speedmeetings/plan.html", {"form": form, "room": room})


@page(permission=Permission.MATCHING_RUN)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    context = {
        "meeting": meeting,
        "plan": queries.plan_of(meeting, scope=request.scope),
        "is_planned": meeting.state == MeetingState.PLANNED,
        "is_open": policies.is_open(meeting, today=clock.today()),
        "proposed": meeting.run.proposals.count() if meeting.run else 0,
    }
    return render(request, "speedmeetings/detail.html", context)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Turn the choices into proposals; nobody reads the choices themselves."""
    meeting = meeting_of(request, pk)
    try:
        decided = actions.decide_meeting(
            meeting=meeting, scope=request.scope, now=clock.now(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("speedmeetings:detail", pk)
    messages.success(request, "Les choix sont effacés. Il vous reste à retenir les propositions.")
    return redirect("matching:run", decided.run_id)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def absence(request: PageRequest, pk: int) -> HttpResponse:
    """Note that someone is not there, or came after all."""
    found = Participant.objects.within(request.scope).select_related("mentee", "mentor")
    participant = get_object_or_404(found, pk=pk)
    name = participant.mentee or participant.mentor
    try:
        if "came" in request.POST:
            actions.mark_present(participant=participant)
            messages.success(request, f"{name} : présence notée.")
        else:
            actions.mark_absent(participant=participant, now=clock.now(), by=request.user)
            messages.success(request, f"{name} : absence notée. La rencontre continue sans.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("speedmeetings:detail", participant.meeting_id)


@require_POST
@page(permission=Permission.MATCHING_RUN, writes=True)
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    try:
        actions.cancel_meeting(meeting=meeting, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "La rencontre est annulée ; les liens n’ouvrent plus rien.")
    return redirect("speedmeetings:detail", pk)


def meeting_of(request: PageRequest, pk: int) -> SpeedMeeting:
    found = SpeedMeeting.objects.within(request.scope).select_related(
        "project__campaign", "project__school", "run"
    )
    return get_object_or_404(found, pk=pk)


def _project(request: PageRequest) -> SchoolProject | None:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    return project_of(school, campaign_on(clock.today()), scope=request.scope)
