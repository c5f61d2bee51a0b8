"""The computation of figures. It stands under ``tasks``, which calls it; ``actions`` offers it too.

Figures are a reading of other tables, made again at will: they have no author, and no journal.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from mentorat.foundations.place import ACADEMY, NATION, Span
from mentorat.foundations.scope import Family, Scope, system
from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Counted
from mentorat.steering.measures import Perimeter, measure
from mentorat.steering.models import IndicatorValue

# The first key of our advisory locks on the académies whose figures are being written.
FIGURES = 14
BATCH = 5_000


@transaction.atomic
def refresh_school(*, school: School, campaign: Campaign, now: datetime, today: date) -> int:
    """Compute every figure of a school again. Returns how many were written."""
    scope = Scope(Family.SCHOOL, school.span)
    _wait_turn(school.span)
    found = measure(Perimeter(scope, school.span, campaign, today))
    return _write(campaign, {school.place: school.pk}, found, now=now)


@transaction.atomic
def refresh_academy(*, academy: Academy, campaign: Campaign, now: datetime, today: date) -> int:
    """Compute the figures of the schools of an académie, as ``refresh_school`` would each of them.

    Schools of which nothing is known, now or before, are left without figures.
    """
    return _refresh(academy.span, campaign, now=now, today=today)


@transaction.atomic
def refresh_all(*, campaign: Campaign, now: datetime, today: date) -> int:
    """Compute the figures of the nation. The number of questions does not depend on its size."""
    return _refresh(NATION, campaign, now=now, today=today)


def _refresh(span: Span, campaign: Campaign, *, now: datetime, today: date) -> int:
    _wait_turn(span)
    found = measure(Perimeter(system("figures of all schools"), span, campaign, today))
    known = School.objects.filter(
        Q(place__in=found) | Q(values__campaign=campaign), place__range=(span.lo, span.hi)
    )
    return _write(campaign, dict(known.values_list("place", "pk")), found, now=now)


def _wait_turn(span: Span) -> None:
    """Let one computation at a time write in an académie: an older one never covers a newer."""
    numbers = [place // ACADEMY for place in (span.lo, span.hi)]
    if span == NATION:
        numbers = sorted(academy.span.lo // ACADEMY for academy in Academy.objects.all())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s::int[]) AS number",
            [FIGURES, sorted(set(numbers))],
        )


def _write(
    campaign: Campaign,
    schools: Mapping[int, int],
    found: Mapping[int, Mapping[Counted, int]],
    *,
    now: datetime,
) -> int:
    values = [
        IndicatorValue(
            campaign=campaign,
            school_id=schools[place],
            place=place,
            code=indicator.code,
            numerator=found.get(place, {}).get(indicator.counts, 0),
            denominator=(
                None if indicator.out_of is None else found.get(place, {}).get(indicator.out_of, 0)
            ),
            computed_at=now,
        )
        for place in sorted(schools)
        for indicator in INDICATORS.values()
    ]
    IndicatorValue.objects.bulk_create(
        values,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["campaign", "school", "code"],
        update_fields=["place", "numerator", "denominator", "computed_at"],
    )
    return len(values)
