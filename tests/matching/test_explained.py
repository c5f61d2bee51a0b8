"""What a choice would cost all, tried against every other answer of small schools."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine import METIER, PARCOURS, Rule, Rules, match
from mentorat.matching.queries import Explanations, advice_on
from mentorat.matching.queries.explained import Opening
from tests.matching.engine_facts import need, offer

RULES, SEED = Rules(), 2026


def value(one, other):
    """Return what a pair is worth, or nothing when it breaks a rule."""
    made = match([one], [other], RULES, SEED).proposals
    return made[0].quality if made else None


def best(needs, offers, forced=None):
    """Return the most pupils, then the best quality, by trying every answer."""
    worth = {
        (i, j): value(one, other) for i, one in enumerate(needs) for j, other in enumerate(offers)
    }
    found = (-1, 0)
    for chosen in itertools.product([None, *range(len(offers))], repeat=len(needs)):
        pairs = [(i, j) for i, j in enumerate(chosen) if j is not None]
        if forced and forced not in pairs:
            continue
        full = any(chosen.count(j) > other.seats for j, other in enumerate(offers))
        if not full and all(worth[pair] is not None for pair in pairs):
            found = max(found, (len(pairs), sum(worth[pair] for pair in pairs)))
    return found


schools = st.tuples(
    st.lists(
        st.builds(
            need,
            days_waiting=st.sampled_from([0, 30, 90]),
            accepts_remote=st.booleans(),
            nsf_groups=st.sampled_from([frozenset({"255"}), frozenset({"330"})]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(
        st.builds(
            offer,
            is_local=st.booleans(),
            is_cleared=st.sampled_from([True, True, False]),
            seats=st.integers(1, 2),
            origin=st.sampled_from(["employee", "retired"]),
        ),
        min_size=1,
        max_size=3,
    ),
)


@settings(max_examples=60, deadline=None)
@given(schools)
def test_the_cost_of_a_pair_is_exact(school):
    needs = [need(**vars(one) | {"id": 10 + row}) for row, one in enumerate(school[0])]
    offers = [
        offer(**vars(one) | {"id": 20 + row, "mentor": row}) for row, one in enumerate(school[1])
    ]
    asking = Explanations(needs, offers, RULES, SEED)
    free = best(needs, offers)

    for (i, one), (j, other) in itertools.product(enumerate(needs), enumerate(offers)):
        verdict = asking.verdict(one.id, other.id)
        if value(one, other) is None:
            assert verdict.rule
            continue
        forced = best(needs, offers, (i, j))
        lost = round((free[1] - forced[1]) / sum(RULES.points))
        assert (verdict.rule, verdict.pupils, verdict.points) == ("", free[0] - forced[0], lost)
        # Nobody else moves only where nothing is lost.
        assert verdict.displaced or verdict.is_best or forced[0] == free[0]


def test_a_pair_whose_pupil_or_mentor_is_gone_has_no_answer():
    asking = Explanations([need(1)], [offer(1)], RULES, SEED)

    assert (asking.verdict(1, 9), asking.verdict(9, 1)) == (None, None)
    assert (asking.alternatives(9, besides=1), asking.openings(9)) == ([], [])


def test_the_other_choices_are_those_that_cost_all_the_least():
    offers = [offer(1), offer(2, nsf_groups=frozenset({"254"})), offer(3, origin="retired")]
    asking = Explanations([need(1)], [*offers, offer(4, is_cleared=False)], RULES, SEED)

    costs = {number: told.points for number, told in asking.alternatives(1, besides=1)}

    assert list(costs.values()) == sorted(costs.values())
    assert set(costs) == {2, 3}
    (best, _) = asking.alternatives(1, besides=3)
    assert (best[0], best[1].is_best) == (1, True)


def test_a_school_without_offers_still_answers():
    asking = Explanations([need(1)], [], RULES, SEED)

    assert (asking.alternatives(1, besides=1), asking.openings(1)) == ([], [])


def test_what_a_wish_given_up_would_open_is_counted():
    offers = [offer(1), *(offer(number, kinds=frozenset({PARCOURS})) for number in (2, 3))]
    asking = Explanations([need(1, kinds=frozenset({METIER}))], offers, RULES, SEED)

    (opening,) = asking.openings(1)

    assert opening == Opening("Si l’élève demandait les deux types de mentorat", 2)
    assert opening.sentence == (
        "Si l’élève demandait les deux types de mentorat, 2 mentors de plus seraient possibles."
    )


def test_each_rule_says_what_to_do():
    advice = [advice_on(rule) for rule in Rule]

    assert len(set(advice)) == len(Rule)
    assert all(one[0].isupper() and one.endswith(".") for one in advice)
