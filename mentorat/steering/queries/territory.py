"""Names of territories, and which of their schools take part: the directory, which is public."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from mentorat.access.roles import Level
from mentorat.foundations.place import (
    ACADEMY,
    NATION,
    REGION,
    Span,
    academy_of,
)
from mentorat.foundations.scope import Scope
from mentorat.organisations.models import School, SchoolQuerySet
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.models import AcademicRegion, Academy


@dataclass(frozen=True)
class Served:
    """How many schools are open, and how many of them have a project."""

    schools: int = 0
    with_project: int = 0


def level_of(span: Span) -> Level:
    if span == NATION:
        return Level.NATION
    if span.lo == span.hi:
        return Level.SCHOOL
    return Level.ACADEMY if span == academy_of(span.lo) else Level.REGION


def label_of(span: Span) -> str:
    """Return the name of a territory or school, as grants show it."""
    level = level_of(span)
    if level is Level.NATION:
        return "France entière"
    if level is Level.REGION:
        return f"région académique {AcademicRegion.objects.get(number=span.lo // REGION)}"
    if level is Level.ACADEMY:
        return f"académie {Academy.objects.get(code=f'{span.lo % REGION // ACADEMY:02d}')}"
    return str(School.objects.get(place=span.lo))


def open_schools(scope: Scope, span: Span) -> SchoolQuerySet:
    return School.objects.within(scope).open().filter(place__range=(span.lo, span.hi))


def with_project(scope: Scope, campaign: Campaign) -> Exists:
    """Return the condition « this school has a project »."""
    projects = SchoolProject.objects.within(scope)
    return Exists(projects.filter(school=OuterRef("pk"), campaign=campaign))


def unserved_schools(scope: Scope, campaign: Campaign, span: Span) -> SchoolQuerySet:
    """Return the open schools without a project: who is not served."""
    schools = open_schools(scope, span).exclude(with_project(scope, campaign))
    return schools.select_related("academy")


def served(scope: Scope, campaign: Campaign, span: Span, *, size: int) -> dict[int, Served]:
    """Count the schools of a span by number of the territory of that size in which they lie."""
    rows = (
        open_schools(scope, span)
        .annotate(number=F("place") / size, has_project=with_project(scope, campaign))
        .values_list("number")
        .annotate(open=Count("pk"), served=Count("pk", filter=Q(has_project=True)))
    )
    return {number: Served(schools, projects) for number, schools, projects in rows}


def added(counts: Iterable[Served]) -> Served:
    found = list(counts)
    return Served(sum(one.schools for one in found), sum(one.with_project for one in found))
