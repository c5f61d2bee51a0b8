"""What a member does: answer one's own talk, or say that one stops."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import Side, TalkMode
from mentorat.followup.models import Closing, ExitTalk
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships.enums import EndReason
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import goes_on_without
from mentorat.people.models import Mentee
from mentorat.web.changed import mentorship_changed
from mentorat.web.closing.forms import TalkForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def mine(request: PageRequest, pk: int) -> HttpResponse:
    """Answer one's own talk, once."""
    # Not with its relation: whoever left a group no longer sees it.
    talk = get_object_or_404(ExitTalk.objects.within(request.scope), pk=pk)
    is_mentee = request.scope.mentee is not None
    back = (
        reverse("mentorships:detail", args=[talk.mentorship_id])
        if talk.closing_id
        else reverse("home")
    )
    data = request.POST if request.method == "POST" else None
    form = TalkForm(data, side=Side(talk.side), to_mentee=is_mentee)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.answer(
                talk=talk,
                answers=form.answers,
                mode=TalkMode.ACCOUNT,
                now=clock.now(),
                by=request.user,
            )
            thanks = "Merci, c’est noté. Ton lycée lira tes réponses."
            words = thanks if is_mentee else "Merci, votre bilan est enregistré."
            messages.success(request, words)
            return redirect(back)
    context = {"talk": talk, "form": form, "is_mentee": is_mentee, "back": back}
    return render(request, "closing/mine.html", context)


@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def stop(request: PageRequest, pk: int) -> HttpResponse:
    """Say that one stops, without a reason: the coordinators do the rest."""
    found = Mentorship.objects.within(request.scope).select_related("project")
    mentorship = get_object_or_404(found, pk=pk)
    own = request.scope.mentee or 0
    is_mentee = own != 0
    if request.method == "POST" and is_mentee and goes_on_without(mentorship, [own]):
        return _leave(request, mentorship)
    if request.method == "POST":
        try:
            actions.ask_to_stop(
                mentorship=mentorship,
                reason=EndReason.MENTEE_STOPPED if is_mentee else EndReason.MENTOR_STOPPED,
                now=clock.now(),
                by=request.user,
            )
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            words = (
                "C’est noté. Quelqu’un de ton lycée va te parler."
                if is_mentee
                else ("C’est noté, merci de l’avoir dit. Le lycée prend le relais.")
            )
            messages.success(request, words)
        return redirect("mentorships:detail", pk)
    is_open = Closing.objects.within(request.scope).standing().filter(mentorship=mentorship)
    context = {"mentorship": mentorship, "is_mentee": is_mentee, "is_open": is_open.exists()}
    return render(request, "closing/stop.html", context)


def _leave(request: PageRequest, mentorship: Mentorship) -> HttpResponse:
    """Let the others of a group go on. The page of the relation then no longer exists."""
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    try:
        actions.stop_in_group(
            mentorship=mentorship, mentee=mentee, now=clock.now(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mentorships:detail", mentorship.pk)
    mentorship_changed(mentorship)
    messages.success(request, "C’est noté. Tu n’es plus dans ce groupe.")
    return redirect("home")
