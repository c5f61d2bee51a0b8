"""« Je suis volontaire »: the pages of a pupil who has an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations.errors import Refusal
from mentorat.matching.models import Need
from mentorat.people.models import Mentee
from mentorat.web.pages import PageRequest, page
from mentorat.web.pupils.saying import Saying


@page(permission=Permission.OWN_NEED, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    """Say « je suis volontaire »; afterwards, read where the request stands."""
    saying = _saying(request)
    form = saying.form(request)
    if saying.need is None and form.is_valid() and saying.volunteer(form):
        messages.success(request, "C’est noté. Ton lycée cherche un mentor pour toi.")
        return redirect("home")
    return render(request, "pupils/mine.html", {"form": form, "standing": saying.standing})


@page(permission=Permission.OWN_NEED, writes=True)
def change_mine(request: PageRequest) -> HttpResponse:
    saying = _saying(request)
    need, form = _need(saying), saying.form(request)
    if form.is_valid() and saying.change(form, need):
        messages.success(request, "C’est changé.")
        return redirect("volunteering:mine")
    return render(request, "pupils/change_mine.html", {"form": form})


@require_POST
@page(permission=Permission.OWN_NEED, writes=True)
def withdraw_mine(request: PageRequest) -> HttpResponse:
    """Withdraw at any time, without a reason."""
    saying = _saying(request)
    try:
        saying.withdraw(_need(saying))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("volunteering:mine")
    messages.success(request, "Tu n’es plus volontaire. Tu peux le redevenir quand tu veux.")
    return redirect("home")


def _saying(request: PageRequest) -> Saying:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    return Saying(mentee, request.scope, by=request.user)


def _need(saying: Saying) -> Need:
    """Return the own request that stands; without one, the page does not exist."""
    needs = Need.objects.unscoped("the pupil's own, just read")
    return get_object_or_404(needs, pk=saying.need.pk if saying.need else 0)
