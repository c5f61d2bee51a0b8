"""A list page of the tests: schools of one's scope, on real rows."""

from django.shortcuts import render
from django.urls import path

from mentorat.foundations.place import NATION
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.enums import SchoolKind
from mentorat.organisations.models import School, SchoolQuerySet
from mentorat.web.lists import Filter, List, Search, Sort, template_of

SCHOOLS = List[SchoolQuerySet](
    noun="établissement",
    search=Search("Nom, commune ou UAI", lambda schools, words: schools.matching(words)),
    filters=(
        Filter("kind", "Type", SchoolKind.choices, lambda rows, kind: rows.filter(kind=kind)),
        Filter(
            "project",
            "Projet",
            (("with", "avec"), ("without", "sans")),
            lambda rows, value: rows.filter(projects__isnull=value == "without"),
        ),
    ),
    sorts=(Sort("name", "Nom", ("name",)), Sort("city", "Commune", ("city", "-name"))),
    page_size=3,
)


def schools(request):
    everywhere = Scope(Family.NATION, NATION, user=1)
    listing = SCHOOLS.read(request, School.objects.within(everywhere))
    return render(request, template_of(request, "lists/schools.html"), {"listing": listing})


urlpatterns = [path("lycees/", schools, name="schools")]
