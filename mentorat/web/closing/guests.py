"""The talk of someone without an account, behind a signed link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.followup import actions
from mentorat.followup.enums import Side, TalkMode
from mentorat.followup.models import ExitTalk
from mentorat.foundations import clock
from mentorat.web.closing.forms import TalkForm
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import refusals_shown_in


@guest_page(act=LinkAct.EXIT_TALK, writes=True)
def talk(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    """Answer one's own talk, once. No name of the other side stands on the page."""
    # Not with its relation: whoever left a group no longer sees it.
    asked = get_object_or_404(ExitTalk.objects.within(request.scope), pk=request.link.about_id)
    is_mentee = asked.side == Side.MENTEE
    data = request.POST if request.method == "POST" else None
    form = TalkForm(data, side=Side(asked.side), to_mentee=is_mentee)
    if form.is_valid():
        with refusals_shown_in(form):
            access.use_link(link=request.link, now=clock.now())
            actions.answer(
                talk=asked, answers=form.answers, mode=TalkMode.LINK, now=clock.now(), by=None
            )
            if is_mentee:
                return done(request, "Merci, c’est noté", "Ton lycée lira tes réponses.")
            return done(request, "Merci, c’est noté", "Le lycée lira vos réponses.")
    context = {"talk": asked, "form": form, "is_mentee": is_mentee}
    return render(request, "closing/talk.html", context)
