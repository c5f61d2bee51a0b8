"""The computation of an académie: read by columns, answered whole, written whole or not at all.

It stands under ``tasks``, like ``computing``, of which it is the same for many schools at once.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection, transaction

from mentorat.matching import engine, policies
from mentorat.matching.counting import Loan, write_figures
from mentorat.matching.engine import Unserved
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.levels import Batch, Whole, answered_by_level
from mentorat.matching.models import AcademyRun, MatchingRun, Proposal
from mentorat.matching.pricing import IN_FORCE, prices_of
from mentorat.matching.queries.columns import Asked, question_of_span
from mentorat.matching.queries.rules import own_rules, rules_for, tried_over
from mentorat.matching.summing import certificate_kept, rules_kept
from mentorat.matching.wording import Words
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy

WRITTEN = """
CREATE TEMPORARY TABLE written_proposals (
    run_id bigint, need_id bigint, offer_id bigint, place integer, score smallint,
    parts jsonb, reasons jsonb
)
"""
COPIED = "COPY written_proposals FROM STDIN"
# Rows are copied beside the table and then inserted: row security refuses to be copied into.
INSERTED = """
INSERT INTO matching_proposal
    (run_id, need_id, offer_id, place, score, parts, reasons, is_kept, hour, state)
SELECT run_id, need_id, offer_id, place, score, parts, reasons, false, '', 'suggested'
FROM written_proposals
"""


@transaction.atomic
def compute_academy(*, part: AcademyRun, today: date, now: datetime) -> AcademyRun:
    """Propose mentors to all the volunteers of an académie, and count. A trial counts alone.

    Undecided proposals are replaced; what was decided stays, with its pupils and its seats. A part
    that is done is left as it is.
    """
    part = AcademyRun.objects.all().locked(part)
    if part.state == RunState.DONE:
        return part
    began = time.perf_counter()
    run = part.territory_run
    if not run.is_trial:
        _wait_turns(part)
    in_force = rules_for(run.campaign, academy=part.academy)
    rules = tried_over(run, part.academy) if run.tried else in_force
    asked = question_of_span(part.span, run.campaign, rules=rules, today=today, seed=run.seed)
    whole = answered_by_level(asked, own_rules(run.campaign, part.academy, above=rules))
    left = [batch.unserved for batch in whole.batches]
    summaries = {
        place: summary
        for batch, unserved in zip(whole.batches, left, strict=True)
        for place, summary in _summaries(part, batch, unserved).items()
    }
    if run.is_trial:
        first = whole.batches[0]
        part.prices = prices_of(first.asked.question, first.answer)
    if run.tried:
        usual = tried_academy(part.academy, run.campaign, today=today)["served"]
        part.prices.append({"of": IN_FORCE, "pupils": usual - whole.served, "points": 0})
    if not run.is_trial:
        _write(part, whole, summaries, now=now)
    beyond = _beyond(asked, whole)
    write_figures(part, asked, whole.unserved, beyond, summaries)
    offers = asked.question.offers
    part.schools, part.volunteers = len(summaries), len(asked.question.needs)
    part.seats = int(offers.alone[offers.cleared].sum())
    part.served, part.beyond = whole.served, len(beyond)
    part.mean_score = whole.mean_score
    part.unserved = dict(Counter(one.cause for unserved in left for one in unserved))
    part.rules = rules_kept(rules)
    part.certificate = whole.certificate
    part.seconds = round(time.perf_counter() - began, 3)
    part.state, part.finished_at = RunState.DONE, now
    part.save()
    return part


def tried_academy(academy: Academy, campaign: Campaign, *, today: date) -> dict[str, Any]:
    """Return the figures that a run of an académie would have, and write nothing."""
    rules = rules_for(campaign, academy=academy)
    asked = question_of_span(academy.span, campaign, rules=rules, today=today, seed=campaign.year)
    whole = answered_by_level(asked, own_rules(campaign, academy, above=rules))
    return {
        "volunteers": len(asked.question.needs),
        "served": whole.served,
        "beyond": len(_beyond(asked, whole)),
        "quality": whole.quality,
        "unserved": dict(Counter(one.cause for batch in whole.batches for one in batch.unserved)),
        "certificate": whole.certificate,
    }


def _wait_turns(part: AcademyRun) -> None:
    """Let nobody else change the proposals of these projects, in the order of their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id::int) FROM (SELECT id FROM"
            " programmes_schoolproject WHERE campaign_id = %s AND place BETWEEN %s AND %s"
            " ORDER BY id) projects",
            [
                policies.MATCHED_PROJECT,
                part.territory_run.campaign_id,
                part.place,
                part.last_place,
            ],
        )


def _beyond(asked: Asked, whole: Whole) -> list[Loan]:
    """Return where the pupils left are whom a mentor of another school could have, near or at a
    distance, and where that mentor is.
    """
    from mentorat.matching.engine.rest import solve_rest  # noqa: PLC0415 -- numba

    question, rest = asked.question, solve_rest(asked.question, whole.pairs)
    here = asked.places[question.needs.school[rest.need]].tolist()
    there = asked.places[question.offers.school[rest.offer]].tolist()
    # A school whose own rules are stricter may have a mentor for its own pupil under these.
    return [loan for loan in zip(here, there, strict=True) if loan[0] != loan[1]]


def _write(
    part: AcademyRun, whole: Whole, summaries: dict[int, dict[str, Any]], *, now: datetime
) -> None:
    """Replace the undecided proposals of the académie, with a run for each of its projects."""
    run = part.territory_run
    undecided = Proposal.objects.unscoped("the undecided proposals of an académie").filter(
        place__range=(part.place, part.last_place),
        state=ProposalState.SUGGESTED,
        run__project__campaign=run.campaign_id,
    )
    undecided.exclude(pk__in=policies.chosen_by_each_other().values("pk")).delete()
    certificates = [certificate_kept(batch.answer.certificate) for batch in whole.batches]
    runs = MatchingRun.objects.bulk_create(
        (
            MatchingRun(
                project_id=batch.asked.projects[place],
                place=place,
                asked_by_id=run.asked_by_id,
                asked_at=run.asked_at,
                finished_at=now,
                state=RunState.DONE,
                seed=run.seed,
                engine=engine.VERSION,
                rules=rules_kept(batch.asked.question.rules),
                certificate=certificate,
                summary=summaries[place],
            )
            for batch, certificate in zip(whole.batches, certificates, strict=True)
            for place in batch.asked.places[batch.here].tolist()
            if place in summaries
        ),
        # One at a time: several are sent as one array of JSON, quoted twice, which takes longer.
        batch_size=1,
    )
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        with cursor.copy(COPIED) as copy:
            numbers = {made.place: made.pk for made in runs}
            for batch in whole.batches:
                for row in _rows(batch.asked, batch.answer, numbers):
                    copy.write_row(row)
        cursor.execute(INSERTED)
        cursor.execute("DROP TABLE written_proposals")


def _rows(asked: Asked, answer: Any, runs: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the proposals; sentences are worked out once for all that are alike."""
    question, words = asked.question, Words(asked)
    points = sum(question.rules.points)
    places = asked.places[question.needs.school[answer.need]].tolist()
    columns = zip(
        question.needs.id[answer.need].tolist(),
        question.offers.id[answer.offer].tolist(),
        places,
        (answer.quality / points).round().astype(np.int64).tolist(),
        map(tuple, answer.parts.T.tolist()),
        words.keys(answer.need, answer.offer),
        strict=True,
    )
    for need, offer, place, score, parts, key in columns:
        yield runs[place], need, offer, place, score, words.parts(parts), words.reasons(key, parts)


def _summaries(
    part: AcademyRun, batch: Batch, unserved: Sequence[Unserved]
) -> dict[int, dict[str, Any]]:
    """Return the summary of each school that has volunteers, as a run of its own would have."""
    asked, answer = batch.asked, batch.answer
    question, points = asked.question, sum(asked.question.rules.points)
    school = question.needs.school
    where = dict(zip(question.needs.id.tolist(), school.tolist(), strict=True))
    left: dict[int, list[Unserved]] = defaultdict(list)
    for one in unserved:
        left[where[one.need]].append(one)
    size = len(asked.places)
    offers = question.offers
    volunteers = np.bincount(school, minlength=size)
    served = np.bincount(school[answer.need], minlength=size)
    quality = np.bincount(school[answer.need], weights=answer.quality, minlength=size)
    offered = np.bincount(offers.school, minlength=size)
    seats = np.bincount(offers.school, weights=offers.alone * offers.cleared, minlength=size)
    is_served = np.zeros(len(question.needs), np.bool_)
    is_served[answer.need] = True
    told = {}
    for here in np.flatnonzero((volunteers > 0) & batch.here).tolist():
        ours, removed = school == here, Counter[str]()
        for one in left[here]:
            removed.update(one.removed)
        made = int(served[here])
        told[int(asked.places[here])] = {
            "territory": part.territory_run_id,
            "volunteers": int(volunteers[here]),
            "offers": int(offered[here]),
            "seats": int(seats[here]),
            "served": made,
            "unserved": dict(Counter(one.cause for one in left[here])),
            "removed": dict(removed),
            "quality": int(quality[here]),
            "mean_score": round(float(quality[here]) / points / made, 1) if made else 0.0,
            "waits": {
                "served": _days(asked.days[ours & is_served]),
                "left": _days(asked.days[ours & ~is_served]),
            },
            "details": [vars(one) for one in left[here]],
        }
    return told


def _days(days: Any) -> dict[str, float]:
    return {
        "mean": round(float(days.mean()), 1) if len(days) else 0,
        "longest": int(days.max(initial=0)),
    }
