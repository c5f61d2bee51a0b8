"""Supply against demand, by domain of training: where mentors are missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from mentorat.foundations.scope import Scope
from mentorat.matching.queries.facts import engine_facts
from mentorat.programmes.models import SchoolProject
from mentorat.reference.models import NsfGroup


@dataclass(frozen=True)
class SupplyRow:
    """A group of specialities (NSF). An empty code stands for trainings and trades not filled in.

    ``waiting`` volunteers prepare this domain; ``undecided`` ones are in a family of 2de that leads
    here among others, and count in each. A mentor of two domains counts in both.
    """

    code: str
    label: str
    waiting: int
    undecided: int
    mentors: int
    free_seats: int


def supply_and_demand(project: SchoolProject, *, scope: Scope, today: date) -> list[SupplyRow]:
    """Return the domains in which volunteers wait or cleared mentors have a seat, by code."""
    needs, offers = engine_facts(project, scope=scope, today=today)
    waiting, undecided = Counter[str](), Counter[str]()
    mentors, free_seats = Counter[str](), Counter[str]()
    for need in needs:
        counted = undecided if len(need.nsf_groups) > 1 else waiting
        counted.update(need.nsf_groups or {""})
    for offer in offers:
        if offer.is_cleared and offer.seats:
            mentors.update(offer.nsf_groups or {""})
            free_seats.update(dict.fromkeys(offer.nsf_groups or {""}, offer.seats))
    codes = set(waiting) | set(undecided) | set(mentors)
    labels = {group.code: group.label for group in NsfGroup.objects.filter(code__in=codes)}
    return [
        SupplyRow(
            code=code,
            label=labels.get(code, "domaine non renseigné"),
            waiting=waiting[code],
            undecided=undecided[code],
            mentors=mentors[code],
            free_seats=free_seats[code],
        )
        for code in sorted(codes)
    ]
