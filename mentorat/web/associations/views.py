"""Associations: their own page, and the targets that are set for them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.followup.enums import Health
from mentorat.followup.models import Alarm
from mentorat.followup.queries import by_subject, health_counts, realised, subjects, with_health
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.mentorships.models import Mentorship, MentorshipQuerySet
from mentorat.mentorships.queries import mentorships_shown
from mentorat.organisations.models import Association
from mentorat.people.models import Mentor
from mentorat.programmes.actions.targets import set_target
from mentorat.programmes.models import AssociationTarget
from mentorat.programmes.queries import campaign_on
from mentorat.reference.models import Academy
from mentorat.web.components import KeyFigure
from mentorat.web.forms import Form
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page

RELATIONS: List[MentorshipQuerySet] = List(
    noun="relation",
    filters=(
        Filter("health", "Santé", Health.choices, lambda rows, v: rows.filter(("health", v))),
    ),
    sorts=(
        Sort("health", "Ce qui presse", ("urgency", "last_met")),
        Sort("last", "Dernière séance", ("last_met",)),
        Sort("next", "Prochaine séance", ("next_on",)),
    ),
)


class TargetForm(Form):
    association = forms.ModelChoiceField(
        label="Association", queryset=Association.objects.all(), empty_label="Choisir"
    )
    academy = forms.ModelChoiceField(
        label="Académie", queryset=Academy.objects.none(), required=False, empty_label="Toutes"
    )
    mentees = forms.IntegerField(
        label="Objectif : élèves mentorés dans l’année", min_value=1, max_value=100_000
    )

    def __init__(self, *args: Any, academies: list[Academy], is_national: bool) -> None:
        super().__init__(*args)
        field: Any = self.fields["academy"]
        field.queryset = Academy.objects.filter(pk__in=[one.pk for one in academies])
        if not is_national:
            field.required, field.empty_label = True, "Choisir"


@page(permission=Permission.ASSOCIATION_VIEW)
def mine(request: PageRequest) -> HttpResponse:
    """Show an association its mentors, its relations and what is expected of it."""
    campaign, today = campaign_on(clock.today()), clock.today()
    association = get_object_or_404(Association, pk=request.scope.association)
    relations = with_health(
        Mentorship.objects.within(request.scope).running().select_related("school"),
        campaign=campaign,
        now=clock.now(),
    )
    listing = RELATIONS.read(request, relations)
    mentors = Mentor.objects.within(request.scope).filter(left_on=None)
    count, cleared = mentors.count(), mentors.cleared(on=today).count()
    health = health_counts(relations)
    alarms = by_subject(Alarm.objects.within(request.scope).open().order_by("raised_on", "pk"))
    own = AssociationTarget.objects.filter(association=association, campaign=campaign)
    context = {
        "association": association,
        "listing": listing,
        "lines": [
            {"shown": shown, "row": shown.mentorship}
            for shown in mentorships_shown(listing.rows, scope=request.scope)
        ],
        "alarms": subjects(alarms, scope=request.scope),
        "targets": realised(request.scope, campaign, own.select_related("academy")),
        "figures": [
            KeyFigure("mentors habilités", cleared, url=reverse("mentors:index")),
            KeyFigure(
                "mentors à compléter",
                count - cleared,
                url=reverse("mentors:index") + "?clearance=missing",
            ),
            *(KeyFigure(f"relations {each.label}", health[each]) for each in Health),
        ],
    }
    return render(request, template_of(request, "associations/mine.html"), context)


@page(permission=Permission.ASSOCIATION_MANAGE, writes=True)
def targets(request: PageRequest) -> HttpResponse:
    """Type the targets of the year: of one's own académies, or of the nation."""
    campaign = campaign_on(clock.today())
    is_national = request.scope.family is Family.NATION
    academies = [one for one in Academy.objects.all() if request.scope.span.covers(one.span)]
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        academies=academies,
        is_national=is_national,
    )
    if form.is_valid():
        set_target(campaign=campaign, by=request.user, **form.cleaned_data)
        messages.success(request, "L’objectif est enregistré.")
        return redirect("associations:targets")
    known = AssociationTarget.objects.filter(campaign=campaign)
    if not is_national:
        known = known.filter(academy__in=academies)
    context = {
        "form": form,
        "campaign": campaign,
        "targets": known.select_related("association", "academy"),
        "associations": Association.objects.all(),
    }
    return render(request, "associations/targets.html", context)
