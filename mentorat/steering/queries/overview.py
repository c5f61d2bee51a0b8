"""The figures of one territory or school."""

from mentorat.access.roles import Level
from mentorat.foundations.place import ACADEMY, Span, academy_of
from mentorat.foundations.scope import Scope
from mentorat.programmes.models import Campaign
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.queries.figures import Overview
from mentorat.steering.queries.territory import added, label_of, level_of, served
from mentorat.steering.queries.values import board


def overview(scope: Scope, campaign: Campaign, span: Span) -> Overview:
    """Return every figure of a territory or school. Outside the scope, none is known."""
    level = level_of(span)
    schools_of = academy_of(span.lo) if level is Level.SCHOOL else None
    known = board(scope, campaign, schools_of=schools_of)
    schools = added(served(scope, campaign, span, size=ACADEMY).values())
    return Overview(
        level=level,
        label=label_of(span),
        span=span,
        campaign=campaign,
        figures=known.figures(span, INDICATORS),
        schools=schools.schools,
        schools_with_project=schools.with_project,
    )
