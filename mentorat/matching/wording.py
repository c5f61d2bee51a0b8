"""The words of many proposals: from numbers to parts and sentences, once for those alike."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np

from mentorat.matching.engine import (
    METIER,
    PARCOURS,
    PART_LABELS,
    NeedFacts,
    OfferFacts,
    Part,
    ScoredPart,
)
from mentorat.matching.engine.coding import BY_MENTOR, BY_PUPIL
from mentorat.matching.engine.columns import Ints
from mentorat.matching.engine.reasons import reasons_of
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

# The mentor of the pair, whoever that is.
THIS, NOBODY = frozenset({0}), frozenset[int]()


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
            (self.asked.offer_towns[offer] == towns) & (towns >= 0),
            np.array([said.get(pair, 0) for pair in pairs], np.int64),
            (needs.languages[need] & offers.languages[offer]) != 0,
            waited,
            needs.last_year[need],
        )
        return zip(*(column.tolist() for column in columns), strict=True)

    def parts(self, values: Values) -> str:
        if values not in self.scored:
            weights = self.asked.question.rules.weights
            self.scored[values] = json.dumps(
                [
                    asdict(ScoredPart(part, PART_LABELS[part], value, weights[part]))
                    for part, value in zip(Part, values, strict=True)
                ]
            )
        return self.scored[values]

    def reasons(self, key: Key, values: Values) -> str:
        if (key, values) not in self.known:
            self.known[key, values] = json.dumps(self._sentences(key, values))
        return self.known[key, values]

    def _sentences(self, key: Key, values: Values) -> tuple[str, ...]:
        training, objective, asks, gives, origin, is_local, wished, shares, days, is_last = key
        spoken = frozenset({"x"}) if shares else frozenset[str]()
        need = NeedFacts(
            id=0,
            kinds=KINDS[asks],
            objective=Objective.values[objective],
            accepts_remote=True,
            days_waiting=days,
            is_last_year=is_last,
            training=self.asked.trainings[training],
            nsf_groups=frozenset(),
            rome_domains=frozenset(),
            languages=spoken,
            wished_mentors=THIS if wished == BY_PUPIL else NOBODY,
            wishing_mentors=THIS if wished == BY_MENTOR else NOBODY,
        )
        offer = OfferFacts(
            id=0,
            mentor=0,
            kinds=KINDS[gives],
            origin=MentorOrigin.values[origin],
            accepts_remote=True,
            is_local=is_local,
            is_cleared=True,
            seats=1,
            nsf_groups=frozenset(),
            rome_domains=frozenset(),
            languages=spoken,
        )
        return reasons_of(need, offer, dict(zip(Part, values, strict=True)))
