"""The project of a school: open it, read it, change it; list the projects of a territory."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup.queries import useful_days
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.matching.queries import associations_around
from mentorat.organisations.models import ClosedDay, PfmpPeriod, Room, School
from mentorat.people.enums import HalfDay
from mentorat.people.models import User
from mentorat.programmes.actions import projects
from mentorat.programmes.enums import MentoringForm, MentoringKind
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.projects.counts import counts_shown
from mentorat.web.projects.forms import ProjectForm


@page(permission=Permission.PROJECT_VIEW)
def index(request: PageRequest) -> HttpResponse:
    """Lead the school to its own project; show a territory its list."""
    if request.scope.family is not Family.SCHOOL:
        return redirect(reverse("directory:index") + "?project=with")
    campaign = campaign_on(clock.today())
    school = _own_school(request)
    project = project_of(school, campaign, scope=request.scope)
    if project is None:
        can_manage = request.can(Permission.PROJECT_MANAGE)
        context = {"campaign": campaign, "can_manage": can_manage}
        return render(request, "projects/none.html", context)
    return redirect("projects:detail", project.pk)


@page(permission=Permission.PROJECT_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(
        SchoolProject.objects.within(request.scope).select_related(
            "school", "campaign", "pilot", "deputy"
        ),
        pk=pk,
    )
    of_school = request.scope.family is Family.SCHOOL
    rooms = Room.objects.within(request.scope).filter(school=project.school, retired_on=None)
    closed = ClosedDay.objects.within(request.scope).filter(school=project.school)
    context = {
        "project": project,
        "kinds": [MentoringKind(kind).label for kind in project.kinds],
        "mentoring_forms": [MentoringForm(form).label for form in project.forms],
        "half_days": [HalfDay(one).label for one in project.half_days],
        "associations": project.associations.all(),
        "of_school": of_school,
        "rooms": rooms if of_school else [],
        "closed_days": closed if of_school else [],
        "pfmp_periods": _pfmp(request, project) if of_school else [],
        "counts": counts_shown(request, project),
        "can_manage": request.can(Permission.PROJECT_MANAGE),
        "useful_days": useful_days(project.campaign),
    }
    return render(request, "projects/detail.html", context)


def _pfmp(request: PageRequest, project: SchoolProject) -> QuerySet[PfmpPeriod]:
    """Return the PFMP of the year of the project, past ones included."""
    return PfmpPeriod.objects.within(request.scope).filter(
        school=project.school,
        ends_on__gte=project.campaign.opens_on,
        starts_on__lte=project.campaign.closes_on,
    )


@page(permission=Permission.PROJECT_MANAGE, writes=True)
def open_project(request: PageRequest) -> HttpResponse:
    school, campaign = _own_school(request), campaign_on(clock.today())
    form = ProjectForm(
        request.POST if request.method == "POST" else None,
        team=_team(school),
        around=associations_around(school, campaign),
        initial={"mentoring_forms": [MentoringForm.INDIVIDUAL], "pilot": request.user.pk},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            project = projects.open_project(
                school=school,
                campaign=campaign,
                now=clock.now(),
                by=request.user,
                **_values(form),
            )
            figures_changed(school_id=school.pk, campaign_id=campaign.pk)
            messages.success(request, f"Le projet {campaign} est ouvert.")
            return redirect("projects:detail", project.pk)
    context = {"form": form, "campaign": campaign, "school": school}
    return render(request, "projects/form.html", context)


@page(permission=Permission.PROJECT_MANAGE, writes=True)
def edit(request: PageRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(
        SchoolProject.objects.within(request.scope).select_related("school", "campaign"), pk=pk
    )
    form = ProjectForm(
        request.POST if request.method == "POST" else None,
        team=_team(project.school),
        around=associations_around(project.school, project.campaign),
        initial={
            "half_days": project.half_days,
            "associations": [one.pk for one in project.associations.all()],
            "kinds": project.kinds,
            "mentoring_forms": project.forms,
            "publics": project.publics,
            "target_mentees": project.target_mentees,
            "pilot": project.pilot_id,
            "deputy": project.deputy_id,
        },
    )
    if form.is_valid():
        with refusals_shown_in(form):
            projects.change_project(project=project, by=request.user, **_values(form))
            figures_changed(school_id=project.school_id, campaign_id=project.campaign_id)
            messages.success(request, "Le projet est modifié.")
            return redirect("projects:detail", project.pk)
    context = {"form": form, "campaign": project.campaign, "school": project.school}
    return render(request, "projects/form.html", {**context, "project": project})


def _values(form: ProjectForm) -> dict[str, Any]:
    return {
        "kinds": form.cleaned_data["kinds"],
        "forms": form.cleaned_data["mentoring_forms"],
        "publics": form.cleaned_data["publics"],
        "target_mentees": form.cleaned_data["target_mentees"],
        "half_days": form.cleaned_data["half_days"],
        "associations": form.cleaned_data["associations"],
        "pilot": form.cleaned_data["pilot"],
        "deputy": form.cleaned_data["deputy"],
    }


def _own_school(request: PageRequest) -> School:
    return get_object_or_404(School.objects.within(request.scope), place=request.scope.place)


def _team(school: School) -> list[User]:
    """Return who may steer the project: the people of the school who may plan sessions."""
    return holders(Permission.SESSION_PLAN, over=school.span, on=clock.today())
