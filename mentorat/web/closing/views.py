"""The closing of a relation, step by step: open it, ask, end the relation, or let it go on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import (
    Attempt,
    AttemptOutcome,
    ClosingKind,
    ClosingState,
    ContactRule,
    NextStep,
)
from mentorat.followup.models import Closing
from mentorat.followup.queries import closing_shown, closings_listed, leavers_to_hear
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships.enums import EndReason, MentorshipState, ObjectiveReached
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import holds_listed, mentorship_shown
from mentorat.web.changed import mentorship_changed
from mentorat.web.closing.forms import AttemptForm, EndForm, OpeningForm, chosen
from mentorat.web.closing.steps import steps_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in

# What each manner of ending asks for, in the order in which it is done.
ADVICE = {
    ClosingKind.ANTICIPATED: (
        "Annoncez la fin à chacun quelques semaines avant.",
        "Prévoyez une dernière séance pour se dire au revoir et dire ce qui a été utile.",
        "Demandez les bilans, puis terminez la relation.",
    ),
    ClosingKind.UNANTICIPATED: (
        "Dites vous-même la nouvelle à l’élève, de vive voix, sans chercher de coupable.",
        "Proposez un dernier échange, au lycée ou à distance, s’il est possible.",
        "Demandez les bilans ; le délai avant une nouvelle relation commence à la date de fin.",
    ),
    ClosingKind.ONE_SIDED: (
        "Chacun peut arrêter sans donner de raison : personne ne lui en demande.",
        "Parlez à l’autre côté avant de terminer : il n’y est souvent pour rien.",
        "Recueillez au moins le bilan du côté que vous pouvez joindre.",
    ),
}


@page(permission=Permission.MENTORSHIP_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    """Show what waits: closings under way, then pupils before another relation."""
    today = clock.today()
    context = {
        "closings": closings_listed(scope=request.scope),
        "leavers": leavers_to_hear(scope=request.scope),
        "holds": holds_listed(scope=request.scope, today=today),
        "today": today,
    }
    return render(request, "closing/index.html", context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def open_one(request: PageRequest, pk: int) -> HttpResponse:
    """Open the closing of a relation, or lead to the one that is open."""
    mentorship = _mentorship(request, pk)
    known = Closing.objects.within(request.scope).standing().filter(mentorship=mentorship).first()
    if known is not None:
        return redirect("closing:detail", known.pk)
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            chosen_words = chosen(form, {"kind": ClosingKind, "reason": EndReason})
            closing = actions.open_closing(
                mentorship=mentorship,
                kind=chosen_words["kind"],
                reason=chosen_words["reason"] or None,
                now=clock.now(),
                by=request.user,
            )
            return redirect("closing:detail", closing.pk)
    shown = mentorship_shown(mentorship, scope=request.scope)
    return render(request, "closing/open.html", {"shown": shown, "form": form})


@page(permission=Permission.MENTORSHIP_MANAGE)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    closing = _closing(request, pk)
    is_standing = closing.state in ClosingState.STANDING
    is_ended = closing.mentorship.state == MentorshipState.ENDED
    context = {
        "closing": closing,
        "seen": closing_shown(closing, scope=request.scope),
        "steps": steps_of(closing, is_ended=is_ended),
        "advice": ADVICE[ClosingKind(closing.kind)],
        "can_ask": closing.state == ClosingState.OPENED,
        "can_end": is_standing and not is_ended,
        "can_drop": is_standing and not is_ended,
        "is_ended": is_ended,
        "attempts": closing.attempts.all() if closing.is_guided else (),
        "attempt_form": AttemptForm(today=clock.today()) if closing.is_guided else None,
    }
    return render(request, "closing/detail.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def ask(request: PageRequest, pk: int) -> HttpResponse:
    closing = _closing(request, pk)
    try:
        actions.ask_talks(closing=closing, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request,
            "Les bilans sont demandés : par courriel aux mentors, dans son compte à l’élève.",
        )
    return redirect("closing:detail", pk)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def drop(request: PageRequest, pk: int) -> HttpResponse:
    closing = _closing(request, pk)
    try:
        actions.drop(closing=closing, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("closing:detail", pk)
    messages.success(request, "La clôture est sans suite : la relation continue.")
    return redirect("mentorships:detail", closing.mentorship_id)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def attempt(request: PageRequest, pk: int) -> HttpResponse:
    """Note what was tried to reach someone; when the answer is yes, the relation may go on."""
    closing = _closing(request, pk)
    form = AttemptForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_valid():
        words = chosen(form, {"attempt": Attempt, "outcome": AttemptOutcome})
        actions.record_attempt(closing=closing, by=request.user, **words)
        messages.success(request, "L’essai est noté.")
        return redirect("closing:detail", pk)
    seen = closing_shown(closing, scope=request.scope)
    return render(request, "closing/attempt.html", {"seen": seen, "form": form})


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """End the relation: the act without which no closing is complete."""
    closing = _closing(request, pk)
    mentorship = closing.mentorship
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, today=clock.today(), reason=closing.reason)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.close(mentorship=mentorship, now=clock.now(), by=request.user, **_said(form))
            mentorship_changed(mentorship)
            messages.success(request, "La relation est terminée, son bilan est gardé.")
            return redirect("closing:detail", pk)
    shown = mentorship_shown(mentorship, scope=request.scope)
    return render(request, "closing/end.html", {"closing": closing, "shown": shown, "form": form})


def _said(form: EndForm) -> dict[str, Any]:
    return chosen(
        form,
        {
            "reason": EndReason,
            "objective_reached": ObjectiveReached,
            "contact_rule": ContactRule,
            "next_step": NextStep,
        },
    )


def _mentorship(request: PageRequest, pk: int) -> Mentorship:
    found = Mentorship.objects.within(request.scope).select_related("school", "project__campaign")
    return get_object_or_404(found, pk=pk)


def _closing(request: PageRequest, pk: int) -> Closing:
    found = Closing.objects.within(request.scope).select_related(
        "mentorship__school", "mentorship__project__campaign", "opened_by"
    )
    return get_object_or_404(found, pk=pk)
