"""« Mes disponibilités », from an account or a link; and what a company has committed to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.followup import actions as followup
from mentorat.foundations.errors import Refusal
from mentorat.foundations.scope import Scope
from mentorat.matching.models import Offer
from mentorat.organisations.models import School
from mentorat.people.models import Mentor, User
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.mentors.offering import Offering
from mentorat.web.pages import PageRequest, page

SAVED = "Vos disponibilités sont enregistrées. Merci."


@page(permission=Permission.OWN_OFFER, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    offering = _offering(request.scope, request.grant.school, by=request.user)
    form = offering.form(request)
    if form.is_valid() and offering.save(form):
        messages.success(request, SAVED)
        return redirect("home")
    context = {"form": form, "missing": offering.missing, "mentor": offering.mentor}
    return render(request, "mentors/mine.html", context)


@guest_page(act=LinkAct.OFFER, writes=True)
def mine_by_link(request: GuestRequest, token: str) -> HttpResponse:
    """The same by a personal link: places, half-days, a pause, a departure."""
    offering = _offering(request.scope, request.link.school, by=None)
    form = offering.form(request)
    if form.is_valid() and offering.save(form):
        messages.success(request, SAVED)
        return redirect("offering:by_link", token)
    context = {
        "form": form,
        "missing": offering.missing,
        "mentor": offering.mentor,
        "token": token,
    }
    return render(request, "mentors/mine_by_link.html", context)


@page(permission=Permission.OWN_OFFER, writes=True)
def away(request: PageRequest) -> HttpResponse:
    offering = _offering(request.scope, request.grant.school, by=request.user)
    pausing, leaving = offering.away_forms(request)
    if offering.goes_away(request, pausing, leaving):
        messages.success(request, "C’est noté. Le lycée le voit sur votre fiche.")
        return redirect("offering:mine")
    context = {"pausing": pausing, "leaving": leaving, "mentor": offering.mentor}
    return render(request, "mentors/away.html", context)


@guest_page(act=LinkAct.OFFER, writes=True)
def away_by_link(request: GuestRequest, token: str) -> HttpResponse:
    offering = _offering(request.scope, request.link.school, by=None)
    pausing, leaving = offering.away_forms(request)
    if offering.goes_away(request, pausing, leaving):
        messages.success(request, "C’est noté. Le lycée le voit sur votre fiche.")
        return redirect("offering:by_link", token)
    context = {"pausing": pausing, "leaving": leaving, "mentor": offering.mentor, "token": token}
    return render(request, "mentors/away_by_link.html", context)


@require_POST
@page(permission=Permission.OWN_OFFER, writes=True)
def back(request: PageRequest) -> HttpResponse:
    _back(request, _offering(request.scope, request.grant.school, by=request.user))
    return redirect("offering:mine")


@guest_page(act=LinkAct.OFFER, writes=True)
def back_by_link(request: GuestRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        _back(request, _offering(request.scope, request.link.school, by=None))
    return redirect("offering:by_link", token)


@page(permission=Permission.COMMITMENT_VIEW)
def commitments(request: PageRequest) -> HttpResponse:
    """Show a company its mentors and the places they offer; never a pupil."""
    offers = (
        Offer.objects.within(request.scope)
        .filter(closed_on=None)
        .select_related("mentor", "school", "campaign")
        .order_by("mentor__last_name__unaccent", "mentor__first_name__unaccent", "pk")
    )
    return render(request, "mentors/commitments.html", {"offers": offers})


def _offering(scope: Scope, school: School | None, *, by: User | None) -> Offering:
    mentor = get_object_or_404(Mentor.objects.within(scope), pk=scope.mentor)
    return Offering(mentor, school, scope, by=by)


def _back(request: HttpRequest, offering: Offering) -> None:
    try:
        followup.come_back(mentor=offering.mentor, by=offering.by)
        messages.success(request, "Bienvenue à nouveau. Dites combien d’élèves vous accompagnez.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
