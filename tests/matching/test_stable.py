"""Deferred acceptance: no two would rather be together, and no pupil could do better."""

import random
from itertools import product

import pytest

from mentorat.matching.engine.stable import Preferences, Unnamed, preferences, stable

MANY = range(3_000)
FEW = range(400)


def drawn_world(seed, *, pupils, mentors):
    """Return marks of both sides, who has met whom, and seats."""
    chance = random.Random(seed)
    ours, theirs = range(1, pupils + 1), range(101, 101 + mentors)
    met = {pair for pair in product(ours, theirs) if chance.random() < 0.8}

    def names(faced):
        return chance.sample(sorted(faced), min(len(faced), chance.randint(0, 3)))

    return (
        {one: names({m for p, m in met if p == one}) for one in ours},
        {one: names({p for p, m in met if m == one}) for one in theirs},
        met,
        {one: chance.randint(0, 3) for one in theirs},
    )


def blocking(wanted, seats, found):
    """Return the pairs who would both rather be together than as they are."""
    of_mentor = {mentor: [p for p, m in found.items() if m == mentor] for mentor in wanted.mentors}

    def would_pupil(pupil, mentor):
        order = wanted.pupils[pupil]
        now = found.get(pupil)
        return mentor in order and (now is None or order.index(mentor) < order.index(now))

    def would_mentor(mentor, pupil):
        order, kept = wanted.mentors[mentor], of_mentor[mentor]
        if pupil not in order or pupil in kept:
            return False
        if len(kept) < seats.get(mentor, 0):
            return True
        return any(order.index(pupil) < order.index(one) for one in kept)

    return [
        (pupil, mentor)
        for pupil, mentor in product(wanted.pupils, wanted.mentors)
        if would_pupil(pupil, mentor) and would_mentor(mentor, pupil)
    ]


@pytest.mark.parametrize("unnamed", Unnamed)
def test_no_two_would_rather_be_together(unnamed):
    for seed in MANY:
        pupils, mentors, met, seats = drawn_world(seed, pupils=1 + seed % 9, mentors=1 + seed % 5)
        wanted = preferences(pupils, mentors, met=met, unnamed=unnamed, seed=seed)

        found = stable(wanted, seats)

        assert blocking(wanted, seats, found) == []
        for mentor, room in seats.items():
            assert list(found.values()).count(mentor) <= room
        assert set(found.items()) <= met


@pytest.mark.parametrize("unnamed", Unnamed)
def test_every_pupil_has_the_best_that_any_stable_answer_gives(unnamed):
    for seed in FEW:
        pupils, mentors, met, seats = drawn_world(seed, pupils=1 + seed % 4, mentors=1 + seed % 3)
        wanted = preferences(pupils, mentors, met=met, unnamed=unnamed, seed=seed)

        found = stable(wanted, seats)

        for other in every_stable(wanted, seats):
            for pupil, order in wanted.pupils.items():
                assert place(order, found.get(pupil)) <= place(order, other.get(pupil))


def every_stable(wanted, seats):
    """Return all stable answers, by trying every answer."""
    pupils = list(wanted.pupils)
    for chosen in product(*([None, *wanted.pupils[pupil]] for pupil in pupils)):
        found = {p: m for p, m in zip(pupils, chosen, strict=True) if m is not None}
        fits = all(list(found.values()).count(one) <= seats[one] for one in wanted.mentors)
        wants = all(p in wanted.mentors[m] for p, m in found.items())
        if fits and wants and not blocking(wanted, seats, found):
            yield found


def place(order, mentor):
    return len(order) if mentor is None else order.index(mentor)


def test_only_those_who_named_each_other_go_together_unless_others_may_come_last():
    marks = {"pupils": {1: [11], 2: [11]}, "mentors": {11: [2], 12: [1]}}
    met = {(1, 11), (1, 12), (2, 11), (2, 12)}
    seats = {11: 1, 12: 1}

    never = preferences(**marks, met=met, unnamed=Unnamed.NEVER, seed=1)
    last = preferences(**marks, met=met, unnamed=Unnamed.LAST, seed=1)

    assert stable(never, seats) == {2: 11}
    assert stable(last, seats) == {2: 11, 1: 12}


def test_whoever_named_nobody_takes_no_part():
    wanted = preferences(
        {1: [], 2: [11]}, {11: [2]}, met={(1, 11), (2, 11)}, unnamed=Unnamed.LAST, seed=1
    )

    assert wanted == Preferences(pupils={1: [], 2: [11]}, mentors={11: [2]})


def test_those_not_named_come_in_the_order_of_the_draw():
    met = {(one, 11) for one in range(1, 9)}
    marks = {one: [11] for one in range(1, 9)}

    orders = [
        preferences(marks, {11: [3]}, met=met, unnamed=Unnamed.LAST, seed=seed).mentors[11]
        for seed in (1, 1, 2)
    ]

    assert orders[0] == orders[1] != orders[2]
    assert [order[0] for order in orders] == [3, 3, 3]
