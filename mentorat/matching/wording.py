"""The words of many proposals: from numbers to parts and sentences, once for those alike."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from mentorat.matching.engine import (
    METIER,
    PARCOURS,
    NeedFacts,
    OfferFacts,
    Part,
)
from mentorat.matching.engine.coding import BY_MENTOR, BY_PUPIL
from mentorat.matching.engine.columns import Ints, Question
from mentorat.matching.engine.reasons import ROUND_KM, reasons_of
from mentorat.matching.engine.scoring import KM_A_DEGREE
from mentorat.matching.queries.columns import Asked
from mentorat.people.enums import MentorOrigin
from mentorat.programmes.enums import Objective

Key = tuple[Any, ...]
Values = tuple[int, ...]

KINDS = {
    1: frozenset({METIER}),
    2: frozenset({PARCOURS}),
    3: frozenset({METIER, PARCOURS}),
}

# These lists are made anew at each reading.
PARTS, OBJECTIVES, ORIGINS = tuple(Part), Objective.values, MentorOrigin.values

# The mentor of the pair, whoever that is.
THIS, NOBODY = frozenset({0}), frozenset[int]()
SPOKEN = frozenset({"x"})
MANY = 1 << 14


def _within(question: Question, need: Ints, offer: Ints) -> Ints:
    """Return the round distance that holds for each pair; zero for one that is far or unknown."""
    schools, offers, school = question.schools, question.offers, question.needs.school[need]
    up = offers.latitude[offer] - schools.latitude[school]
    across = offers.longitude[offer] - schools.longitude[school]
    across = across * np.cos(np.radians(schools.latitude[school]))
    distance = np.hypot(up, across) * KM_A_DEGREE
    return np.select([distance <= one for one in ROUND_KM], ROUND_KM, default=0)


class Words:
    """Turns numbers back into the words of a proposal, and remembers."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.known: dict[tuple[Key, Values], str] = {}
        self.scored: dict[Values, str] = {}

    def keys(self, need: Ints, offer: Ints) -> Iterator[Key]:
        """Yield what the sentences depend on, for each pair."""
        needs, offers = self.asked.question.needs, self.asked.question.offers
        towns = self.asked.question.schools.town[needs.school[need]]
        waited = self.asked.days[need]
        wishes = self.asked.question.wishes
        named = zip(wishes.need.tolist(), wishes.offer.tolist(), strict=True)
        said = dict(zip(named, wishes.code.tolist(), strict=True))
        pairs = zip(need.tolist(), offer.tolist(), strict=True)
        columns = (
            needs.training[need],
            needs.objective[need],
            needs.kinds[need],
            offers.kinds[offer],
            offers.origin[offer],
            (offers.town[offer] == towns) & (towns >= 0),
            _within(self.asked.question, need, offer),
            needs.remote[need] & offers.remote[offer],
            np.array([said.get(pair, 0) for pair in pairs], np.int64),
            (needs.languages[need] & offers.languages[offer]) != 0,
            waited,
            needs.last_year[need],
        )
        return zip(*(column.tolist() for column in columns), strict=True)

    def parts(self, values: Values) -> str:
        if values not in self.scored:
            self.scored[values] = json.dumps(dict(zip(PARTS, values, strict=True)))
        return self.scored[values]

    def reasons(self, key: Key, values: Values) -> str:
        if (key, values) not in self.known:
            self.known[key, values] = json.dumps(self._sentences(key, values), ensure_ascii=False)
        return self.known[key, values]

    def _sentences(self, key: Key, values: Values) -> tuple[str, ...]:
        training, objective, asks, gives, origin, is_local, within, *others = key
        remote, wished, shares, days, is_last = others
        trained = self.asked.trainings[training]
        need = _need((trained, objective, asks, remote, wished, shares, days, is_last))
        offer = _offer((gives, origin, is_local, within, remote, shares))
        return reasons_of(need, offer, dict(zip(PARTS, values, strict=True)))


@lru_cache(maxsize=MANY)
def _need(said: Key) -> NeedFacts:
    """Return what sentences read of a volunteer: to make it takes longer than to write them."""
    training, objective, asks, remote, wished, shares, days, is_last = said
    return NeedFacts(
        id=0,
        kinds=KINDS[asks],
        objective=OBJECTIVES[objective],
        accepts_remote=remote,
        days_waiting=days,
        is_last_year=is_last,
        training=training,
        nsf_groups=frozenset(),
        rome_domains=frozenset(),
        languages=SPOKEN if shares else frozenset(),
        wished_mentors=THIS if wished == BY_PUPIL else NOBODY,
        wishing_mentors=THIS if wished == BY_MENTOR else NOBODY,
    )


@lru_cache(maxsize=MANY)
def _offer(said: Key) -> OfferFacts:
    gives, origin, is_local, within, remote, shares = said
    return OfferFacts(
        id=0,
        mentor=0,
        kinds=KINDS[gives],
        origin=ORIGINS[origin],
        accepts_remote=remote,
        is_local=is_local,
        distance_km=within or None,
        is_cleared=True,
        seats=1,
        nsf_groups=frozenset(),
        rome_domains=frozenset(),
        languages=SPOKEN if shares else frozenset(),
    )
