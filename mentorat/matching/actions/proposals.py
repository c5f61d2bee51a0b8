"""The coordinator's decision on a proposal. An accepted one becomes a relation, yet unanswered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorat.foundations.errors import Refusal
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Proposal
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User


@dataclass(frozen=True)
class Refused:
    """A proposal that could not become a relation, and the sentence that says why."""

    proposal_id: int
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Accepted:
    mentorships: tuple[Mentorship, ...]
    refused: tuple[Refused, ...]


@transaction.atomic
def decline_proposal(*, proposal: Proposal, now: datetime, by: User) -> Proposal:
    """Set a proposal aside. This mentor is not proposed to this pupil again."""
    proposal = _taken(proposal)
    policies.check_can_decide(proposal, ProposalState.DECLINED)
    _decide(proposal, ProposalState.DECLINED, now=now, by=by)
    record(Event.PROPOSAL_DECLINED, on=proposal, by=by)
    return proposal


@transaction.atomic
def accept_proposal(*, proposal: Proposal, now: datetime, by: User) -> Mentorship:
    """Turn a proposal into a relation, with its reasons, for each side to answer.

    That of a member of a group is that of the whole group: one relation for all.
    """
    proposal = _taken(proposal)
    policies.check_can_decide(proposal, ProposalState.ACCEPTED)
    members = _members(proposal)
    policies.check_can_accept(members, on=timezone.localdate(now))
    needs, offers = [one.need for one in members], policies.offers_of(proposal)
    mentors = [offer.mentor for offer in offers]
    mentorship = mentorships.propose(
        project=proposal.run.project,
        mentors=mentors,
        mentees=[need.mentee for need in needs],
        kind=policies.common_kind([*needs, *offers]),
        form=policies.form_of(members),
        objective=policies.objective_of(needs),
        programme=policies.programme_of(mentors[0]),
        reasons=policies.common_reasons(members),
        now=now,
        by=by,
    )
    for one in members:
        one.mentorship = mentorship
        _decide(one, ProposalState.ACCEPTED, "mentorship", now=now, by=by)
    return mentorship


@transaction.atomic
def accept_many(*, proposals: Iterable[Proposal], now: datetime, by: User) -> Accepted:
    """Accept those that can be, the best first, and say why the others could not."""
    made, refused = [], []
    seen: set[tuple[int, int]] = set()
    for proposal in sorted(proposals, key=lambda one: (-one.score, one.pk)):
        if proposal.group is not None:
            if (proposal.run_id, proposal.group) in seen:
                continue
            seen.add((proposal.run_id, proposal.group))
        try:
            made.append(accept_proposal(proposal=proposal, now=now, by=by))
        except Refusal as refusal:
            refused.append(Refused(proposal.pk, refusal.sentence))
    return Accepted(tuple(made), tuple(refused))


def _taken(proposal: Proposal) -> Proposal:
    """Return the proposal as it is now, with the right to decide until the transaction ends."""
    policies.wait_turn(proposal.run.project_id)
    return _whole().get(pk=proposal.pk)


def _members(proposal: Proposal) -> list[Proposal]:
    """Return the proposals that are decided together: those of a group that nobody set aside."""
    if proposal.group is None:
        return [proposal]
    group = _whole().filter(run=proposal.run_id, group=proposal.group)
    return list(group.filter(state=ProposalState.SUGGESTED).order_by("pk"))


def _whole() -> ScopedQuerySet[Proposal]:
    """Return proposals with all that a decision reads; whoever asks waited for the turn."""
    return Proposal.objects.unscoped("locked").select_related(
        "run__project__campaign",
        "need__mentee",
        "offer__mentor__association",
        "second_offer__mentor__association",
    )


def _decide(
    proposal: Proposal, decision: ProposalState, *changed: str, now: datetime, by: User
) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = decision, now, by
    proposal.save(update_fields=["state", "decided_at", "decided_by", *changed])
