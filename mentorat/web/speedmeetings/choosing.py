"""Whom a person would like to go on with: told by one's own link, or typed from one's sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.speedmeetings import actions, policies
from mentorat.speedmeetings.models import Participant
from mentorat.speedmeetings.queries import met_by
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.speedmeetings.forms import ChoicesForm


@guest_page(act=LinkAct.CHOOSE, writes=True)
def choose_by_link(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    """Show the rounds of one person; from the day of the meeting, ask for up to three names."""
    own = get_object_or_404(
        Participant.objects.within(request.scope).select_related("meeting", "mentor"),
        meeting=request.link.about_id,
    )
    met = met_by(own, scope=request.scope)
    is_open = policies.is_open(own.meeting, today=clock.today())
    form = ChoicesForm(request.POST if request.method == "POST" and is_open else None, met=met)
    if form.is_valid():
        with refusals_shown_in(form):
            access.use_link(link=request.link, now=clock.now())
            actions.give_marks(participant=own, turns=form.turns, now=clock.now(), by=None)
            return done(request, "C’est noté", *_next(own))
    context = {
        "form": form,
        "own": own,
        "met": met,
        "is_open": is_open,
        "is_absent": own.absent_at is not None,
    }
    return render(request, "speedmeetings/choose.html", context)


@page(permission=Permission.MATCHING_RUN, writes=True)
def record(request: PageRequest, pk: int) -> HttpResponse:
    """Type what a sheet says. What was given before is replaced, and never shown."""
    found = Participant.objects.within(request.scope).select_related("meeting", "mentee", "mentor")
    participant = get_object_or_404(found, pk=pk)
    met = met_by(participant, scope=request.scope)
    form = ChoicesForm(request.POST if request.method == "POST" else None, met=met)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.give_marks(
                participant=participant, turns=form.turns, now=clock.now(), by=request.user
            )
            messages.success(request, "Les choix sont enregistrés.")
            return redirect("speedmeetings:detail", participant.meeting_id)
    context = {"form": form, "participant": participant}
    return render(request, "speedmeetings/record.html", context)


def _next(own: Participant) -> tuple[str, ...]:
    if own.is_mentee:
        return (
            "Tes choix restent secrets : personne ne les lit.",
            "Ton lycée te dira bientôt quel mentor t’est proposé.",
        )
    return (
        "Vos choix restent secrets : personne ne les lit.",
        "Le lycée vous écrira dès qu’un élève vous sera proposé.",
    )
