"""What is promised of the matching after a speed meeting."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine.preferring import Meeting, rotation, stable

PUPILS, MENTORS = range(1, 9), range(101, 106)
marks_of_pupils = st.fixed_dictionaries(
    {one: st.lists(st.sampled_from(MENTORS), max_size=3, unique=True) for one in PUPILS}
)
marks_of_mentors = st.fixed_dictionaries(
    {one: st.lists(st.sampled_from(PUPILS), max_size=3, unique=True) for one in MENTORS}
)
seats = st.fixed_dictionaries({one: st.integers(0, 3) for one in MENTORS})


def dearer(marked, one, other):
    """Say whether the first is marked higher than the second; who is not marked comes last."""
    ranks = [marked.index(each) if each in marked else len(marked) for each in (one, other)]
    return ranks[0] < ranks[1]


@settings(max_examples=300, deadline=None)
@given(marks_of_pupils, marks_of_mentors, seats, st.integers(0, 99))
def test_no_pupil_and_mentor_would_both_leave_for_each_other(pupils, mentors, places, seed):
    found = stable(pupils, mentors, places, seed=seed)

    for pupil, marked in pupils.items():
        mine = found.get(pupil)
        for mentor in marked[: marked.index(mine)] if mine else marked:
            kept = [one for one, other in found.items() if other == mentor]
            assert len(kept) == places[mentor]
            assert not [one for one in kept if dearer(mentors[mentor], pupil, one)]


@settings(max_examples=200, deadline=None)
@given(marks_of_pupils, marks_of_mentors, seats, st.integers(0, 99))
def test_seats_and_wishes_hold_and_the_draw_is_repeatable(pupils, mentors, places, seed):
    found = stable(pupils, mentors, places, seed=seed)

    assert [pupil for pupil, mentor in found.items() if mentor not in pupils[pupil]] == []
    assert [one for one in places if list(found.values()).count(one) > places[one]] == []
    assert stable(dict(reversed(pupils.items())), mentors, places, seed=seed) == found


def test_a_name_marked_twice_counts_once_and_an_unknown_mentor_not_at_all():
    assert stable({1: [101, 101, 999], 2: [999]}, {}, {101: 1}, seed=0) == {1: 101}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9))
def test_rotation_brings_everybody_together_once_and_nobody_is_in_two_places(pupils, mentors):
    plan = rotation(range(pupils), range(100, 100 + mentors))

    met = [
        (mentor, pupil)
        for sitting in plan.rounds
        for mentor, pupil in zip(plan.mentors, sitting, strict=True)
        if pupil is not None
    ]
    assert len(set(met)) == len(met) == pupils * mentors
    for sitting in plan.rounds:
        seated = [pupil for pupil in sitting if pupil is not None]
        assert len(set(seated)) == len(seated)
    assert len(plan.rounds) == (max(pupils, mentors) if met else 0)


def test_nobody_is_no_meeting():
    assert rotation([], [1]) == Meeting((1,), ())
    assert list(chain(*rotation([1], []).rounds)) == []
