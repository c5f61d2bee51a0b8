"""« Aider un autre lycée »: a mentor's places in schools that did not recruit him or her."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Scope
from mentorat.matching.actions import close_offer, offer_elsewhere
from mentorat.matching.queries import offers_elsewhere, schools_to_help
from mentorat.organisations.models import School
from mentorat.people.models import Mentor, User
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.queries import campaign_on
from mentorat.web.changed import school_changed
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.mentors.forms import ElsewhereForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


class Elsewhere:
    """A mentor who looks beyond the school that recruited him or her. ``by``: nobody, by link."""

    def __init__(self, home: School, scope: Scope, *, by: User | None) -> None:
        self.mentor = get_object_or_404(Mentor.objects.within(scope), pk=scope.mentor)
        self.by, self.campaign = by, campaign_on(clock.today())
        self.offers = offers_elsewhere(home, self.campaign, scope=scope)
        self.schools = schools_to_help(home, self.campaign)

    def form(self, request: HttpRequest) -> ElsewhereForm:
        return ElsewhereForm(
            request.POST if request.method == "POST" else None, schools=self.schools
        )

    def save(self, form: ElsewhereForm) -> bool:
        school = form.cleaned_data["school"]
        with refusals_shown_in(form):
            offer_elsewhere(
                mentor=self.mentor,
                school=school,
                campaign=self.campaign,
                kind=MentoringKind(form.cleaned_data["kind"]),
                capacity=form.cleaned_data["capacity"],
                by=self.by,
            )
            school_changed(school_id=school.pk, campaign_id=self.campaign.pk)
        return form.is_valid()

    def stop(self, pk: int) -> School:
        """Take back what is still free there; relations go on."""
        offered = get_object_or_404(self.offers, pk=pk)
        close_offer(offer=offered, on=clock.today(), by=self.by)
        school_changed(school_id=offered.school_id, campaign_id=self.campaign.pk)
        return offered.school

    def context(self, form: ElsewhereForm) -> dict[str, Any]:
        return {"form": form, "offers": self.offers, "has_schools": self.schools.exists()}


@page(permission=Permission.OWN_OFFER, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    place = _of_account(request)
    form = place.form(request)
    if form.is_valid() and place.save(form):
        _thank(request, form.cleaned_data["school"])
        return redirect("offering:elsewhere")
    return render(request, "mentors/elsewhere.html", place.context(form))


@guest_page(act=LinkAct.OFFER, writes=True)
def by_link(request: GuestRequest, token: str) -> HttpResponse:
    place = _of_link(request)
    form = place.form(request)
    if form.is_valid() and place.save(form):
        _thank(request, form.cleaned_data["school"])
        return redirect("offering:elsewhere_by_link", token)
    context = place.context(form) | {"token": token}
    return render(request, "mentors/elsewhere_by_link.html", context)


@require_POST
@page(permission=Permission.OWN_OFFER, writes=True)
def stop(request: PageRequest, pk: int) -> HttpResponse:
    _stopped(request, _of_account(request).stop(pk))
    return redirect("offering:elsewhere")


@guest_page(act=LinkAct.OFFER, writes=True)
def stop_by_link(request: GuestRequest, token: str, pk: int) -> HttpResponse:
    if request.method == "POST":
        _stopped(request, _of_link(request).stop(pk))
    return redirect("offering:elsewhere_by_link", token)


def _of_account(request: PageRequest) -> Elsewhere:
    home = get_object_or_404(School.objects.all(), pk=request.grant.school_id)
    return Elsewhere(home, request.scope, by=request.user)


def _of_link(request: GuestRequest) -> Elsewhere:
    home = get_object_or_404(School.objects.all(), pk=request.link.school_id)
    return Elsewhere(home, request.scope, by=None)


def _thank(request: HttpRequest, school: School) -> None:
    messages.success(request, f"Merci. Votre proposition est envoyée : {school}.")


def _stopped(request: HttpRequest, school: School) -> None:
    messages.success(request, f"Aucun nouvel élève ne vous y sera proposé : {school}.")
