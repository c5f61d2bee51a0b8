"""Who meets whom at a « rencontre éclair »: nobody twice, nobody barred, idle rounds shared out."""

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python import max_flow

from mentorat.matching.engine.rotation import rotate


@st.composite
def meetings(draw):
    """Return pupils, mentors, rounds and barred pairs."""
    pupils = draw(st.lists(st.integers(1, 500), min_size=1, max_size=14, unique=True))
    mentors = draw(st.lists(st.integers(1, 500), min_size=1, max_size=8, unique=True))
    pairs = st.sampled_from(list(product(pupils, mentors)))
    never = draw(st.sets(pairs, max_size=len(pupils) * len(mentors) * 2 // 3))
    return pupils, mentors, draw(st.integers(1, 9)), never


def most_meetings(pupils, mentors, rounds, never, *, each=None):
    """Return how many meetings there can be, by a maximum flow of another library."""
    flow = max_flow.SimpleMaxFlow()
    of_pupil = {one: 2 + place for place, one in enumerate(pupils)}
    of_mentor = {one: 2 + len(pupils) + place for place, one in enumerate(mentors)}
    for node in of_pupil.values():
        flow.add_arc_with_capacity(0, node, each or rounds)
    for node in of_mentor.values():
        flow.add_arc_with_capacity(node, 1, rounds)
    for pupil, mentor in set(product(pupils, mentors)) - set(never):
        flow.add_arc_with_capacity(of_pupil[pupil], of_mentor[mentor], 1)
    assert flow.solve(0, 1) == flow.OPTIMAL
    return flow.optimal_flow()


@settings(max_examples=400, deadline=None)
@given(meetings())
def test_nobody_is_at_two_tables_and_no_barred_pair_sits_together(world):
    pupils, mentors, rounds, never = world

    plan = rotate(pupils, mentors, rounds=rounds, never=never, seed=7)

    assert len(plan.rounds) == rounds
    met = [pair for one in plan.rounds for pair in one.items()]
    assert len(met) == len(set(met))
    assert not set(met) & never
    assert {pupil for pupil, _ in met} <= set(pupils)
    assert {mentor for _, mentor in met} <= set(mentors)
    for one in plan.rounds:
        assert len(set(one.values())) == len(one)


@settings(max_examples=400, deadline=None)
@given(meetings())
def test_as_many_meet_as_there_can_be(world):
    pupils, mentors, rounds, never = world

    plan = rotate(pupils, mentors, rounds=rounds, never=never, seed=7)

    assert len(plan.pairs) == most_meetings(pupils, mentors, rounds, never)


@settings(max_examples=200, deadline=None)
@given(meetings())
def test_rounds_are_equally_full(world):
    pupils, mentors, rounds, never = world

    sizes = [len(one) for one in rotate(pupils, mentors, rounds=rounds, never=never, seed=1).rounds]

    assert max(sizes) - min(sizes) <= 1


@settings(max_examples=200, deadline=None)
@given(meetings())
def test_idle_rounds_are_shared_out(world):
    pupils, mentors, rounds, _ = world

    plan = rotate(pupils, mentors, rounds=rounds, seed=3)

    of_pupil = Counter(pupil for pupil, _ in plan.pairs)
    of_mentor = Counter(mentor for _, mentor in plan.pairs)
    assert max(of_pupil[one] for one in pupils) - min(of_pupil[one] for one in pupils) <= 1
    assert max(of_mentor[one] for one in mentors) - min(of_mentor[one] for one in mentors) <= 1


@settings(max_examples=200, deadline=None)
@given(meetings())
def test_nobody_is_left_out_while_a_place_could_be_made(world):
    """The fewest meetings of a pupil: each could have k, or some pupil must have fewer."""
    pupils, mentors, rounds, never = world

    plan = rotate(pupils, mentors, rounds=rounds, never=never, seed=5)

    fewest = min(Counter(pupil for pupil, _ in plan.pairs)[one] for one in pupils)
    if fewest < rounds:
        more = fewest + 1
        held = most_meetings(pupils, mentors, rounds, never, each=more)
        assert held < more * len(pupils)


def test_the_same_question_has_the_same_answer():
    asked = {"pupils": range(1, 13), "mentors": range(1, 6), "rounds": 5, "never": {(3, 2)}}

    first, second = (rotate(**asked, seed=2026) for _ in range(2))

    assert first == second
    assert rotate(**asked, seed=2027) != first
