"""Proposals that come from elsewhere than the assignment: people who chose each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.models import MatchingRun, Proposal
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject

# They chose each other, or met: nothing is measured against anything else.
FULL_SCORE = 100


@dataclass(frozen=True)
class Suggested:
    """An offer for a need, and why: sentences that both sides read."""

    need: int
    offer: int
    reasons: tuple[str, ...]


@transaction.atomic
def suggest(
    *,
    project: SchoolProject,
    suggested: Sequence[Suggested],
    volunteers: int,
    offers: int,
    seed: int,
    engine: str,
    now: datetime,
    by: User,
) -> MatchingRun:
    """Lay proposals before the coordinator, as a run that is done.

    What earlier runs suggested to the same volunteers, and nobody decided, gives way.
    """
    policies.wait_turn(project.pk)
    run = MatchingRun.objects.create(
        project=project,
        place=project.place,
        asked_by=by,
        asked_at=now,
        finished_at=now,
        state=RunState.DONE,
        seed=seed,
        engine=engine,
        summary={
            "volunteers": volunteers,
            "offers": offers,
            "served": len(suggested),
            "unserved": {},
            "details": [],
        },
    )
    Proposal.objects.unscoped("the undecided proposals of these volunteers").filter(
        run__project=project, state=ProposalState.SUGGESTED, need__in=[s.need for s in suggested]
    ).delete()
    Proposal.objects.bulk_create(
        Proposal(
            run=run,
            need_id=one.need,
            offer_id=one.offer,
            place=run.place,
            score=FULL_SCORE,
            reasons=list(one.reasons),
        )
        for one in suggested
    )
    record(Event.MATCHING_RUN, on=run, by=by)
    return run
