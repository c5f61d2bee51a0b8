"""« Je suis volontaire », by the personal link that a teacher handed out: no account is needed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.people.models import Mentee
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.pupils.saying import Saying


@guest_page(act=LinkAct.VOLUNTEER, writes=True)
def request_by_link(request: GuestRequest, token: str) -> HttpResponse:
    """Say « je suis volontaire »; afterwards, read where the request stands."""
    saying = _saying(request)
    form = saying.form(request)
    if saying.need is None and form.is_valid() and saying.volunteer(form):
        use_link(link=request.link, now=clock.now())
        messages.success(request, "C’est noté. Ton lycée cherche un mentor pour toi.")
        return redirect("volunteering:by_link", token)
    context = {
        "form": form,
        "standing": saying.standing,
        "first_name": saying.mentee.first_name,
        "token": token,
    }
    return render(request, "pupils/by_link.html", context)


@guest_page(act=LinkAct.VOLUNTEER, writes=True)
def change_by_link(request: GuestRequest, token: str) -> HttpResponse:
    saying = _saying(request)
    if saying.need is None:
        raise Http404
    form = saying.form(request)
    if form.is_valid() and saying.change(form, saying.need):
        messages.success(request, "C’est changé.")
        return redirect("volunteering:by_link", token)
    return render(request, "pupils/change_by_link.html", {"form": form, "token": token})


@guest_page(act=LinkAct.VOLUNTEER, writes=True)
def withdraw_by_link(request: GuestRequest, token: str) -> HttpResponse:
    """Withdraw at any time, without a reason."""
    saying = _saying(request)
    if request.method == "POST" and saying.need is not None:
        try:
            saying.withdraw(saying.need)
            messages.success(request, "Tu n’es plus volontaire. Tu peux le redevenir.")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect("volunteering:by_link", token)


def _saying(request: GuestRequest) -> Saying:
    mentees = Mentee.objects.within(request.scope).present()
    mentee = get_object_or_404(mentees, pk=request.scope.mentee)
    return Saying(mentee, request.scope, by=None)
