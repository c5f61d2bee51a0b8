"""The coordinator's decision on a proposal. An accepted one becomes a relation, yet unanswered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorat.foundations.errors import Refusal
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Proposal
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringForm, Objective


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
    """Turn a proposal into a relation, with its reasons, for each side to answer."""
    proposal = _taken(proposal)
    policies.check_can_accept(proposal, on=timezone.localdate(now))
    need, mentor = proposal.need, proposal.offer.mentor
    proposal.mentorship = mentorships.propose(
        project=proposal.run.project,
        mentors=[mentor],
        mentees=[need.mentee],
        kind=policies.common_kind([need, proposal.offer]),
        form=MentoringForm.INDIVIDUAL,
        objective=Objective(need.objective),
        programme=policies.programme_of(mentor),
        reasons=proposal.reasons,
        now=now,
        by=by,
    )
    _decide(proposal, ProposalState.ACCEPTED, "mentorship", now=now, by=by)
    return proposal.mentorship


@transaction.atomic
def accept_many(*, proposals: Iterable[Proposal], now: datetime, by: User) -> Accepted:
    """Accept those that can be, the best first, and say why the others could not."""
    made, refused = [], []
    for proposal in sorted(proposals, key=lambda one: (-one.score, one.pk)):
        try:
            made.append(accept_proposal(proposal=proposal, now=now, by=by))
        except Refusal as refusal:
            refused.append(Refused(proposal.pk, refusal.sentence))
    return Accepted(tuple(made), tuple(refused))


def _taken(proposal: Proposal) -> Proposal:
    """Return the proposal as it is now, with the right to decide until the transaction ends."""
    policies.wait_turn(proposal.run.project_id)
    return (
        Proposal.objects.unscoped("locked")
        .select_related("run__project", "need__mentee", "offer__mentor__association")
        .get(pk=proposal.pk)
    )


def _decide(
    proposal: Proposal, decision: ProposalState, *changed: str, now: datetime, by: User
) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = decision, now, by
    proposal.save(update_fields=["state", "decided_at", "decided_by", *changed])
