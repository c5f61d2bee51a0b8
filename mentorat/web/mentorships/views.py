"""Relations: read one, answer it, suspend it, end it. The list stands in ``lists.py``."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.foundations.scope import Family
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.mentorships.policies import can_become
from mentorat.mentorships.queries import mentorship_shown, timeline
from mentorat.scheduling.queries import history_of
from mentorat.steering.actions import figures_changed
from mentorat.web.components import Entry
from mentorat.web.pages import PageRequest, page

# What is said once an act is done.
ACTS_DONE = {
    "suspendre": "La relation est suspendue. Pensez à annuler ses séances déjà prévues.",
    "reprendre": "La relation reprend. Vous pouvez prévoir une séance.",
    "retirer": "La proposition est retirée. L’élève attend de nouveau un mentor.",
}
S = MentorshipState
TO_MENTOR = {
    S.PROPOSED: "C’est noté, merci. Si l’élève accepte aussi, le lycée fixe la première séance.",
    S.AWAITING: "C’est noté, merci. L’élève aussi est d’accord : le lycée attend une autorisation.",
    S.ACCEPTED: "C’est noté, merci. L’élève aussi est d’accord : il reste à signer l’accord.",
    S.READY: "C’est noté, merci. L’élève aussi est d’accord : le lycée fixe la première séance.",
    S.DECLINED: "C’est noté. Merci d’avoir répondu.",
}
TO_MENTEE = {
    S.PROPOSED: "C’est noté. Si le mentor accepte aussi, ton lycée fixe la première séance.",
    S.AWAITING: "C’est noté. Ton mentor aussi est d’accord : il manque une autorisation.",
    S.ACCEPTED: "C’est noté. Ton mentor aussi est d’accord : il reste à signer l’accord.",
    S.READY: "C’est noté. Ton mentor aussi est d’accord : ton lycée fixe la première séance.",
    S.DECLINED: "C’est noté. Ton lycée pourra te proposer un autre mentor.",
}


@page(permission=Permission.MENTORSHIP_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    mentorship = _mentorship(request, pk)
    of_school = request.scope.family is Family.SCHOOL
    context = {
        "shown": mentorship_shown(mentorship, scope=request.scope),
        "entries": [
            Entry(when=moment.at, what=moment.sentence, who=moment.by)
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
    }
    return render(request, "mentorships/detail.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Take the answer of the one who is signed in, for his or her own membership only."""
    mentorship = _mentorship(request, pk)
    if request.POST.get("answer") not in {"yes", "no"}:
        messages.error(request, "Répondez par oui ou par non.")
        return redirect("mentorships:detail", pk)
    says_yes = request.POST["answer"] == "yes"
    verb = actions.accept if says_yes else actions.decline
    try:
        answered = verb(
            mentorship=mentorship,
            membership=_own_membership(request, mentorship),
            now=clock.now(),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        _refresh(mentorship)
        words = TO_MENTEE if request.scope.mentor is None else TO_MENTOR
        messages.success(request, words[MentorshipState(answered.state)])
    return redirect("mentorships:detail", pk)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def change(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """Suspend, resume or take back, in one button."""
    mentorship = _mentorship(request, pk)
    try:
        if act == "suspendre":
            actions.suspend(mentorship=mentorship, now=clock.now(), by=request.user)
        elif act == "reprendre":
            actions.resume(mentorship=mentorship, now=clock.now(), by=request.user)
        else:
            actions.withdraw(mentorship=mentorship, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, ACTS_DONE[act])
    _refresh(mentorship)
    return redirect("mentorships:detail", pk)


def _mentorship(request: PageRequest, pk: int) -> Mentorship:
    found = Mentorship.objects.within(request.scope).select_related("school", "project__campaign")
    return get_object_or_404(found, pk=pk)


def _own_membership(
    request: PageRequest, mentorship: Mentorship
) -> MentorMembership | MenteeMembership:
    if request.scope.mentor is not None:
        mine = MentorMembership.objects.within(request.scope)
        return get_object_or_404(mine, mentorship=mentorship, mentor_id=request.scope.mentor)
    own = MenteeMembership.objects.within(request.scope)
    return get_object_or_404(own, mentorship=mentorship, mentee_id=request.scope.mentee)


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
    }


def _refresh(mentorship: Mentorship) -> None:
    figures_changed(school_id=mentorship.school_id, campaign_id=mentorship.project.campaign_id)
