"""What is said of a pair that was not chosen is what solving again would find."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.columns import Links
from mentorat.matching.engine.explaining import Explainer, WhyNot
from mentorat.matching.engine.facts import METIER, Rules
from mentorat.matching.engine.pricing import one_fewer, seats_worth
from mentorat.matching.engine.solving import solve, solve_again
from tests.matching.engine_facts import need, offer
from tests.matching.engine_worlds import drawn_question, least_cost, may_meet

seeds = st.integers(0, 2**32)


def every_pair(question):
    return [
        (need, offer)
        for need in range(len(question.needs))
        for offer in range(len(question.offers))
    ]


def worth_of(answer, row, place):
    """Return what a feasible pair adds to the quality, the pupil's own merit left aside."""
    solved, edges = answer.solved, answer.solved.edges
    profile, node = solved.profiles.of[row], solved.ground.rank[place]
    span = slice(edges.start[profile], edges.start[profile + 1])
    return int(edges.value[span][edges.offer[span] == node][0])


def pinned(answer, row, place):
    """Return (pupils served, quality) of the best answer in which the pair is pinned."""
    pin = Links(*(np.array([one], np.int64) for one in (row, place, 0)))
    rest = solve(replace(answer.question, pins=pin))
    value = worth_of(answer, row, place) + int(answer.solved.merit[row])
    return len(rest.need) + 1, int(rest.quality.sum()) + value


def forced(answer, row, place):
    """Return what another solver finds that all cost when the pupil leaves, and takes the seat."""
    solved, drawn = answer.solved, answer.solved.drawn
    net, profile = drawn.network, solved.profiles.of[row]
    own = np.arange(net.ladder[profile], net.ladder[profile + 1])
    step = own[net.cost[own] == solved.merit[row] + drawn.scale.served]
    room, supply = net.room.copy(), net.supply.copy()
    room[step] -= 1
    supply[profile] -= 1
    supply[drawn.offers + solved.ground.rank[place]] += 1
    rest = least_cost(net._replace(room=room, supply=supply))
    return rest - worth_of(answer, row, place)


@pytest.mark.parametrize("batch", range(4))
@pytest.mark.parametrize("tiers", [(), (30, 60, 90)])
def test_why_not_says_exactly_what_another_solver_finds_with_the_pair(batch, tiers):
    asked = 0
    for seed in range(batch * 100, batch * 100 + 100):
        answer = solve(drawn_question(seed, pupils=10, mentors=6, tiers=tiers))
        explainer, proof, scale = Explainer(answer), answer.certificate, answer.solved.drawn.scale
        for row, place in every_pair(answer.question):
            told = explainer.why_not(row, place)
            if told.rule:
                assert not may_meet(answer.question, row, place)
                continue
            lost = forced(answer, row, place) - proof.objective
            assert told.cost == scale.split(lost, pupils=told.pupils), (seed, row, place)
            asked += 1
    assert asked > 100


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from([(), (30, 60, 90)]))
def test_why_not_says_exactly_what_solving_again_with_the_pair_pinned_finds(seed, tiers):
    answer = solve(drawn_question(seed, pupils=8, mentors=5, tiers=tiers))
    explainer = Explainer(answer)
    served, quality = len(answer.need), int(answer.quality.sum())

    for row, place in every_pair(answer.question):
        told = explainer.why_not(row, place)
        if not told.rule:
            lost = pinned(answer, row, place)
            assert (told.pupils, told.points) == (served - lost[0], quality - lost[1])


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_whoever_is_displaced_is_counted(seed):
    answer = solve(drawn_question(seed))
    explainer, offers = Explainer(answer), answer.question.offers
    taken = np.bincount(answer.offer, minlength=len(offers))

    for row, place in every_pair(answer.question):
        told = explainer.why_not(row, place)
        if told.rule:
            continue
        is_given = place in answer.offer[answer.need == row]
        # Somebody gives way where there is no seat, unless it is the pupil's own.
        assert told.displaced >= int(not is_given and taken[place] >= offers.alone[place])
        assert told.displaced <= len(answer.need)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_pair_that_was_given_costs_nothing_and_moves_nobody(seed):
    answer = solve(drawn_question(seed))
    explainer = Explainer(answer)

    for row, place in zip(answer.need.tolist(), answer.offer.tolist(), strict=True):
        told = explainer.why_not(row, place)

        assert told == WhyNot()


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_alternatives_are_other_feasible_offers(seed):
    answer = solve(drawn_question(seed))
    explainer = Explainer(answer)
    given_to = dict(zip(answer.need.tolist(), answer.offer.tolist(), strict=True))

    for row in range(len(answer.question.needs)):
        found = explainer.alternatives(row)

        others = [place for place, _ in found]
        possible = answer.candidates[row] - (row in given_to)
        assert len(set(others)) == len(others) == min(possible, 3)
        assert given_to.get(row) not in others
        assert [place for place in others if not may_meet(answer.question, row, place)] == []


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_alternatives_are_those_that_cost_all_the_least(seed):
    answer = solve(drawn_question(seed, tiers=(50,)))
    explainer, offers = Explainer(answer), range(len(answer.question.offers))

    for row in range(len(answer.question.needs)):
        given_to = answer.offer[answer.need == row]
        told = [explainer.why_not(row, place) for place in offers if place not in given_to]

        found = [why.cost for _, why in explainer.alternatives(row)]

        assert found == sorted(one.cost for one in told if not one.rule)[:3]


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_answering_again_with_other_floors_is_answering_anew(seed):
    question = drawn_question(seed, pupils=30, mentors=12)
    fair = replace(question.rules, tiers=(30, 60, 90))

    again = solve_again(solve(question), rules=fair)

    anew = solve(replace(question, rules=fair)).certificate
    assert (again.certificate.objective, again.certificate.bound) == (anew.objective, anew.bound)


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from([(), (30, 60, 90)]))
def test_a_seat_is_worth_what_solving_again_with_one_more_gains(seed, tiers):
    question = drawn_question(seed, tiers=tiers)
    answer = solve(question)
    is_open = (answer.solved.ground.sides.o_open == 0)[answer.solved.ground.rank]

    worth = seats_worth(answer)

    for place in np.flatnonzero(is_open).tolist():
        alone = question.offers.alone.copy()
        alone[place] += 1
        more = solve(replace(question, offers=replace(question.offers, alone=alone)))
        assert worth[place] == answer.certificate.objective - more.certificate.objective


def at_most(question, pupils):
    """Return the best answer that serves so many pupils at most: one quota for all."""
    quota = replace(
        question.associations,
        cap=np.array([pupils]),
        floor=np.array([0]),
        barred=np.zeros((1, len(question.schools)), np.int8),
    )
    offers = replace(question.offers, association=np.zeros(len(question.offers), np.int64))
    return solve(replace(question, offers=offers, associations=quota))


@settings(max_examples=100, deadline=None)
@given(seeds, st.sampled_from([(), (30, 60, 90)]))
def test_the_last_pupil_served_costs_what_all_would_gain_without(seed, tiers):
    question = drawn_question(seed, quotas=False, tiers=tiers)
    answer = at_most(question, len(question.needs))
    served = len(answer.need)

    lost = one_fewer(answer)

    if not served:
        assert lost is None
        return
    # With a quota of zero nobody may be served: all that is left is to wait.
    fewer = at_most(question, served - 1) if served > 1 else None
    quality = int(fewer.quality.sum()) if fewer else 0
    assert (lost.pupils, lost.points) == (1, int(answer.quality.sum()) - quality)


def test_a_seat_is_worth_a_pupil_where_pupils_wait_for_one():
    asked = [need(number, kinds=frozenset({METIER})) for number in range(1, 4)]
    scarce, plenty = offer(1), offer(2, seats=9, nsf_groups=frozenset({"336"}))
    answer = solve(question_of(asked, [scarce, plenty], Rules(), 1))

    worth = seats_worth(answer) / answer.solved.drawn.scale.served

    assert worth.round().tolist() == [1, 0]
