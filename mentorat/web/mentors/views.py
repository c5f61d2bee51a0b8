"""A mentor: the file, what is verified, what is offered, an account to open."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.matching.actions import offer
from mentorat.matching.models import Offer
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import School
from mentorat.people import actions as people
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Mentor
from mentorat.people.policies import missing_clearances
from mentorat.programmes.actions import recruiting
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.mentors.forms import AssociationMentorForm, ClearanceForm, MentorForm, OfferForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTOR_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    mentor = _mentor(request, pk)
    context = {
        "mentor": mentor,
        "clearances": mentor.clearances.select_related("verified_by"),
        "missing": missing_clearances(mentor, on=clock.today()),
        "today": clock.today(),
        "offers": Offer.objects.within(request.scope)
        .filter(mentor=mentor, closed_on=None)
        .select_related("school", "campaign"),
        "mentorships": Mentorship.objects.within(request.scope).filter(
            mentor_memberships__mentor=mentor
        ),
        "can_manage": request.can(Permission.MENTOR_MANAGE) and _keeps(request, mentor),
        "can_clear": request.can(Permission.CLEARANCE_RECORD),
        "can_invite": request.can(Permission.TEAM_INVITE),
    }
    return render(request, "mentors/detail.html", context)


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def add(request: PageRequest) -> HttpResponse:
    of_association = request.grant.association is not None
    form_class = AssociationMentorForm if of_association else MentorForm
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            school = _school(request, form)
            mentor = recruiting.add_mentor(
                # A mentor of an association belongs to the académie, and may offer at its schools.
                place=school.academy.span.lo if of_association else school.place,
                by=request.user,
                **_values(request, form),
            )
            offer(
                mentor=mentor,
                school=school,
                campaign=campaign_on(clock.today()),
                kind=MentoringKind.BOTH,
                capacity=1,
                by=request.user,
            )
            _refresh_schools(mentor)
            messages.success(request, f"{mentor} est enregistré. Il reste ses habilitations.")
            return redirect("mentors:detail", mentor.pk)
    return render(request, "mentors/form.html", {"form": form, "mentor": None})


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def edit(request: PageRequest, pk: int) -> HttpResponse:
    mentor = _mentor(request, pk)
    if not _keeps(request, mentor):
        raise Http404
    names = ("first_name", "last_name", "email", "phone", "origin", "job", "city")
    initial = {name: getattr(mentor, name) for name in (*names, "accepts_remote")}
    initial |= {"company": mentor.company_id, "association": mentor.association_id}
    initial |= {"nsf_groups": [group.pk for group in mentor.nsf_groups.all()]}
    form = MentorForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.grant.association is not None:
        del form.fields["association"]
    if form.is_valid():
        with refusals_shown_in(form):
            people.change_mentor(mentor=mentor, by=request.user, **_values(request, form))
            messages.success(request, "La fiche est modifiée.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/form.html", {"form": form, "mentor": mentor})


@page(permission=Permission.CLEARANCE_RECORD, writes=True)
def clear(request: PageRequest, pk: int) -> HttpResponse:
    mentor = _mentor(request, pk)
    missing = missing_clearances(mentor, on=clock.today())
    form = ClearanceForm(
        request.POST if request.method == "POST" else None,
        initial={"given_on": clock.today(), "kind": missing[0] if missing else None},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            recruiting.record_clearance(
                mentor=mentor,
                kind=ClearanceKind(form.cleaned_data["kind"]),
                given_on=form.cleaned_data["given_on"],
                expires_on=form.cleaned_data["expires_on"],
                today=clock.today(),
                by=request.user,
            )
            _refresh_schools(mentor)
            messages.success(request, "L’habilitation est enregistrée.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/clear.html", {"form": form, "mentor": mentor})


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def change_offer(request: PageRequest, pk: int) -> HttpResponse:
    """Say how many pupils the mentor takes in the school of the one who is signed in."""
    mentor = _mentor(request, pk)
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    campaign = campaign_on(clock.today())
    known = Offer.objects.within(request.scope).filter(
        mentor=mentor, school=school, campaign=campaign
    )
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        initial=known.values("capacity", "kind").first(),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            offer(
                mentor=mentor,
                school=school,
                campaign=campaign,
                kind=MentoringKind(form.cleaned_data["kind"]),
                capacity=form.cleaned_data["capacity"],
                by=request.user,
            )
            _refresh_schools(mentor)
            messages.success(request, "Les places du mentor sont enregistrées.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/offer.html", {"form": form, "mentor": mentor})


def _mentor(request: PageRequest, pk: int) -> Mentor:
    found = Mentor.objects.within(request.scope).select_related("association", "company")
    return get_object_or_404(found, pk=pk)


def _keeps(request: PageRequest, mentor: Mentor) -> bool:
    """Say whether the file is kept here. That of an association's mentor stands at the académie."""
    return request.scope.association is not None or mentor.place in request.scope.span


def _school(request: PageRequest, form: MentorForm) -> School:
    if "uai" in form.cleaned_data:
        school: School = form.cleaned_data["uai"]
        return school
    return get_object_or_404(
        School.objects.within(request.scope).select_related("academy"),
        place=request.scope.place,
    )


def _values(request: PageRequest, form: MentorForm) -> dict[str, Any]:
    values = {name: value for name, value in form.cleaned_data.items() if name != "uai"}
    groups = list(values["nsf_groups"])
    values["rome_domains"] = sorted({domain for one in groups for domain in one.rome_domains})
    values.setdefault("association", request.grant.association)
    return values


def _refresh_schools(mentor: Mentor) -> None:
    """Have the figures computed again where the mentor offers places."""
    offers = Offer.objects.unscoped("where this mentor counts").filter(mentor=mentor)
    for offered in offers:
        figures_changed(school_id=offered.school_id, campaign_id=offered.campaign_id)
