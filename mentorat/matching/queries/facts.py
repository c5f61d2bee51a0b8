"""What the engine needs to know of a project: its volunteers and its offers, as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from mentorat.foundations.scope import Scope
from mentorat.matching import policies
from mentorat.matching.engine import METIER, PARCOURS, NeedFacts, OfferFacts
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Need, Offer, Proposal
from mentorat.matching.queries.grounds import Ground, grounds, town_of
from mentorat.matching.queries.quotas import authorised_in, seats_left
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import MentorMembership, PairWish, RoleConflict
from mentorat.mentorships.policies import held
from mentorat.people.models import Mentor
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.models import SchoolProject
from mentorat.reference.models import NsfGroup, Speciality, TradeFamily

KINDS: Mapping[str, frozenset[str]] = {
    MentoringKind.METIER: frozenset({METIER}),
    MentoringKind.PARCOURS: frozenset({PARCOURS}),
    MentoringKind.BOTH: frozenset({METIER, PARCOURS}),
}

Trades = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Pairs:
    """The mentors whom something sets apart for a pupil: what was, what is, what one said."""

    former: set[int] = field(default_factory=set)
    conflicting: set[int] = field(default_factory=set)
    vetoed: set[int] = field(default_factory=set)
    wished: set[int] = field(default_factory=set)
    wishing: set[int] = field(default_factory=set)


def engine_facts(
    project: SchoolProject, *, scope: Scope, today: date
) -> tuple[list[NeedFacts], list[OfferFacts]]:
    """Return the volunteers who wait and the offers that stand, in a constant number of queries."""
    return (
        _needs(project, scope=scope, today=today),
        _offers(project, scope=scope, today=today),
    )


def _needs(project: SchoolProject, *, scope: Scope, today: date) -> list[NeedFacts]:
    families = Prefetch(
        "mentee__family__specialities", queryset=Speciality.objects.select_related("nsf")
    )
    needs = list(
        Need.objects.within(scope)
        .filter(campaign=project.campaign_id, place=project.place)
        .unmet()
        .select_related("mentee__speciality__nsf", "mentee__family", "mentee__identity")
        .prefetch_related(families)
    )
    # Care before another relation: a minor whose relation has ended is not matched yet.
    waits = held({need.mentee_id for need in needs}, on=today)
    needs = [need for need in needs if need.mentee_id not in waits]
    mentees = {need.mentee_id for need in needs}
    pairs, slots = _pairs(mentees, scope=scope), frozenset(project.half_days)
    return [_need(need, pairs[need.mentee_id], slots=slots, today=today) for need in needs]


def _need(need: Need, pairs: Pairs, *, slots: frozenset[str], today: date) -> NeedFacts:
    mentee = need.mentee
    nsf_groups, rome_domains = trades_of_training(mentee.training)
    return NeedFacts(
        id=need.pk,
        kinds=KINDS[need.kind],
        objective=need.objective,
        accepts_remote=need.accepts_remote,
        days_waiting=need.days_waiting(today=today),
        is_last_year=mentee.is_in_last_year,
        training=str(mentee.training or ""),
        nsf_groups=nsf_groups,
        rome_domains=rome_domains,
        comes_first=need.priority_since is not None,
        mentor_wish=need.mentor_wish,
        gender=mentee.identity.sex if hasattr(mentee, "identity") else "",
        languages=frozenset(need.languages),
        slots=slots,
        former_mentors=frozenset(pairs.former),
        conflicting_mentors=frozenset(pairs.conflicting),
        vetoed_mentors=frozenset(pairs.vetoed),
        wished_mentors=frozenset(pairs.wished),
        wishing_mentors=frozenset(pairs.wishing),
    )


def _offers(project: SchoolProject, *, scope: Scope, today: date) -> list[OfferFacts]:
    standing = policies.open_offers(project, on=today).within(scope)
    offers = list(standing.select_related("mentor").prefetch_related("mentor__nsf_groups"))
    seats = policies.free_seats(standing)
    cleared = set(
        Mentor.objects.within(scope)
        .cleared(on=today)
        .filter(pk__in={offer.mentor_id for offer in offers})
        .values_list("pk", flat=True)
    )
    span, town = project.school.academy.span, town_of(project.school.city)
    known = grounds(span)
    bodies = {offer.mentor.association_id or 0 for offer in offers} - {0}
    left = seats_left(bodies, project.campaign, span)
    let_in = authorised_in(project) or bodies
    return [
        _offer(
            offer,
            is_local=bool(town) and town_of(offer.mentor.city) == town,
            distance_km=_distance(known, town_of(offer.mentor.city), town),
            is_cleared=offer.mentor_id in cleared,
            seats=seats.get(offer.pk, 0),
            association=body,
            association_left=left.get(body, -1),
            is_authorised=not body or body in let_in,
        )
        for offer, body in ((one, one.mentor.association_id or 0) for one in offers)
    ]


def _distance(known: Mapping[str, Ground], mentor: str, school: str) -> float | None:
    here, there = known.get(mentor), known.get(school)
    return here.kilometres_to(there) if here and there else None


def _offer(offer: Offer, *, seats: int, **told: Any) -> OfferFacts:
    mentor = offer.mentor
    takes_many = mentor.group_seats or mentor.takes_class
    nsf_groups, rome_domains = trades_of_groups(mentor.nsf_groups.all())
    return OfferFacts(
        id=offer.pk,
        mentor=mentor.pk,
        kinds=KINDS[offer.kind],
        origin=mentor.origin,
        accepts_remote=mentor.accepts_remote,
        **told,
        # Who also takes a group or a class keeps for it what is not for pupils alone.
        seats=min(seats, mentor.alone_seats) if takes_many else seats,
        group_seats=min(seats, mentor.group_seats),
        radius_km=mentor.radius_km,
        gender=mentor.gender,
        languages=frozenset(mentor.languages),
        slots=frozenset(mentor.availability),
        nsf_groups=nsf_groups,
        rome_domains=rome_domains | frozenset(mentor.rome_domains),
    )


def _pairs(mentees: set[int], *, scope: Scope) -> dict[int, Pairs]:
    found: dict[int, Pairs] = defaultdict(Pairs)
    for mentee, mentor in _former_mentors(mentees, scope=scope):
        found[mentee].former.add(mentor)
    conflicts = RoleConflict.objects.within(scope).standing().filter(mentee__in=mentees)
    for mentee, mentor in conflicts.values_list("mentee", "mentor"):
        found[mentee].conflicting.add(mentor)
    said = PairWish.objects.within(scope).filter(mentee__in=mentees)
    for mentee, mentor, kind, side in said.values_list("mentee", "mentor", "kind", "side"):
        _words(found[mentee], kind, side).add(mentor)
    return found


def _words(pairs: Pairs, kind: str, side: str) -> set[int]:
    if kind == PairWishKind.NEVER:
        return pairs.vetoed
    return pairs.wished if side == WishSide.MENTEE else pairs.wishing


def _former_mentors(mentees: set[int], *, scope: Scope) -> list[tuple[int, int]]:
    """Return pupils with the mentors of any earlier relation or proposal, and those set aside."""
    asked = (
        MentorMembership.objects.within(scope)
        .filter(mentorship__mentee_memberships__mentee__in=mentees)
        .values_list("mentorship__mentee_memberships__mentee", "mentor")
    )
    of_former_groups = (
        MentorMembership.objects.within(scope)
        .filter(mentorship__former_mentees__mentee__in=mentees)
        .values_list("mentorship__former_mentees__mentee", "mentor")
    )
    declined = (
        Proposal.objects.within(scope)
        .filter(state=ProposalState.DECLINED, need__mentee__in=mentees)
        .values_list("need__mentee", "offer__mentor")
    )
    return [*asked, *of_former_groups, *declined]


def trades_of_training(training: Speciality | TradeFamily | None) -> Trades:
    """Return the NSF groups and ROME domains; for a family of 2de, those of its specialities."""
    if training is None:
        return frozenset(), frozenset()
    if isinstance(training, TradeFamily):
        each = [_trades_of_speciality(speciality) for speciality in training.specialities.all()]
        groups, domains = zip(*each, strict=True) if each else ((), ())
        return frozenset().union(*groups), frozenset().union(*domains)
    return _trades_of_speciality(training)


def _trades_of_speciality(speciality: Speciality) -> Trades:
    domains = speciality.rome_domains or speciality.nsf.rome_domains
    return frozenset({speciality.nsf_id}), frozenset(domains)


def trades_of_groups(groups: Iterable[NsfGroup]) -> Trades:
    known = list(groups)
    domains = (domain for group in known for domain in group.rome_domains)
    return frozenset(group.code for group in known), frozenset(domains)
