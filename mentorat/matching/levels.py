"""An académie answered by its rules, and the schools that have rules of their own, by these.

One after the other, around what was made: agreements with associations count all of it. The rules
of the académie come first; a school's hold for its own pupils and its own mentors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mentorat.matching.engine import Rules, Unserved
from mentorat.matching.engine.coding import groups_told
from mentorat.matching.engine.columns import Bools, Ints, Links, Question
from mentorat.matching.queries.columns import NO_LINK, Asked
from mentorat.matching.summing import certificate_kept

SUMMED = ("served", "quality", "objective", "bound", "turns", "edges")


@dataclass(frozen=True)
class Batch:
    """The schools that obey the same rules: the question with these, and its answer."""

    asked: Asked
    answer: Any
    here: Bools  # by position of school

    @property
    def unserved(self) -> list[Unserved]:
        """Return why each pupil of these schools who is left has no mentor."""
        from mentorat.matching.engine.matching import unserved_of  # noqa: PLC0415 -- numba

        needs = self.asked.question.needs
        ours = set(needs.id[self.here[needs.school]].tolist())
        return [one for one in unserved_of(self.answer) if one.need in ours]


@dataclass(frozen=True)
class Whole:
    """All the batches as one answer to the question of the académie."""

    batches: tuple[Batch, ...]
    pairs: Links
    unserved: Ints

    @property
    def served(self) -> int:
        return len(self.pairs)

    @property
    def quality(self) -> int:
        return sum(int(batch.answer.quality.sum()) for batch in self.batches)

    @property
    def mean_score(self) -> float:
        scores = [
            batch.answer.quality.sum() / sum(batch.asked.question.rules.points)
            for batch in self.batches
        ]
        return round(float(sum(scores)) / self.served, 1) if self.served else 0.0

    @property
    def certificate(self) -> dict[str, Any]:
        """Return one proof for all: each batch has its own, and costs and bounds add up."""
        first, *others = [batch.answer.certificate for batch in self.batches]
        sums = {
            name: getattr(first, name) + sum(getattr(one, name) for one in others)
            for name in SUMMED
        }
        return certificate_kept(replace(first, **sums))


def answered_by_level(asked: Asked, own: Mapping[int, Rules]) -> Whole:
    """Answer for an académie. ``own``: by place, the rules of schools that have others."""
    batches: list[Batch] = []
    made = NO_LINK
    for rules, here in _batches(asked, own):
        question = asked.question if not own else _limited(asked, rules, here, made)
        batch = Batch(replace(asked, question=question), _solved(question), here)
        batches.append(batch)
        made = _joined(made, batch.answer.pairs)
    waits = np.ones(len(asked.question.needs), np.bool_)
    waits[made.need] = False
    return Whole(tuple(batches), made, np.flatnonzero(waits))


def _batches(asked: Asked, own: Mapping[int, Rules]) -> list[tuple[Rules, Bools]]:
    places = asked.places.tolist()
    of_school = [own.get(place, asked.question.rules) for place in places]
    found = [asked.question.rules]
    found += [rules for at, rules in enumerate(of_school) if rules not in of_school[:at]]
    distinct = [rules for at, rules in enumerate(found) if rules not in found[:at]]
    return [(rules, np.array([one == rules for one in of_school], np.bool_)) for rules in distinct]


def _limited(asked: Asked, rules: Rules, here: Bools, made: Links) -> Question:
    """Return the question by other rules, with the seats of some schools alone.

    Pairs that are made hold theirs: they count in agreements, and do not move.
    """
    question = asked.question
    needs, offers = question.needs, question.offers
    held = np.bincount(made.offer, minlength=len(offers))
    return replace(
        question,
        needs=replace(
            needs,
            waiting=np.where(asked.first, rules.longest_wait, asked.days),
            group=groups_told(asked.gender, needs.training, rules),
        ),
        offers=replace(offers, alone=np.where(here[offers.school], offers.alone, held)),
        pins=made,
        rules=rules,
    )


def _joined(these: Links, others: Links) -> Links:
    return Links(
        *(
            np.concatenate([getattr(these, name), getattr(others, name)])
            for name in ("need", "offer", "code")
        )
    )


def _solved(question: Question) -> Any:
    from mentorat.matching.engine.solving import solve  # noqa: PLC0415 -- numba

    return solve(question)
