"""The hand-over: all that is live in a school on one page, and the act of passing it on."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import open_invitations, team
from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup.enums import Health
from mentorat.followup.models import Alarm
from mentorat.followup.queries import (
    by_subject,
    not_begun,
    subjects,
    useful_days,
    with_health,
)
from mentorat.foundations import clock
from mentorat.matching.queries import waiting_list
from mentorat.mentorships import actions
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import MentorshipShown, mentorships_shown
from mentorat.organisations.models import PfmpPeriod, School
from mentorat.people.models import User
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.scheduling.queries import agenda
from mentorat.web.forms import Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.templatetags.french import moment

AHEAD = timedelta(days=30)


class HandoverForm(Form):
    pilot = forms.ModelChoiceField(
        label="Qui pilote désormais", queryset=User.objects.none(), empty_label="Choisir"
    )
    deputy = forms.ModelChoiceField(
        label="Adjoint", queryset=User.objects.none(), required=False, empty_label="À désigner"
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = User.objects.filter(pk__in=[one.pk for one in people]).order_by("full_name", "pk")
        for name in ("pilot", "deputy"):
            self.fields[name].queryset = known  # type: ignore[attr-defined]  # a model choice


@page(permission=Permission.PROJECT_MANAGE, writes=True)
def index(request: PageRequest) -> HttpResponse:
    campaign, today = campaign_on(clock.today()), clock.today()
    school = get_object_or_404(
        School.objects.within(request.scope).select_related("academy"), place=request.scope.place
    )
    project = project_of(school, campaign, scope=request.scope)
    if project is None:
        return redirect("projects:index")
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        people=holders(Permission.SESSION_PLAN, over=school.span, on=today),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.hand_over(project=project, by=request.user, **form.cleaned_data)
            messages.success(request, "Le relais est passé. Prévenez la personne de vive voix.")
            return redirect("board:handover")
    context = {"form": form, "project": project, "school": school, "today": today}
    return render(
        request,
        "board/handover.html",
        {**context, **_live(request, campaign, project), **_known(request, school, campaign)},
    )


def _live(request: PageRequest, campaign: Campaign, project: SchoolProject) -> dict[str, object]:
    """Return what is under way: each relation with its next act."""
    today = clock.today()
    rows = with_health(
        Mentorship.objects.within(request.scope).running().select_related("school", "followed_by"),
        campaign=campaign,
        now=clock.now(),
    ).order_by(F("urgency").asc(), "pk")
    alarms = by_subject(Alarm.objects.within(request.scope).standing().order_by("raised_on", "pk"))
    return {
        "waiting": waiting_list(project, scope=request.scope, today=today),
        "out": not_begun(request.scope),
        "lines": [
            {"shown": shown, "act": _next_act(shown)}
            for shown in mentorships_shown(list(rows), scope=request.scope)
        ],
        "alarms": subjects(alarms, scope=request.scope),
        "sessions": agenda(request.scope, today, today + AHEAD, full_names=True),
    }


def _next_act(shown: MentorshipShown) -> str:
    row: Any = shown.mentorship  # annotated by ``with_health``
    if row.health == Health.ALARM:
        return "traiter son alarme"
    if row.state != "active":
        return "décider : reprendre ou clore"
    return f"séance {moment(row.next_on)}" if row.next_on else "prévoir une séance"


def _known(request: PageRequest, school: School, campaign: Campaign) -> dict[str, object]:
    """Return people and dates to know, and what was sent and not yet used."""
    today, now = clock.today(), clock.now()
    links = SignedLink.objects.standing(at=now).filter(school=school).order_by("act")
    return {
        "people": team(school.span, on=today),
        "days": useful_days(campaign),
        "campaign": campaign,
        "pfmp": PfmpPeriod.objects.within(request.scope).filter(ends_on__gte=today),
        "links": [
            (LinkAct(act).label, count)
            for act, count in links.values_list("act").annotate(Count("pk"))
        ],
        "invitations": open_invitations(school.span, now=now),
    }
