"""A plan of mentors, written in a fixed number of statements: files, proofs, offers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from mentorat.imports.sources.mentors_table.companies import made
from mentorat.imports.sources.mentors_table.plan import MentorPlan, PlannedMentor
from mentorat.matching.actions import offer_many
from mentorat.matching.models import Offer
from mentorat.organisations.models import School
from mentorat.people.actions import ClearanceRecord, apply_clearances, apply_mentors
from mentorat.people.models import User
from mentorat.people.queries import MentorFile
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.models import Campaign


def apply(plan: MentorPlan, *, school: School, campaign: Campaign, by: User) -> None:
    records = _records([*plan.created, *plan.changed])
    written = apply_mentors(
        place=school.place,
        created=[records[one.line] for one in plan.created],
        changed={one.pk: records[one.line] for one in plan.changed if one.pk is not None},
        by=by,
    )
    numbers = {email: mentor.pk for email, mentor in written.items()}
    touched = [*plan.created, *plan.changed]
    apply_clearances(place=school.place, clearances=_clearances(touched, numbers), by=by)
    _offer(touched, numbers, school=school, campaign=campaign, by=by)


def _records(planned: Iterable[PlannedMentor]) -> dict[int, MentorFile]:
    """Return what is kept of each line, once the firms that it names exist."""
    ones = list(planned)
    companies = made(one.company for one in ones if one.company is not None)
    return {
        one.line: replace(one.record, company_id=companies.find(one.company))
        if one.company is not None
        else one.record
        for one in ones
    }


def _clearances(
    planned: Iterable[PlannedMentor], numbers: Mapping[str, int]
) -> list[ClearanceRecord]:
    return [
        ClearanceRecord(
            numbers[one.record.email],
            given.kind,
            given.given_on,
            given.expires_on,
            None if given.hours is None else Decimal(given.hours),
        )
        for one in planned
        for given in one.clearances
    ]


def _offer(
    planned: Iterable[PlannedMentor],
    numbers: Mapping[str, int],
    *,
    school: School,
    campaign: Campaign,
    by: User,
) -> None:
    """Record how many pupils each takes. An offer already made keeps its kind of mentoring."""
    kinds = dict(
        Offer.objects.unscoped("the offers of this school")
        .filter(school=school, campaign=campaign, mentor__in=numbers.values())
        .values_list("mentor_id", "kind")
    )
    by_kind: dict[MentoringKind, dict[int, int]] = defaultdict(dict)
    for one in planned:
        if one.capacity is not None:
            number = numbers[one.record.email]
            kind = MentoringKind(kinds.get(number, MentoringKind.BOTH))
            by_kind[kind][number] = one.capacity
    for kind, capacities in by_kind.items():
        offer_many(school=school, campaign=campaign, capacities=capacities, kind=kind, by=by)
