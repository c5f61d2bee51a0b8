"""From a territory to those below it: nation, région académique, académie, school."""

from collections.abc import Iterable, Sequence

from mentorat.access.roles import Level
from mentorat.foundations.place import ACADEMY, REGION, Span, school_span
from mentorat.foundations.scope import Scope
from mentorat.programmes.models import Campaign
from mentorat.reference.models import AcademicRegion, Academy
from mentorat.steering.queries.figures import DrillDown, Row
from mentorat.steering.queries.territory import Served, level_of, open_schools, served, with_project
from mentorat.steering.queries.values import board, root_of

Codes = Sequence[str]


def drill_down(
    scope: Scope, campaign: Campaign, span: Span, codes: Codes, *, by_region: bool = False
) -> DrillDown:
    """Return the rows just below a span, by name. The nation opens on académies or on régions.

    Only what the scope covers. Schools without a figure yet have their row too.
    """
    level = level_of(span)
    if level is Level.SCHOOL:
        return DrillDown(None, ())
    if level is Level.ACADEMY:
        return DrillDown(Level.SCHOOL, tuple(_schools(scope, campaign, span, codes)))
    if level is Level.NATION and by_region:
        return DrillDown(Level.REGION, tuple(_regions(scope, campaign, codes)))
    return DrillDown(Level.ACADEMY, tuple(_academies(scope, campaign, span, codes)))


def by_academy(scope: Scope, campaign: Campaign, code: str) -> tuple[Row, ...]:
    """Return one figure for each académie of the scope: a map, a chart."""
    return tuple(_academies(scope, campaign, root_of(scope), (code,)))


def by_school(scope: Scope, campaign: Campaign, span: Span, code: str) -> tuple[Row, ...]:
    """Return one figure for each school of an académie."""
    return tuple(_schools(scope, campaign, span, (code,)))


def _regions(scope: Scope, campaign: Campaign, codes: Codes) -> Iterable[Row]:
    known, root = board(scope, campaign), root_of(scope)
    schools = served(scope, campaign, root, size=REGION)
    for region in AcademicRegion.objects.order_by("name"):
        here = schools.get(region.number, Served())
        if root.covers(region.span):
            yield Row(
                level=Level.REGION,
                key=str(region.number),
                label=region.name,
                detail="",
                span=region.span,
                schools=here.schools,
                schools_with_project=here.with_project,
                figures=known.figures(region.span, codes),
            )


def _academies(scope: Scope, campaign: Campaign, span: Span, codes: Codes) -> Iterable[Row]:
    known, root = board(scope, campaign), root_of(scope)
    schools = served(scope, campaign, span, size=ACADEMY)
    for academy in Academy.objects.select_related("region").order_by("name"):
        here = schools.get(academy.span.lo // ACADEMY, Served())
        if root.covers(academy.span) and span.covers(academy.span):
            yield Row(
                level=Level.ACADEMY,
                key=academy.code,
                label=academy.name,
                detail=academy.region.name,
                span=academy.span,
                schools=here.schools,
                schools_with_project=here.with_project,
                figures=known.figures(academy.span, codes),
            )


def _schools(scope: Scope, campaign: Campaign, span: Span, codes: Codes) -> Iterable[Row]:
    known = board(scope, campaign, schools_of=span)
    schools = open_schools(scope, span).annotate(has_project=with_project(scope, campaign))
    columns = ("place", "uai", "name", "city", "has_project")
    named = schools.order_by("name", "city", "uai").values_list(*columns)
    for place, uai, name, city, has_project in named:
        yield Row(
            level=Level.SCHOOL,
            key=uai,
            label=name,
            detail=city,
            span=school_span(place),
            schools=1,
            schools_with_project=int(has_project),
            figures=known.figures(school_span(place), codes),
        )
