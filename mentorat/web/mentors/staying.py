"""A mentor stays, pauses, comes back or leaves; meets pupils alone or not; other ties with them."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup import actions as followup
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import ConflictKind, ConflictReason
from mentorat.mentorships.models import RoleConflict
from mentorat.people.models import Mentee, Mentor
from mentorat.web.changed import mentor_changed
from mentorat.web.mentors.forms import (
    AcceptConflictForm,
    ConflictForm,
    LeaveForm,
    PauseForm,
)
from mentorat.web.mentors.found import found_mentor, kept_mentor
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def pause(request: PageRequest, pk: int) -> HttpResponse:
    """Propose nobody to a mentor for a while."""
    mentor = kept_mentor(request, pk)
    form = PauseForm(
        request.POST if request.method == "POST" else None, initial={"start": clock.today()}
    )
    if form.is_valid():
        with refusals_shown_in(form):
            followup.pause(mentor=mentor, by=request.user, **form.cleaned_data)
            return _told(request, mentor, f"{mentor} est en pause, sans proposition nouvelle.")
    return render(request, "mentors/pause.html", {"form": form, "mentor": mentor})


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """Take a mentor out today, or announce the day: what will happen is said before."""
    mentor = kept_mentor(request, pk)
    form = LeaveForm(
        request.POST if request.method == "POST" else None, initial={"on": clock.today()}
    )
    if form.is_valid():
        with refusals_shown_in(form):
            gone = _let_go(request, mentor, form.cleaned_data["on"])
            said = "est parti" if gone.left_on else "partira à la date annoncée"
            return _told(request, mentor, f"{mentor} {said}. Ses élèves passent en premier.")
    context = {"form": form, "mentor": mentor, "alone": followup.left_alone(mentor)}
    return render(request, "mentors/leave.html", context)


@require_POST
@page(permission=Permission.MENTOR_MANAGE, writes=True)
def come_back(request: PageRequest, pk: int) -> HttpResponse:
    mentor = kept_mentor(request, pk)
    try:
        followup.come_back(mentor=mentor, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mentors:detail", pk)
    return _told(request, mentor, f"{mentor} est de retour. Vérifiez ses places.")


@require_POST
@page(permission=Permission.CLEARANCE_RECORD, writes=True)
def meet_alone(request: PageRequest, pk: int) -> HttpResponse:
    """Turn « rencontre un élève seul à seul » on or off: the clearances asked for follow."""
    mentor = kept_mentor(request, pk)
    try:
        changed = mentorships.meet_alone(
            mentor=mentor, meets_alone=not mentor.meets_alone, by=request.user
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mentors:detail", pk)
    words = "peut rencontrer" if changed.meets_alone else "ne rencontre pas"
    return _told(request, mentor, f"{mentor} {words} un élève seul à seul.")


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def conflict(request: PageRequest, pk: int) -> HttpResponse:
    """Say that a mentor already is something else for a pupil."""
    mentor = found_mentor(request, pk)
    mentees = Mentee.objects.within(request.scope).present().order_by("last_name", "first_name")
    form = ConflictForm(request.POST if request.method == "POST" else None, mentees=mentees)
    if form.is_valid():
        with refusals_shown_in(form):
            mentorships.declare_conflict(
                mentor=mentor,
                mentee=form.cleaned_data["mentee"],
                kind=ConflictKind(form.cleaned_data["kind"]),
                now=clock.now(),
                by=request.user,
            )
            return _told(request, mentor, "Le lien est signalé : pas de proposition entre eux.")
    return render(request, "mentors/conflict.html", {"form": form, "mentor": mentor})


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def accept_conflict(request: PageRequest, pk: int) -> HttpResponse:
    """Let both roles be, with the reason that one signs."""
    conflicts = RoleConflict.objects.within(request.scope).select_related("mentor", "mentee")
    found = get_object_or_404(conflicts, pk=pk)
    form = AcceptConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            mentorships.accept_conflict(
                conflict=found,
                reason=ConflictReason(form.cleaned_data["reason"]),
                now=clock.now(),
                by=request.user,
            )
            return _told(request, found.mentor, "Le cumul de rôles est accepté, avec sa raison.")
    context = {"form": form, "conflict": found, "mentor": found.mentor}
    return render(request, "mentors/accept_conflict.html", context)


def _let_go(request: PageRequest, mentor: Mentor, on: date) -> Mentor:
    """Let a school end at once what it sees whole; an association announces, the night does it."""
    today = clock.today()
    if request.scope.association is not None:
        return followup.announce_departure(mentor=mentor, on=on, today=today, by=request.user)
    return followup.mentor_leaves(
        mentor=mentor, on=on, today=today, now=clock.now(), by=request.user
    )


def _told(request: PageRequest, mentor: Mentor, sentence: str) -> HttpResponse:
    mentor_changed(mentor)
    messages.success(request, sentence)
    return redirect("mentors:detail", mentor.pk)
