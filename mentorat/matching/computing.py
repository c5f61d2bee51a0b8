"""The computation of a run: begin, compute, fail. A worker may be killed between any two of them.

It stands under ``tasks``, which calls it; ``actions`` offers ``compute`` to whoever runs without a
queue.
"""

import time
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentorat.foundations.place import school_span
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching import engine, policies, summing
from mentorat.matching.answering import Facts, answered
from mentorat.matching.engine import Proposed
from mentorat.matching.engine.framing import Group
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.models import MatchingRun, Proposal
from mentorat.matching.queries import engine_facts, framing_of, rules_of


@transaction.atomic
def begin(*, run: MatchingRun) -> bool:
    """Mark a run as being computed. False when it is done already, or a later one replaces it."""
    policies.wait_turn(run.project_id)
    run.refresh_from_db()
    if run.state == RunState.DONE:
        return False
    replaced = run.project.matching_runs.filter(pk__gt=run.pk).exists()
    _become(run, RunState.FAILED if replaced else RunState.RUNNING)
    return not replaced


@transaction.atomic
def compute(*, run: MatchingRun, today: date, now: datetime) -> MatchingRun:
    """Propose mentors to the volunteers of a project.

    What earlier runs suggested and nobody decided is replaced; decisions stay. Computing a run that
    is done changes nothing.
    """
    if not begin(run=run):
        return run
    began = time.perf_counter()
    facts = facts_of(run, today=today)
    answer = answered(facts, run.choices)
    previous = summing.before(run, _suggestions(run))
    _suggestions(run).delete()
    kept = {one.need for one in answer.kept}
    groups = {
        need: _of_group(group, number)
        for number, group in enumerate(answer.groups, start=1)
        for need in group.needs
    }
    Proposal.objects.bulk_create(
        _proposal(run, one, is_kept=one.need in kept, **groups.get(one.need, {}))
        for one in answer.proposals
    )
    seconds = time.perf_counter() - began
    run.summary = summing.summary(facts, run.choices, answer, previous, seconds=seconds)
    run.certificate, run.rules = summing.certificate(answer), summing.rules_kept(facts.rules)
    run.engine, run.finished_at = engine.VERSION, now
    _become(run, RunState.DONE, "summary", "certificate", "rules", "engine", "finished_at")
    return run


def tried(*, run: MatchingRun, today: date) -> dict[str, Any]:
    """Return the summary that a run would have, and write nothing."""
    began = time.perf_counter()
    facts = facts_of(run, today=today)
    answer = answered(facts, run.choices)
    previous = summing.before(run, _suggestions(run))
    seconds = time.perf_counter() - began
    return summing.summary(facts, run.choices, answer, previous, seconds=seconds)


def facts_of(run: MatchingRun, *, today: date) -> Facts:
    """Return what the engine is told of the project of a run."""
    scope = Scope(Family.SCHOOL, school_span(run.place))
    needs, offers = engine_facts(run.project, scope=scope, today=today)
    framing = framing_of(run.project, needs, offers, scope=scope)
    return Facts(needs, offers, rules_of(run.project), run.seed, framing)


@transaction.atomic
def fail(*, run: MatchingRun, now: datetime) -> MatchingRun:
    """Mark a run as broken off. A worker may take it up again."""
    run.refresh_from_db()
    run.finished_at = now
    _become(run, RunState.FAILED, "finished_at")
    return run


def _become(run: MatchingRun, target: RunState, *changed: str) -> None:
    policies.check_run_can_become(run, target)
    run.state = target
    run.save(update_fields=["state", *changed])


def _suggestions(run: MatchingRun) -> ScopedQuerySet[Proposal]:
    return Proposal.objects.unscoped("the undecided proposals of one project").filter(
        run__project=run.project_id, state=ProposalState.SUGGESTED
    )


def _of_group(group: Group, number: int) -> dict[str, Any]:
    """Return what the proposals of a group share."""
    second = group.offers[1] if len(group.offers) > 1 else None
    return {"group": number, "second_offer_id": second, "hour": group.hour}


def _proposal(run: MatchingRun, proposed: Proposed, *, is_kept: bool, **group: Any) -> Proposal:
    return Proposal(
        run=run,
        need_id=proposed.need,
        offer_id=proposed.offer,
        place=run.place,
        score=proposed.score,
        parts={part.part: part.value for part in proposed.parts},
        reasons=list(proposed.reasons),
        is_kept=is_kept,
        **group,
    )
