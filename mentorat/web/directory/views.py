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


def schools_list(*, knows_projects: bool) -> List[SchoolQuerySet]:
    academies = [(academy.code, academy.name) for academy in Academy.objects.all()]
    project = Filter("project", "Projet", PROJECT, by_project)
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
            *((project,) if knows_projects else ()),
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
    # The database hides from a school the projects of the others: of those, nothing is said.
    knows_projects = request.scope.family is not Family.SCHOOL
    listing = schools_list(knows_projects=knows_projects).read(
        request,
        schools.open().annotate(has_project=Exists(project)).select_related("academy"),
    )
    context = {"listing": listing, "knows_projects": knows_projects}
    return render(request, template_of(request, "directory/index.html"), context)


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
