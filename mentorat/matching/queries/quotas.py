"""What agreements leave to associations: targets, less whom they accompany; where they may act."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from mentorat.foundations.place import Span
from mentorat.matching.engine import Rule
from mentorat.matching.engine.coding import code_of
from mentorat.matching.engine.columns import Associations, Ints
from mentorat.matching.queries.reading import read_rows
from mentorat.programmes.models import AssociationTarget, Campaign, SchoolProject
from mentorat.reference.models import Academy

EVERYWHERE = Span(0, 2**31 - 1)


def quotas(codes: Ints, places: Ints, campaign: Campaign, span: Span) -> tuple[Ints, Associations]:
    """Return the association of each offer, what is left of its target, and where it may act."""
    used = np.unique(codes[codes > 0])
    left = seats_left(used.tolist(), campaign, span)
    position = np.where(codes > 0, np.searchsorted(used, codes), -1)
    return position, Associations(
        cap=np.array([left.get(one, -1) for one in used.tolist()], np.int64),
        floor=np.zeros(len(used), np.int64),
        barred=_barred(used.tolist(), places.tolist(), campaign, span),
    )


def seats_left(associations: Collection[int], campaign: Campaign, span: Span) -> Mapping[int, int]:
    """Return how many pupils more an association may accompany in an académie, if a target says.

    A target for all académies holds too: the smaller of the two.
    """
    targets = AssociationTarget.objects.filter(
        campaign=campaign, association__in=associations
    ).select_related("academy__region")
    if not associations:
        return {}
    left: dict[int, int] = {}
    for where in (span, EVERYWHERE):
        here = [one for one in targets if _span_of(one.academy) == where]
        taken = _accompanied(here, campaign, where)
        for target in here:
            number = target.association_id
            seats = max(target.mentees - taken.get(number, 0), 0)
            left[number] = min(left.get(number, seats), seats)
    return left


def authorised_in(project: SchoolProject) -> frozenset[int]:
    """Return the associations that the head of the school lets in; none said: all of them."""
    return frozenset(project.associations.values_list("pk", flat=True))


def _span_of(academy: Academy | None) -> Span:
    return academy.span if academy is not None else EVERYWHERE


def _accompanied(
    targets: Iterable[AssociationTarget], campaign: Campaign, span: Span
) -> dict[int, int]:
    """Count the pupils of live relations, by association: the database says so to any school."""
    named = [target.association_id for target in targets]
    if not named:
        return {}
    values = {"named": named, "campaign": campaign.pk, "lo": span.lo, "hi": span.hi}
    return dict(read_rows(ACCOMPANIED, values))


ACCOMPANIED = (
    "SELECT * FROM mentorat_accompanied(%(named)s::bigint[], %(campaign)s, %(lo)s, %(hi)s)"
)


def _barred(
    associations: list[int], places: list[int], campaign: Campaign, span: Span
) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """Tell where a school lists associations and this one is not listed."""
    listed = SchoolProject.associations.through.objects.filter(
        schoolproject__campaign=campaign, schoolproject__place__range=(span.lo, span.hi)
    )
    barred = np.zeros((len(associations), len(places)), np.int8)
    row = {number: at for at, number in enumerate(associations)}
    column = {place: at for at, place in enumerate(places)}
    known = list(listed.values_list("schoolproject__place", "association_id"))
    for place, _ in known:
        barred[:, column[place]] = code_of(Rule.AUTHORISATION)
    for place, number in known:
        if number in row:
            barred[row[number], column[place]] = 0
    return barred
