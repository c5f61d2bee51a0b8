"""Relations: read one, suspend it, take it back, end it. The list stands in ``lists.py``."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup.queries import useful_day_of
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.foundations.scope import Family
from mentorat.matching.queries import waited_for
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MemberQuestion, Mentorship
from mentorat.mentorships.policies import (
    can_become,
    deadlines,
    waits_too_long,
)
from mentorat.mentorships.queries import (
    agreement_shown,
    former_mentees,
    mentorship_shown,
    timeline,
    with_photos,
)
from mentorat.scheduling.queries import history_of
from mentorat.web.changed import mentorship_changed
from mentorat.web.components import Entry
from mentorat.web.mentorships.finding import mentorship_of
from mentorat.web.mentorships.grouping import can_leave
from mentorat.web.mentorships.places import places_form
from mentorat.web.pages import PageRequest, page

# What is said once an act is done.
ACTS_DONE = {
    "suspendre": "La relation est suspendue. Pensez à annuler ses séances déjà prévues.",
    "reprendre": "La relation reprend. Vous pouvez prévoir une séance.",
    "relancer": "La relance est partie à ceux que l’on attend et qui ont une adresse.",
    "prolonger": "Le délai est prolongé, et ceux que l’on attend sont prévenus.",
    "retirer": "La proposition est retirée. L’élève attend de nouveau un mentor.",
}
S = MentorshipState


@page(permission=Permission.MENTORSHIP_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    mentorship = mentorship_of(request, pk)
    of_school = request.scope.family is Family.SCHOOL
    shown = mentorship_shown(mentorship, scope=request.scope)
    if request.scope.mentee is not None:
        shown = with_photos(shown, scope=request.scope)
    context = {
        "shown": shown,
        "entries": [
            Entry(when=moment.at, what=moment.sentence, who=moment.by, detail=moment.detail)
            for moment in timeline(mentorship, scope=request.scope)
        ],
        "sessions": history_of(
            mentorship,
            scope=request.scope,
            full_names=of_school,
        ),
        "now": clock.now(),
        "is_mentee": request.scope.mentee is not None,
        "can_record": request.can(Permission.ATTENDANCE_RECORD),
        "reads_mentors": request.can(Permission.MENTOR_VIEW) and of_school,
        "reads_mentees": request.can(Permission.MENTEE_VIEW),
        "acts": _acts(request, mentorship),
        "ahead": deadlines(mentorship),
        "places": places_form(request, mentorship, is_sent=False) if shown.asked else None,
        "useful_day": useful_day_of(mentorship, scope=request.scope) if shown.asked else None,
        "today": clock.today(),
        "is_late": waits_too_long(mentorship, today=clock.today()),
        "agreed": agreement_shown(shown, scope=request.scope),
        "questions": list(
            MemberQuestion.objects.within(request.scope).filter(mentorship=mentorship)
        ),
        "of_school": of_school,
        "former": former_mentees(mentorship, scope=request.scope) if of_school else [],
        "waited": waited_for(mentorship, scope=request.scope, today=clock.today()),
    }
    return render(request, "mentorships/detail.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def change(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """Suspend, resume, remind, give more time or take back, in one button."""
    mentorship = mentorship_of(request, pk)
    try:
        if act == "suspendre":
            actions.suspend(mentorship=mentorship, now=clock.now(), by=request.user)
        elif act == "reprendre":
            actions.resume(mentorship=mentorship, now=clock.now(), by=request.user)
        elif act == "relancer":
            actions.remind(mentorship=mentorship, now=clock.now(), by=request.user)
        elif act == "prolonger":
            actions.extend_wait(mentorship=mentorship, now=clock.now(), by=request.user)
        else:
            actions.withdraw(mentorship=mentorship, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, ACTS_DONE[act])
    mentorship_changed(mentorship)
    return redirect("mentorships:detail", pk)


def _acts(request: PageRequest, mentorship: Mentorship) -> dict[str, bool]:
    """Return which buttons the life cycle and the role allow."""
    manages = request.can(Permission.MENTORSHIP_MANAGE)
    runs = mentorship.state in {S.ACCEPTED, S.READY, S.ACTIVE}
    is_suspended = mentorship.state == MentorshipState.SUSPENDED
    return {
        "plan": request.can(Permission.SESSION_PLAN) and runs,
        "suspend": manages and can_become(mentorship, MentorshipState.SUSPENDED),
        "resume": manages and is_suspended,
        "withdraw": manages and can_become(mentorship, MentorshipState.WITHDRAWN),
        "end": manages and can_become(mentorship, MentorshipState.ENDED),
        "go_on": manages and mentorship.state in MentorshipState.STARTED,
        "stop": request.can(Permission.MENTORSHIP_ANSWER)
        and mentorship.state in MentorshipState.RUNNING,
        "remind": manages and mentorship.state in MentorshipState.WAITING,
        "extend": manages
        and mentorship.state in MentorshipState.WAITING
        and not mentorship.is_extended,
        "hand": manages and mentorship.state in MentorshipState.LIVE,
        "revise": manages and mentorship.state in MentorshipState.AGREED | MentorshipState.RUNNING,
        "leave": manages and can_leave(mentorship),
        "follow": manages and mentorship.state in MentorshipState.LIVE,
    }
