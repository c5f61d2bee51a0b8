"""« Je suis volontaire »: the page of the pupil."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.matching.actions import volunteer, withdraw
from mentorat.matching.models import Need
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.pupils.forms import OwnVolunteerForm


@page(permission=Permission.OWN_NEED, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    campaign = campaign_on(clock.today())
    need = Need.objects.within(request.scope).standing().filter(campaign=campaign).first()
    form = OwnVolunteerForm(request.POST if request.method == "POST" else None)
    if need is None and form.is_valid():
        with refusals_shown_in(form):
            volunteer(
                mentee=mentee,
                campaign=campaign,
                objective=Objective(form.cleaned_data["objective"]),
                kind=MentoringKind(form.cleaned_data["kind"]),
                accepts_remote=form.cleaned_data["accepts_remote"],
                on=clock.today(),
                by=request.user,
            )
            figures_changed(school_id=mentee.school_id, campaign_id=campaign.pk)
            messages.success(request, "C’est noté. Ton lycée cherche un mentor pour toi.")
            return redirect("home")
    live = Mentorship.objects.within(request.scope).live().exists()
    return render(request, "pupils/mine.html", {"form": form, "need": need, "has_mentor": live})


@require_POST
@page(permission=Permission.OWN_NEED, writes=True)
def withdraw_mine(request: PageRequest) -> HttpResponse:
    """Withdraw at any time, without a reason."""
    campaign = campaign_on(clock.today())
    needs = Need.objects.within(request.scope).standing().filter(campaign=campaign)
    need = get_object_or_404(needs.select_related("mentee"))
    try:
        withdraw(need=need, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("volunteering:mine")
    figures_changed(school_id=need.mentee.school_id, campaign_id=campaign.pk)
    messages.success(request, "Tu n’es plus volontaire. Tu peux le redevenir quand tu veux.")
    return redirect("home")
