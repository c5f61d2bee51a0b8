"""A mentor: the file, what is verified, what is offered, an account to open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.matching.actions import offer
from mentorat.matching.models import Offer
from mentorat.mentorships.models import Mentorship, PairWish, RoleConflict
from mentorat.organisations.models import School
from mentorat.people.actions import fresh_units
from mentorat.people.policies import missing_clearances
from mentorat.people.queries import MentorFile, photo_of
from mentorat.people.training import UNITS
from mentorat.programmes.actions import recruiting
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.queries import campaign_on
from mentorat.web.changed import mentor_changed
from mentorat.web.mentors.forms import AssociationMentorForm, MentorForm, OfferForm
from mentorat.web.mentors.found import found_mentor, keeps, kept_mentor
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTOR_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    mentor = found_mentor(request, pk)
    is_kept = keeps(request, mentor)
    context = {
        "mentor": mentor,
        "is_kept": is_kept,
        "clearances": mentor.clearances.select_related("verified_by"),
        "missing": missing_clearances(mentor, on=clock.today()),
        "today": clock.today(),
        "photo": photo_of(mentor, scope=request.scope),
        "offers": Offer.objects.within(request.scope)
        .filter(mentor=mentor, closed_on=None)
        .select_related("school", "campaign"),
        "mentorships": Mentorship.objects.within(request.scope).filter(
            mentor_memberships__mentor=mentor
        ),
        "can_manage": request.can(Permission.MENTOR_MANAGE) and is_kept,
        "can_match": request.can(Permission.MENTORSHIP_MANAGE),
        "conflicts": RoleConflict.objects.within(request.scope)
        .filter(mentor=mentor)
        .select_related("mentee", "accepted_by"),
        "pair_wishes": PairWish.objects.within(request.scope)
        .filter(mentor=mentor)
        .select_related("mentee"),
        "units": fresh_units(mentor, on=clock.today()),
        "units_total": len(UNITS),
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
                file=_file(request, form),
                by=request.user,
            )
            offer(
                mentor=mentor,
                school=school,
                campaign=campaign_on(clock.today()),
                kind=MentoringKind.BOTH,
                capacity=1,
                by=request.user,
            )
            mentor_changed(mentor)
            messages.success(request, f"{mentor} est enregistré. Il reste ses habilitations.")
            return redirect("mentors:detail", mentor.pk)
    return render(request, "mentors/form.html", {"form": form, "mentor": None})


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def edit(request: PageRequest, pk: int) -> HttpResponse:
    mentor = kept_mentor(request, pk)
    form = MentorForm(request.POST if request.method == "POST" else None, mentor=mentor)
    if request.grant.association is not None:
        del form.fields["association"]
    if form.is_valid():
        with refusals_shown_in(form):
            recruiting.change_mentor(mentor=mentor, file=_file(request, form), by=request.user)
            messages.success(request, "La fiche est modifiée.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/form.html", {"form": form, "mentor": mentor})


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def change_offer(request: PageRequest, pk: int) -> HttpResponse:
    """Say how many pupils the mentor takes in the school of the one who is signed in."""
    mentor = found_mentor(request, pk)
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
            mentor_changed(mentor)
            messages.success(request, "Les places du mentor sont enregistrées.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/offer.html", {"form": form, "mentor": mentor})


def _school(request: PageRequest, form: MentorForm) -> School:
    if "uai" in form.cleaned_data:
        school: School = form.cleaned_data["uai"]
        return school
    return get_object_or_404(
        School.objects.within(request.scope).select_related("academy"),
        place=request.scope.place,
    )


def _file(request: PageRequest, form: MentorForm) -> MentorFile:
    association = form.cleaned_data.get("association") or request.grant.association
    return form.file(association=association)
