"""What holds for every question that one may ask the engine, against a search of all answers."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine import METIER, PARCOURS, NeedFacts, OfferFacts, Rules, match
from mentorat.matching.engine.scoring import Trades, affinity_of

RULES = Rules()
KINDS = st.sampled_from([frozenset({METIER}), frozenset({PARCOURS}), frozenset({METIER, PARCOURS})])
GROUPS = st.frozensets(st.sampled_from(["255", "254", "336"]), max_size=2)
DOMAINS = st.frozensets(st.sampled_from(["F16", "F11", "D12"]), max_size=2)


def needs(number):
    return st.builds(
        NeedFacts,
        id=st.just(number),
        kinds=KINDS,
        objective=st.sampled_from(["pfmp", "further_study"]),
        accepts_remote=st.booleans(),
        days_waiting=st.sampled_from([0, 10, 45, 200]),
        is_last_year=st.booleans(),
        training=st.just("CAP"),
        nsf_groups=GROUPS,
        rome_domains=DOMAINS,
        former_mentors=st.frozensets(st.sampled_from([10, 20, 30]), max_size=1),
    )


def offers(number):
    return st.builds(
        OfferFacts,
        id=st.just(number),
        mentor=st.just(number * 10),
        kinds=KINDS,
        origin=st.sampled_from(["employee", "student", "other"]),
        accepts_remote=st.booleans(),
        is_local=st.booleans(),
        is_cleared=st.sampled_from([True, True, True, False]),
        seats=st.integers(0, 2),
        nsf_groups=GROUPS,
        rome_domains=DOMAINS,
    )


def lists(facts, most):
    return st.integers(0, most).flatmap(
        lambda size: st.tuples(*(facts(number) for number in range(1, size + 1)))
    )


questions = st.tuples(lists(needs, 5), lists(offers, 3))


def may_meet(need, offer):
    """The rules once more, said in another way."""
    common = need.kinds & offer.kinds
    near = affinity_of(
        Trades(need.nsf_groups, need.rome_domains), Trades(offer.nsf_groups, offer.rome_domains)
    )
    return (
        offer.is_cleared
        and offer.seats > 0
        and offer.mentor not in need.former_mentors
        and bool(common)
        and (PARCOURS in common or near >= RULES.least_affinity)
    )


def quality_alone(need, offer):
    (proposal,) = match([need], [offer], RULES, 0).proposals
    return proposal.quality


def best_by_search(needs, offers):
    """Return (pupils served, total quality) of the best of all assignments."""
    worth = {
        (need.id, offer.id): quality_alone(need, offer)
        for need, offer in product(needs, offers)
        if may_meet(need, offer)
    }
    best = (0, 0)
    for choice in product([None, *offers], repeat=len(needs)):
        pairs = [(need.id, offer.id) for need, offer in zip(needs, choice, strict=True) if offer]
        full = any(choice.count(offer) > offer.seats for offer in offers)
        if not full and all(pair in worth for pair in pairs):
            best = max(best, (len(pairs), sum(worth[pair] for pair in pairs)))
    return best


@settings(max_examples=150, deadline=None)
@given(questions)
def test_no_assignment_serves_more_pupils_nor_serves_as_many_better(question):
    asked, offered = question

    totals = match(asked, offered, RULES, 1).totals

    assert (totals.served, totals.quality) == best_by_search(asked, offered)


@settings(max_examples=150, deadline=None)
@given(questions)
def test_proposals_break_no_rule_and_no_capacity(question):
    asked, offered = question
    needs_by_id = {need.id: need for need in asked}
    offers_by_id = {offer.id: offer for offer in offered}

    proposals = match(asked, offered, RULES, 1).proposals

    pairs = [(needs_by_id[made.need], offers_by_id[made.offer]) for made in proposals]
    loads = [made.offer for made in proposals]
    assert [pair for pair in pairs if not may_meet(*pair)] == []
    assert [offer for offer in offered if loads.count(offer.id) > offer.seats] == []
    assert len({made.need for made in proposals}) == len(proposals)


@settings(max_examples=100, deadline=None)
@given(questions)
def test_every_volunteer_is_served_or_told_why(question):
    asked, offered = question

    outcome = match(asked, offered, RULES, 1)

    served = [made.need for made in outcome.proposals]
    left = [unserved.need for unserved in outcome.unserved]
    assert sorted(served + left) == [need.id for need in asked]
    assert [
        unserved.candidates + sum(unserved.removed.values()) for unserved in outcome.unserved
    ] == [len(offered)] * len(left)
    assert [made for made in outcome.proposals if not made.reasons] == []


@settings(max_examples=100, deadline=None)
@given(questions, st.integers(0, 2**31), st.randoms(use_true_random=False))
def test_answer_depends_neither_on_chance_nor_on_the_order_of_the_question(
    question, seed, order: random.Random
):
    asked, offered = list(question[0]), list(question[1])
    outcome = match(asked, offered, RULES, seed)
    order.shuffle(asked)
    order.shuffle(offered)

    again = match(asked, offered, RULES, seed)

    assert again == outcome
