"""Why this mentor, why not that one, what else: asked of the best answer for one school.

Nothing here is about another pupil by name: what a choice would cost the others is a number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from mentorat.foundations.scope import Scope
from mentorat.matching.answering import Facts, settled
from mentorat.matching.engine import METIER, PARCOURS, NeedFacts, OfferFacts, Rules
from mentorat.matching.models import Choices
from mentorat.matching.queries.facts import engine_facts
from mentorat.matching.queries.rules import rules_of
from mentorat.programmes.models import SchoolProject

if TYPE_CHECKING:
    from mentorat.matching.engine.explaining import WhyNot


@dataclass(frozen=True)
class Verdict:
    """What giving this offer to this volunteer would do. ``rule``: what forbids it.

    ``pupils``: how many fewer would have a mentor; ``points``: what all the scores together, each
    on 100, would lose; ``displaced``: how many other pupils would have another mentor, or none.
    """

    is_best: bool = False
    rule: str = ""
    pupils: int = 0
    points: int = 0
    displaced: int = 0


@dataclass(frozen=True)
class Opening:
    """A wish of the pupil that, given up, would make more mentors possible."""

    what: str
    mentors: int

    @property
    def sentence(self) -> str:
        if self.mentors == 1:
            return f"{self.what}, 1 mentor de plus serait possible."
        return f"{self.what}, {self.mentors} mentors de plus seraient possibles."


MOST = 3
BOTH_KINDS = frozenset({METIER, PARCOURS})
GIVEN_UP: Mapping[str, Callable[[NeedFacts], NeedFacts]] = {
    "Si l’élève acceptait la distance": lambda need: replace(need, accepts_remote=True),
    "Si l’élève demandait les deux types de mentorat": lambda need: replace(need, kinds=BOTH_KINDS),
    "Si l’élève parlait aussi bien à une femme qu’à un homme": lambda need: replace(
        need, mentor_wish=""
    ),
    "Si l’élève ne tenait pas à une langue": lambda need: replace(need, languages=frozenset()),
}


class Explanations:
    """Answers about the volunteers who wait and the offers that stand; made once, asked often."""

    def __init__(
        self, needs: list[NeedFacts], offers: list[OfferFacts], rules: Rules, seed: int
    ) -> None:
        from mentorat.matching.engine.coding import question_of  # noqa: PLC0415 -- numba
        from mentorat.matching.engine.explaining import Explainer  # noqa: PLC0415 -- numba
        from mentorat.matching.engine.solving import solve  # noqa: PLC0415 -- numba

        question = question_of(needs, offers, rules, seed)
        self._needs = {need.id: need for need in needs}
        self._offers = sorted(offers, key=lambda offer: offer.id)
        self._rules, self._seed = rules, seed
        self._ids = question.needs.id.tolist()
        self._rows = {number: row for row, number in enumerate(self._ids)}
        self._numbers = question.offers.id.tolist()
        self._places = {number: place for place, number in enumerate(self._numbers)}
        self._explainer = Explainer(solve(question))

    def verdict(self, need: int, offer: int) -> Verdict | None:
        """Return what a pair would do to all; nothing when one of the two is no longer there."""
        row, place = self._rows.get(need), self._places.get(offer)
        if row is None or place is None:
            return None
        return self._verdict(row, place, self._explainer.why_not(row, place))

    def alternatives(self, need: int, *, besides: int) -> list[tuple[int, Verdict]]:
        """Return the other offers that would cost all the least: the best one, then the next."""
        from mentorat.matching.engine.explaining import WhyNot  # noqa: PLC0415 -- numba

        row, best = self._rows.get(need), self._explainer.answer
        if row is None:
            return []
        given = [(place, WhyNot()) for place in best.offer[best.need == row].tolist()]
        told = [*given, *self._explainer.alternatives(row)]
        others = [(place, why) for place, why in told if self._numbers[place] != besides][:MOST]
        return [(self._numbers[place], self._verdict(row, place, why)) for place, why in others]

    def openings(self, need: int) -> list[Opening]:
        """Return what would make more mentors possible, the most fruitful first."""
        from mentorat.matching.engine.coding import question_of  # noqa: PLC0415 -- numba
        from mentorat.matching.engine.funnel import funnel  # noqa: PLC0415 -- numba

        if need not in self._needs:
            return []
        now = self._needs[need]
        others = {what: give_up(now) for what, give_up in GIVEN_UP.items()}
        asked = [replace(one, id=number) for number, one in enumerate([now, *others.values()])]
        question = question_of(asked, self._offers, self._rules, self._seed)
        possible = funnel(question, np.arange(len(asked)))[:, 0].tolist()
        found = [
            Opening(what, number - possible[0])
            for what, number in zip(others, possible[1:], strict=True)
            if number > possible[0]
        ]
        return sorted(found, key=lambda opening: -opening.mentors)

    def _verdict(self, row: int, place: int, told: "WhyNot") -> Verdict:
        best = self._explainer.answer
        if told.rule or place in best.offer[best.need == row]:
            return Verdict(is_best=not told.rule, rule=told.rule)
        points = round(told.points / sum(self._rules.points))
        return Verdict(pupils=told.pupils, points=points, displaced=told.displaced)


def explanations(
    project: SchoolProject, *, scope: Scope, today: date, about: int | None
) -> Explanations:
    """Return what answers questions about a volunteer of a project as it stands today: pairs that
    the last run was to keep stay kept, but for this volunteer, who may have another mentor.
    """
    needs, offers = engine_facts(project, scope=scope, today=today)
    facts = Facts(needs, offers, rules_of(project), project.campaign.year)
    last = project.matching_runs.order_by("-asked_at", "-pk").first()
    kept = {pair for pair in last.choices.kept if pair[0] != about} if last else set()
    _, _, rest = settled(facts, Choices(kept=frozenset(kept)))
    return Explanations(list(rest.needs), list(rest.offers), rest.rules, rest.seed)
