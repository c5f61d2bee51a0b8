"""The talks of a closing, on the coordinator's side: record one, hand its link, give it up."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentorat.access.queries import link_address
from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import GivenUp, Side, TalkMode
from mentorat.followup.models import Closing, ExitTalk
from mentorat.followup.queries import talk_shown
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.people.models import Guardian
from mentorat.web.closing.forms import GivenUpForm, HeldTalkForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.qr import qr_code


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def record(request: PageRequest, pk: int) -> HttpResponse:
    """Keep what a person said in a talk that the coordinator had: who, when and how."""
    talk = _talk(request, pk)
    form = HeldTalkForm(
        request.POST if request.method == "POST" else None,
        side=Side(talk.side),
        to_mentee=False,
        today=clock.today(),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.answer(
                talk=talk,
                answers=form.answers,
                mode=TalkMode(form.cleaned_data["mode"]),
                held_on=form.cleaned_data["held_on"],
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "Le bilan est enregistré.")
            return redirect(_back(talk))
    context = {**_shown(request, talk), "form": form}
    return render(request, "closing/record.html", context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def give_up(request: PageRequest, pk: int) -> HttpResponse:
    talk = _talk(request, pk)
    form = GivenUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            reason = GivenUp(form.cleaned_data["reason"])
            actions.give_up(talk=talk, reason=reason, now=clock.now(), by=request.user)
            messages.success(request, "Ce bilan n’est plus attendu.")
            return redirect(_back(talk))
    context = {**_shown(request, talk), "form": form}
    return render(request, "closing/give_up.html", context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def hand(request: PageRequest, pk: int) -> HttpResponse:
    """Show the link of a person, to hand over on paper or on one's screen."""
    talk = _talk(request, pk)
    if request.method != "POST":
        return redirect(_back(talk))
    address = link_address(actions.invite(talk=talk, now=clock.now(), by=request.user))
    context = {**_shown(request, talk), "address": address, "code": qr_code(address)}
    return render(request, "closing/hand.html", context)


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def ask_guardian(request: PageRequest, pk: int, guardian: int) -> HttpResponse:
    closing = get_object_or_404(Closing.objects.within(request.scope), pk=pk)
    mentees = closing.mentorship.mentee_memberships.values("mentee_id")
    found = Guardian.objects.within(request.scope).filter(mentee__in=mentees)
    asked = get_object_or_404(found, pk=guardian)
    try:
        actions.ask_guardian(closing=closing, guardian=asked, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Le bilan du responsable est demandé.")
    return redirect("closing:detail", pk)


def _talk(request: PageRequest, pk: int) -> ExitTalk:
    found = ExitTalk.objects.within(request.scope).select_related(
        "closing__mentorship", "mentorship__school", "mentor", "mentee", "guardian"
    )
    return get_object_or_404(found, pk=pk)


def _shown(request: PageRequest, talk: ExitTalk) -> dict[str, Any]:
    """Return what every page about one talk shows."""
    return {"line": talk_shown(talk, scope=request.scope), "talk": talk, "back": _back(talk)}


def _back(talk: ExitTalk) -> str:
    """Return the page that the talk is recorded for: its closing, or all that waits."""
    if talk.closing_id is None:
        return reverse("closing:index")
    return reverse("closing:detail", args=[talk.closing_id])
