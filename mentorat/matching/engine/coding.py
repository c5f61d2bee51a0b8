"""From facts, as one school tells them, to the question by columns. Their order cannot matter."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from mentorat.matching.engine.columns import (
    METIER_BIT,
    PARCOURS_BIT,
    Associations,
    Bools,
    Ints,
    Links,
    Needs,
    Offers,
    Question,
    Schools,
)
from mentorat.matching.engine.facts import (
    METIER,
    PARCOURS,
    NeedFacts,
    OfferFacts,
    Rule,
    Rules,
)
from mentorat.matching.engine.scoring import KM_A_DEGREE, Trades, affinities, fit

T = TypeVar("T", bound=Hashable)

KINDS = {METIER: METIER_BIT, PARCOURS: PARCOURS_BIT}
GENDERS = {"": 0, "f": 1, "m": 2}
HERE, ELSEWHERE = 0, -1
# A mentor who does not say how far he or she travels: within the département.
UNSAID = -1.0
# Who wished: codes of ``Question.wishes``.
BY_PUPIL, BY_MENTOR = 1, 2


def question_of(
    needs: Sequence[NeedFacts], offers: Sequence[OfferFacts], rules: Rules, seed: int
) -> Question:
    """Return the question of one school, whose mentors all offer there."""
    asked = sorted(needs, key=lambda need: need.id)
    offered = sorted(offers, key=lambda offer: offer.id)
    training, trainings = _numbered(Trades(n.nsf_groups, n.rome_domains) for n in asked)
    objective, objectives = _numbered(need.objective for need in asked)
    trade, trades = _numbered(Trades(o.nsf_groups, o.rome_domains) for o in offered)
    origin, origins = _numbered(offer.origin for offer in offered)
    fits = [[fit(goal, situation) for situation in origins] for goal in objectives]
    languages = _bits([one.languages for one in asked] + [one.languages for one in offered])
    slots = _bits([one.slots for one in asked] + [one.slots for one in offered])
    gender = _ints(GENDERS[need.gender] for need in asked)
    association, associations = _associations(offered)
    number = len(asked)
    return Question(
        needs=Needs(
            id=_ints(need.id for need in asked),
            school=np.zeros(number, np.int64),
            kinds=_ints(sum(KINDS[kind] for kind in need.kinds) for need in asked),
            objective=objective,
            training=training,
            remote=_bools(need.accepts_remote for need in asked),
            waiting=_ints(
                rules.longest_wait if need.comes_first else need.days_waiting for need in asked
            ),
            last_year=_bools(need.is_last_year for need in asked),
            wish=_ints(GENDERS[need.mentor_wish] for need in asked),
            languages=_ints(languages(need.languages) for need in asked),
            slots=_ints(slots(need.slots) for need in asked),
            group=groups_told(gender, training, rules),
            form=np.full(number, -1),
        ),
        offers=Offers(
            id=_ints(offer.id for offer in offered),
            mentor=_ints(offer.mentor for offer in offered),
            school=np.zeros(len(offered), np.int64),
            only_here=np.ones(len(offered), np.bool_),
            kinds=_ints(sum(KINDS[kind] for kind in offer.kinds) for offer in offered),
            origin=origin,
            trade=trade,
            remote=_bools(offer.accepts_remote for offer in offered),
            cleared=_bools(offer.is_cleared for offer in offered),
            alone=_ints(max(offer.seats, 0) for offer in offered),
            grouped=_ints(max(offer.group_seats, 0) for offer in offered),
            gender=_ints(GENDERS[offer.gender] for offer in offered),
            languages=_ints(languages(offer.languages) for offer in offered),
            slots=_ints(slots(offer.slots) for offer in offered),
            town=_ints(HERE if offer.is_local else ELSEWHERE for offer in offered),
            department=np.full(len(offered), -1),
            # The school is the origin, and mentors stand on one meridian.
            latitude=np.array([_degrees(offer.distance_km) for offer in offered]),
            longitude=np.zeros(len(offered)),
            radius=np.array([_radius(offer.radius_km) for offer in offered]),
            association=association,
        ),
        schools=Schools(
            town=np.array([HERE]),
            department=np.array([-1]),
            latitude=np.array([0.0]),
            longitude=np.array([0.0]),
        ),
        associations=associations,
        affinity=affinities(trainings, trades),
        fits=np.array(fits, np.int64).reshape(len(objectives), len(origins)),
        never=_never(asked, offered),
        wishes=_links(
            asked,
            offered,
            {
                BY_PUPIL: lambda need: need.wished_mentors,
                BY_MENTOR: lambda need: need.wishing_mentors,
            },
        ),
        pins=_links(asked, offered, {}),
        rules=rules,
        seed=seed,
    )


def _associations(offered: Sequence[OfferFacts]) -> tuple[Ints, Associations]:
    """Return the association of each offer, minus one for none, and what agreements say of them."""
    first = {one.association: one for one in reversed(offered) if one.association}
    position = {number: at for at, number in enumerate(first)}
    closed = [0 if one.is_authorised else code_of(Rule.AUTHORISATION) for one in first.values()]
    return _ints(position.get(one.association, -1) for one in offered), Associations(
        cap=_ints(one.association_left for one in first.values()),
        floor=np.zeros(len(first), np.int64),
        barred=np.array(closed, np.int8).reshape(len(first), 1),
    )


def _degrees(distance: float | None) -> float:
    return np.nan if distance is None else distance / KM_A_DEGREE


def _radius(kilometres: float | None) -> float:
    return UNSAID if kilometres is None else kilometres


def groups_told(gender: Ints, training: Ints, rules: Rules) -> Ints:
    """Return the girls and the boys of each training; nobody is told apart without tiers."""
    told = (gender > 0) & bool(rules.tiers)
    return np.where(told, training * len(GENDERS) + gender, -1)


def _never(asked: Sequence[NeedFacts], offered: Sequence[OfferFacts]) -> Links:
    return _links(
        asked,
        offered,
        {
            code_of(Rule.FORMER): lambda need: need.former_mentors,
            code_of(Rule.VETO): lambda need: need.vetoed_mentors,
            code_of(Rule.CONFLICT): lambda need: need.conflicting_mentors,
        },
    )


def code_of(rule: Rule) -> int:
    """Return the number by which kernels and columns know a rule."""
    return list(Rule).index(rule) + 1


def _links(
    asked: Sequence[NeedFacts],
    offered: Sequence[OfferFacts],
    named: dict[int, Callable[[NeedFacts], frozenset[int]]],
) -> Links:
    """Return the pairs of positions that needs name by the mentor; the first code counts."""
    found: dict[tuple[int, int], int] = {}
    of_mentor: dict[int, list[int]] = {}
    for position, offer in enumerate(offered):
        of_mentor.setdefault(offer.mentor, []).append(position)
    for row, need in enumerate(asked):
        for code, mentors in named.items():
            for mentor in sorted(mentors(need)):
                for position in of_mentor.get(mentor, ()):
                    found.setdefault((row, position), code)
    return Links(
        need=_ints(row for row, _ in found),
        offer=_ints(position for _, position in found),
        code=_ints(found.values()),
    )


def _bits(sets: Iterable[frozenset[str]]) -> Callable[[frozenset[str]], int]:
    """Return what turns a set of words into bits."""
    place = {word: 1 << number for number, word in enumerate(sorted(frozenset().union(*sets)))}
    return lambda chosen: sum(place[word] for word in chosen)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)


def _numbered(values: Iterable[T]) -> tuple[Ints, tuple[T, ...]]:
    """Return the position of each value among the distinct ones, and the distinct ones."""
    seen: dict[T, int] = {}
    positions = _ints(seen.setdefault(value, len(seen)) for value in values)
    return positions, tuple(seen)
