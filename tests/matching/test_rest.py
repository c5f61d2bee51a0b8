"""A second pass: nobody made moves, no seat is given twice, nobody more could be served."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine.columns import Links
from mentorat.matching.engine.rest import solve_rest
from mentorat.matching.engine.solving import solve
from tests.matching.engine_worlds import drawn_question, may_meet, most_pupils

seeds = st.integers(0, 2**32)


def in_parts(question):
    """Return the pairs that each school makes with its own offers, the others unseen."""
    schools = range(len(question.schools))
    own = replace(question.offers, only_here=np.ones(len(question.offers), np.bool_))
    made = [_of_school(replace(question, offers=own), school) for school in schools]
    return Links(*(np.concatenate(column) for column in zip(*made, strict=True)))


def _of_school(question, school):
    closed = np.where(question.offers.school == school, question.offers.alone, 0)
    found = solve(replace(question, offers=replace(question.offers, alone=closed))).pairs
    return tuple(vars(found).values())


def opened(question):
    here = np.zeros(len(question.offers), np.bool_)
    return replace(question, offers=replace(question.offers, only_here=here))


@pytest.mark.parametrize("tiers", [(), (30, 60, 90)])
@settings(max_examples=150, deadline=None)
@given(seed=seeds)
def test_the_rest_moves_nobody_and_breaks_no_rule(tiers, seed):
    question = drawn_question(seed, tiers=tiers, quotas=False)
    made = in_parts(question)

    rest = solve_rest(question, made)

    offers = question.offers
    loads = np.bincount(np.concatenate([made.offer, rest.offer]), minlength=len(offers))
    met = zip(rest.need.tolist(), rest.offer.tolist(), strict=True)
    assert (loads <= offers.alone).all()
    assert set(rest.need.tolist()).isdisjoint(made.need.tolist())
    assert [pair for pair in met if not may_meet(opened(question), *pair)] == []
    assert len(set(rest.need.tolist())) == len(rest.need)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_nobody_more_of_the_rest_could_be_served(seed):
    question = drawn_question(seed, quotas=False)
    made = in_parts(question)

    rest = solve_rest(question, made)

    seats = question.offers.alone - np.bincount(made.offer, minlength=len(question.offers))
    left = [row for row in range(len(question.needs)) if row not in made.need]
    together = len(solve(opened(question)).need)
    assert len(rest.need) == most_pupils(opened(question), left, seats)
    assert len(made) <= len(made) + len(rest.need) <= together
    assert rest.certificate.gap == 0


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_agreements_count_what_was_made_already(seed):
    question = drawn_question(seed)
    made = solve(question).pairs

    rest = solve_rest(question, made)

    held = question.offers.association[np.concatenate([made.offer, rest.offer])]
    cap = question.associations.cap
    assert ((np.bincount(held + 1, minlength=3)[1:] <= cap) | (cap < 0)).all()
