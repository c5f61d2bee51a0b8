"""What a run proposes, to whom it proposes nothing, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from mentorat.foundations.place import school_span
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.engine import CAUSE_LABELS, PART_LABELS, Part, ScoredPart
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import MatchingRun, Need, NeedQuerySet, Proposal
from mentorat.matching.queries.advice import advice_on
from mentorat.people.enums import HalfDay
from mentorat.people.models import Mentee


@dataclass(frozen=True)
class ShownProposal:
    """A proposal as the coordinator examines it."""

    id: int
    run_id: int
    need_id: int
    mentee_id: int
    mentee: str
    class_label: str
    training: str
    objective: str
    offer_id: int
    mentor_id: int
    mentor: str
    job: str
    organisation: str
    score: int
    parts: tuple[ScoredPart, ...]
    reasons: tuple[str, ...]
    is_kept: bool
    state: ProposalState
    mentorship_id: int | None
    # With whom: the other pupils of the group, its second mentor, the hour that suits all.
    group: int | None = None
    fellows: tuple[str, ...] = ()
    second_mentor: str = ""
    hour: str = ""


@dataclass(frozen=True)
class RuleCount:
    """How many mentors a rule set aside."""

    rule: str
    label: str
    mentors: int


@dataclass(frozen=True)
class ShownUnserved:
    """A volunteer for whom the run found nobody."""

    need_id: int
    mentee_id: int
    mentee: str
    class_label: str
    training: str
    cause: str
    advice: str
    candidates: int
    removed: tuple[RuleCount, ...]


WHO = (
    "need__mentee__speciality",
    "need__mentee__family",
    "offer__mentor__association",
    "offer__mentor__company",
    "second_offer__mentor",
)


def proposals_of(run: MatchingRun) -> ScopedQuerySet[Proposal]:
    """Return the proposals of a run, best first; without pupils who no longer volunteer."""
    stands = Q(need__withdrawn_at=None, need__mentee__left_on=None)
    proposals = run.proposals.filter(stands | ~Q(state=ProposalState.SUGGESTED))
    return proposals.select_related(*WHO).order_by(F("group").asc(nulls_last=True), "-score", "pk")


def proposals_shown(
    run: MatchingRun, rows: Iterable[Proposal] | None = None
) -> list[ShownProposal]:
    """Return these proposals of a run, or all; each with the others of its group, if it has one."""
    proposals = list(proposals_of(run) if rows is None else rows)
    grouped = (
        list(proposals_of(run).exclude(group=None)) if any(one.group for one in proposals) else []
    )
    return [
        proposal_shown(
            one, [other for other in grouped if other.group == one.group and other.pk != one.pk]
        )
        for one in proposals
    ]


def causes_left(run: MatchingRun) -> dict[int, str]:
    """Return why each volunteer was left, by number of the need. No query."""
    return {detail["need"]: detail["cause"] for detail in run.summary.get("details", [])}


def unserved_of(run: MatchingRun) -> NeedQuerySet:
    """Return the volunteers whom a run left and who still volunteer, the longest wait first."""
    own = Scope(Family.SCHOOL, school_span(run.place))
    needs = Need.objects.within(own).standing().filter(pk__in=causes_left(run))
    return needs.select_related("mentee__speciality", "mentee__family").order_by(
        "volunteered_on", "pk"
    )


def unserved_shown(run: MatchingRun, rows: Iterable[Need] | None = None) -> list[ShownUnserved]:
    """Return these volunteers, or all whom a run left, and how many mentors each rule set aside."""
    details = {detail["need"]: detail for detail in run.summary.get("details", [])}
    return [
        _unserved(need, details[need.pk]) for need in (unserved_of(run) if rows is None else rows)
    ]


def proposal_shown(proposal: Proposal, fellows: Sequence[Proposal] = ()) -> ShownProposal:
    need, mentor = proposal.need, proposal.offer.mentor
    body = mentor.association or mentor.company
    return ShownProposal(
        id=proposal.pk,
        run_id=proposal.run_id,
        need_id=need.pk,
        mentee_id=need.mentee_id,
        mentee=str(need.mentee),
        class_label=need.mentee.class_label,
        training=_training(need.mentee),
        objective=need.get_objective_display(),
        offer_id=proposal.offer_id,
        mentor_id=mentor.pk,
        mentor=str(mentor),
        job=mentor.job,
        organisation=str(body or ""),
        score=proposal.score,
        parts=_parts(proposal),
        reasons=tuple(proposal.reasons),
        is_kept=proposal.is_kept,
        state=ProposalState(proposal.state),
        mentorship_id=proposal.mentorship_id,
        group=proposal.group,
        fellows=tuple(str(one.need.mentee) for one in fellows),
        second_mentor=str(proposal.second_offer.mentor) if proposal.second_offer else "",
        hour=HalfDay(proposal.hour).label if proposal.hour else "",
    )


def _parts(proposal: Proposal) -> tuple[ScoredPart, ...]:
    """Return the parts of a score in their usual order, with the weights that the run obeyed."""
    weights = proposal.run.rules.get("weights", {})
    return tuple(
        ScoredPart(part, PART_LABELS[part], proposal.parts[part], weights.get(part, ""))
        for part in Part
        if part in proposal.parts
    )


def _unserved(need: Need, detail: dict[str, Any]) -> ShownUnserved:
    return ShownUnserved(
        need_id=need.pk,
        mentee_id=need.mentee_id,
        mentee=str(need.mentee),
        class_label=need.mentee.class_label,
        training=_training(need.mentee),
        cause=CAUSE_LABELS[detail["cause"]],
        advice=advice_on(detail["cause"]),
        candidates=detail["candidates"],
        removed=tuple(
            RuleCount(rule, CAUSE_LABELS[rule], mentors)
            for rule, mentors in detail["removed"].items()
        ),
    )


def _training(mentee: Mentee) -> str:
    return str(mentee.training or "")
