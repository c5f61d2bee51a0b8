"""The engine by columns against searches of all answers, another solver, and the rules."""

import os
import subprocess
import sys
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine.certificate import digest_of
from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.columns import Links
from mentorat.matching.engine.facts import TAKEN, Rule, Rules
from mentorat.matching.engine.funnel import funnel, told
from mentorat.matching.engine.solving import solve
from tests.matching.engine_facts import need, offer
from tests.matching.engine_worlds import drawn_question, least_cost, may_meet, shuffled

TIERS = (30, 60, 90)
seeds = st.integers(0, 2**32)


def pairs(answer):
    needs, offers = answer.question.needs.id, answer.question.offers.id
    return sorted(zip(needs[answer.need].tolist(), offers[answer.offer].tolist(), strict=True))


def every_answer(answer):
    """Return every assignment of the answer's edges (a column each), and its quality.

    The last place is to be left without mentor.
    """
    solved, question = answer.solved, answer.question
    number, seats = len(question.needs), len(question.offers)
    worth = np.full((number, seats + 1), -(10**6))
    worth[:, seats] = 0
    edges = solved.edges
    for row, profile in enumerate(solved.profiles.of.tolist()):
        span = slice(edges.start[profile], edges.start[profile + 1])
        offers = solved.ground.order[edges.offer[span]]
        worth[row, offers] = edges.value[span].astype(np.int64) + solved.merit[row]
    choices = np.indices((seats + 1,) * number).reshape(number, -1)
    quality = worth[np.arange(number)[:, None], choices].sum(axis=0)
    loads = np.stack([(choices == place).sum(axis=0) for place in range(seats + 1)])[:-1]
    held = question.offers.association[:, None] == np.arange(len(question.associations))
    accompanied, cap = held.T @ loads, question.associations.cap[:, None]
    fits = (loads <= question.offers.alone[:, None]).all(axis=0)
    fits &= ((accompanied <= cap) | (cap < 0)).all(axis=0)
    fits &= quality >= 0
    return choices[:, fits], accompanied[:, fits], quality[fits]


def lacking(question, served):
    """Count the pupils whom schools, and girls and boys in them, lack to reach each share."""
    needs, short = question.needs, 0
    told = [needs.school == one for one in np.unique(needs.school)]
    groups = sorted({*zip(needs.school.tolist(), needs.group.tolist(), strict=True)})
    told += [(needs.school == one) & (needs.group == of) for one, of in groups if of >= 0]
    for ours in told:
        for share in question.rules.tiers:
            goal = -(-int(ours.sum()) * share // 100)
            short = short + np.maximum(goal - served[ours].sum(axis=0), 0)
    return short


def best_by_search(answer):
    """Return (served, quality) of the best answer of all: most pupils, then fairness, then quality.

    The first pupils of an association, as many as its floor, count as much as a pupil lacking.
    """
    question = answer.question
    if not len(question.needs) or not len(question.offers):
        return 0, 0
    choices, accompanied, quality = every_answer(answer)
    served = choices < len(question.offers)
    floor = question.associations.floor[:, None]
    fair = np.minimum(accompanied, floor).sum(axis=0) - lacking(question, served)
    order = np.lexsort((quality, fair, served.sum(axis=0)))
    return int(served[:, order[-1]].sum()), int(quality[order[-1]])


@pytest.mark.parametrize("batch", range(8))
@pytest.mark.parametrize(("tiers", "quotas"), [((), False), ((), True), (TIERS, True)])
def test_no_assignment_of_thousands_of_questions_is_better(batch, tiers, quotas):
    for seed in range(batch * 200, batch * 200 + 200):
        question = drawn_question(seed, pupils=4, mentors=3, tiers=tiers, quotas=quotas)
        answer = solve(question)

        assert (len(answer.need), int(answer.quality.sum())) == best_by_search(answer), seed


@pytest.mark.parametrize("batch", range(4))
@pytest.mark.parametrize("tiers", [(), TIERS])
def test_another_solver_finds_the_same_cost_and_the_bound_proves_it(batch, tiers):
    for seed in range(batch * 250, batch * 250 + 250):
        answer = solve(drawn_question(seed, pupils=40, mentors=20, tiers=tiers))

        proof = answer.certificate
        assert proof.objective == proof.bound == least_cost(answer.solved.drawn.network), seed
        assert proof.gap == 0


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_no_pair_breaks_a_rule_and_no_seat_is_given_twice(seed):
    question = drawn_question(seed, tiers=TIERS)

    answer = solve(question)

    met = zip(answer.need.tolist(), answer.offer.tolist(), strict=True)
    loads = np.bincount(answer.offer, minlength=len(question.offers))
    by_association = np.bincount(question.offers.association[answer.offer] + 1, minlength=3)[1:]
    cap = question.associations.cap
    assert [pair for pair in met if not may_meet(question, *pair)] == []
    assert (loads <= question.offers.alone).all()
    assert ((by_association <= cap) | (cap < 0)).all()
    assert len(set(answer.need.tolist())) == len(answer.need)


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_every_feasible_pair_is_an_edge_and_the_funnel_counts_the_rest(seed):
    question = drawn_question(seed)
    rows = np.arange(len(question.needs))

    answer, counts = solve(question), funnel(question, rows)

    offers = range(len(question.offers))
    possible = [sum(may_meet(question, row, place) for place in offers) for row in rows.tolist()]
    assert answer.candidates.tolist() == counts[:, 0].tolist() == possible
    assert counts.sum(axis=1).tolist() == [len(question.offers)] * len(rows)


@settings(max_examples=75, deadline=None)
@given(seeds, seeds)
def test_answer_does_not_depend_on_the_order_of_the_columns(seed, order):
    question = drawn_question(seed, tiers=TIERS)

    assert (
        pairs(solve(shuffled(question, order))) == pairs(solve(question)) == pairs(solve(question))
    )


@settings(max_examples=75, deadline=None)
@given(seeds)
def test_floors_of_schools_cost_no_pupil(seed):
    question = drawn_question(seed, pupils=30, quotas=False)

    fair = replace(question, rules=replace(question.rules, tiers=TIERS))

    assert len(solve(fair).need) == len(solve(question).need)


def test_girls_and_boys_of_a_training_are_served_alike_and_unknown_is_neutral():
    girls = [need(number, gender="f") for number in range(1, 5)]
    boys = [need(number, gender="m", days_waiting=60) for number in range(5, 9)]
    told = [*girls, *boys]
    untold = [replace(one, gender="") for one in told]

    def served(asked, tiers):
        question = question_of(asked, [offer(seats=4)], Rules(tiers=tiers), 1)
        return question.needs.id[solve(question).need].tolist()

    # Boys have waited longer: without floors they have every seat.
    assert served(told, ()) == served(untold, (25, 50)) == [5, 6, 7, 8]
    assert [sum(one <= 4 for one in served(told, tiers)) for tiers in [(25,), (25, 50)]] == [1, 2]


@settings(max_examples=75, deadline=None)
@given(seeds)
def test_pins_keep_their_seats_and_the_rest_is_matched_around_them(seed):
    question = drawn_question(seed, quotas=False)
    before = solve(question)
    kept = slice(0, None, 2)
    pins = Links(before.need[kept], before.offer[kept], np.zeros(len(before.need[kept]), np.int64))

    after = solve(replace(question, pins=pins))

    loads = np.bincount(np.concatenate([pins.offer, after.offer]), minlength=len(question.offers))
    assert set(after.need.tolist()).isdisjoint(pins.need.tolist())
    assert (loads <= question.offers.alone).all()
    assert len(pins) + len(after.need) == len(before.need)


def test_digest_changes_with_any_column():
    question = drawn_question(7, pupils=12, mentors=6)
    digests = {digest_of(question), digest_of(replace(question, seed=8))}

    for field in fields(question.needs):
        column = getattr(question.needs, field.name)
        moved = replace(question.needs, **{field.name: np.roll(column, 1) ^ column.astype(bool)})
        digests.add(digest_of(replace(question, needs=moved)))

    assert len(question.needs) > 0
    assert len(digests) > 2


def test_digest_is_the_same_in_every_process():
    code = (
        "from mentorat.matching.engine import Rules; from tests.matching.engine_facts import need;"
        "from mentorat.matching.engine.coding import question_of;"
        "from mentorat.matching.engine.certificate import digest_of;"
        "print(digest_of(question_of([need()], [], Rules(), 1)))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2)
    }

    assert len(digests) == 1


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"cap": np.array([0, 0])}, Rule.AGREEMENT),
        ({"barred": np.full((2, 1), 3, np.int8)}, Rule.AUTHORISATION),
        ({"barred": np.full((2, 1), 4, np.int8)}, Rule.AGREEMENT),
        ({}, TAKEN),
    ],
)
def test_agreements_and_authorisations_are_told(change, cause):
    question = plain_question()
    associations = replace(question.associations, **change)

    told_of = told(funnel(replace(question, associations=associations), np.array([0]))[0])

    assert told_of[0] == cause


def plain_question():
    """One pupil and one mentor of an association, who may meet."""
    none = Links(*(np.empty(0, np.int64) for _ in range(3)))
    for seed in range(1_000):
        question = drawn_question(seed, pupils=1, mentors=1, schools=1, quotas=False)
        agreed = replace(question.associations, barred=np.zeros((2, 1), np.int8))
        free = replace(question, associations=agreed, never=none)
        if (free.offers.association >= 0).any() and len(solve(free).need):
            return free
    raise AssertionError
