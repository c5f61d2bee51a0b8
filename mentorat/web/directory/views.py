"""The directory of schools: public data, read by everyone who signs in above the school too."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.organisations.enums import SchoolKind
from mentorat.organisations.models import School, SchoolQuerySet
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on
from mentorat.reference.models import Academy
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page

PROJECT = (("with", "avec projet"), ("without", "sans projet"))


def by_project(rows: SchoolQuerySet, state: str) -> SchoolQuerySet:
    return rows.filter(has_project=state == "with")  # type: ignore[misc]  # annotated by the page


def schools_list() -> List[SchoolQuerySet]:
    academies = [(academy.code, academy.name) for academy in Academy.objects.all()]
    return List(
        noun="établissement",
        search=Search("Nom, commune ou UAI", lambda rows, words: rows.matching(words)),
        filters=(
            Filter(
                "academy",
                "Académie",
                academies,
                lambda rows, v: rows.filter(academy=v),
                all_label="Toutes",
            ),
            Filter("kind", "Type", SchoolKind.choices, lambda rows, v: rows.filter(kind=v)),
            Filter("project", "Projet", PROJECT, by_project),
        ),
        sorts=(
            Sort("name", "Nom", ("name__unaccent", "city__unaccent")),
            Sort("city", "Commune", ("city__unaccent", "name__unaccent")),
        ),
    )


@page(permission=Permission.DIRECTORY_VIEW)
def index(request: PageRequest) -> HttpResponse:
    """List the schools of one's territory; all of them for those who have none."""
    schools = School.objects.all()
    if request.scope.family in {Family.TERRITORY, Family.NATION}:
        schools = schools.within(request.scope)
    project = SchoolProject.objects.unscoped("whether a school takes part is public").filter(
        school=OuterRef("pk"), campaign=campaign_on(clock.today())
    )
    listing = schools_list().read(
        request,
        schools.open().annotate(has_project=Exists(project)).select_related("academy"),
    )
    return render(request, template_of(request, "directory/index.html"), {"listing": listing})


@page(permission=Permission.DIRECTORY_VIEW)
def detail(request: PageRequest, uai: str) -> HttpResponse:
    school = get_object_or_404(
        School.objects.select_related("academy__region", "department", "mother"), uai=uai
    )
    projects = SchoolProject.objects.within(request.scope).filter(school=school)
    context = {
        "school": school,
        "projects": projects.select_related("campaign", "pilot"),
        "reads_projects": request.can(Permission.PROJECT_VIEW)
        and request.scope.span.covers(school.span),
    }
    return render(request, "directory/detail.html", context)
