"""What is said of a pair that was not chosen is what solving again would find."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.columns import Links
from mentorat.matching.engine.explaining import Explainer, seat_prices
from mentorat.matching.engine.facts import METIER, Rules
from mentorat.matching.engine.solving import solve, solve_again
from tests.matching.engine_facts import need, offer
from tests.matching.engine_worlds import drawn_question, may_meet

seeds = st.integers(0, 2**32)


def every_pair(question):
    return [
        (need, offer)
        for need in range(len(question.needs))
        for offer in range(len(question.offers))
    ]


def forced(answer, row, place):
    """Return (pupils served, quality) of the best answer in which the pair is given."""
    question, solved = answer.question, answer.solved
    pin = Links(*(np.array([one], np.int64) for one in (row, place, 0)))
    rest = solve(replace(question, pins=pin))
    profile, node = solved.profiles.of[row], solved.ground.rank[place]
    edges = solved.edges
    span = slice(edges.start[profile], edges.start[profile + 1])
    value = int(edges.value[span][edges.offer[span] == node][0]) + int(solved.merit[row])
    return len(rest.need) + 1, int(rest.quality.sum()) + value


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_why_not_says_exactly_what_forcing_the_pair_would_cost(seed):
    answer = solve(drawn_question(seed, pupils=8, mentors=5, quotas=False))
    explainer, profiles = Explainer(answer), answer.solved.profiles
    served, quality = len(answer.need), int(answer.quality.sum())

    for row, place in every_pair(answer.question):
        # A profile of several gives its pupils in its own order: what is said is of any of them.
        if profiles.count[profiles.of[row]] > 1:
            continue
        told = explainer.why_not(row, place)
        if told.rule:
            assert not may_meet(answer.question, row, place)
        else:
            lost = forced(answer, row, place)
            assert (told.pupils, told.points) == (served - lost[0], quality - lost[1])


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_pair_that_was_given_costs_nothing_and_moves_nobody(seed):
    answer = solve(drawn_question(seed))
    explainer = Explainer(answer)

    for row, place in zip(answer.need.tolist(), answer.offer.tolist(), strict=True):
        told = explainer.why_not(row, place)

        assert (told.rule, told.pupils, told.fairness, told.points) == ("", 0, 0, 0)


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


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_answering_again_with_other_floors_is_answering_anew(seed):
    question = drawn_question(seed, pupils=30, mentors=12)
    fair = replace(question.rules, tiers=(30, 60, 90))

    again = solve_again(solve(question), rules=fair)

    anew = solve(replace(question, rules=fair)).certificate
    assert (again.certificate.objective, again.certificate.bound) == (anew.objective, anew.bound)


def test_seats_have_a_price_where_pupils_wait_for_them():
    asked = [need(number, kinds=frozenset({METIER})) for number in range(1, 4)]
    scarce, plenty = offer(1), offer(2, seats=9, nsf_groups=frozenset({"336"}))
    answer = solve(question_of(asked, [scarce, plenty], Rules(), 1))

    prices = seat_prices(answer, np.array([255, 336]))

    # One seat more there serves one pupil more; there are seats to spare elsewhere.
    assert prices[255] > 0.9
    assert prices[336] == 0
