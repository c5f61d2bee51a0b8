"""Before another relation: the written rule, and the coordinator's decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.followup.queries import talk_of_hold
from mentorat.foundations import clock
from mentorat.mentorships.actions import decide_rematch
from mentorat.mentorships.enums import RematchDecision, RematchReason
from mentorat.mentorships.models import RematchHold
from mentorat.programmes.errors import NoCampaign
from mentorat.programmes.queries import campaign_on
from mentorat.web.closing.forms import RematchForm, chosen
from mentorat.web.pages import PageRequest, page, public_page, refusals_shown_in


@public_page
def rule(request: HttpRequest) -> HttpResponse:
    """Say how a relation ends, what contact is allowed afterwards, and when another may begin."""
    try:
        days = campaign_on(clock.today()).rematch_days
    except NoCampaign:
        days = None
    return render(request, "closing/rule.html", {"days": days})


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def decide(request: PageRequest, pk: int) -> HttpResponse:
    found = RematchHold.objects.within(request.scope).select_related("mentee", "mentorship")
    hold = get_object_or_404(found, pk=pk)
    form = RematchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            words = chosen(form, {"decision": RematchDecision, "reason": RematchReason})
            decided = decide_rematch(hold=hold, now=clock.now(), by=request.user, **words)
            allowed = decided.decision == RematchDecision.ALLOWED
            messages.success(
                request,
                "L’élève peut avoir un autre mentor : il est de nouveau dans l’appariement."
                if allowed
                else "C’est noté. Vous pourrez revenir sur cette décision.",
            )
            return redirect("closing:index")
    wait = hold.waits_for(on=clock.today())
    context = {
        "hold": hold,
        "wait": wait,
        "talk": talk_of_hold(hold, scope=request.scope),
        "form": form,
    }
    return render(request, "closing/decide.html", context)
