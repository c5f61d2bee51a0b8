"""« Mes disponibilités »: the page of the mentor; and what a company has committed to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.matching.actions import offer
from mentorat.matching.models import Offer
from mentorat.people.models import Mentor
from mentorat.people.policies import missing_clearances
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.mentors.forms import OfferForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.OWN_OFFER, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    mentor = get_object_or_404(Mentor.objects.within(request.scope), pk=request.scope.mentor)
    campaign, school = campaign_on(clock.today()), request.grant.school
    known = Offer.objects.within(request.scope).filter(campaign=campaign, school=school).first()
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        initial={"capacity": known.capacity, "kind": known.kind} if known else None,
    )
    if school is not None and form.is_valid():
        with refusals_shown_in(form):
            offer(
                mentor=mentor,
                school=school,
                campaign=campaign,
                kind=MentoringKind(form.cleaned_data["kind"]),
                capacity=form.cleaned_data["capacity"],
                by=request.user,
            )
            figures_changed(school_id=school.pk, campaign_id=campaign.pk)
            messages.success(request, "Vos disponibilités sont enregistrées. Merci.")
            return redirect("home")
    missing = missing_clearances(mentor, on=clock.today())
    return render(request, "mentors/mine.html", {"form": form, "missing": missing})


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
