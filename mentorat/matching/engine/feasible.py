"""Which mentor may be proposed to whom. What is set aside is counted, rule by rule.

An offer that breaks several rules counts under the first of them, in the order of ``Rule``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.columns import Bools, Ints, NeedColumns, OfferColumns
from mentorat.matching.engine.facts import Part, Rule, Rules, Weight

# Needs are taken by blocks: memory stays bounded however many there are.
BLOCK = 1024


@dataclass(frozen=True)
class Pairs:
    """Positions of needs and of offers that go together: the arcs of the assignment."""

    need: Ints
    offer: Ints

    def __len__(self) -> int:
        return len(self.need)

    def only(self, kept: Bools | Ints) -> "Pairs":
        return Pairs(self.need[kept], self.offer[kept])


@dataclass(frozen=True)
class Question:
    """A block of needs before all the offers."""

    rows: slice
    needs: NeedColumns
    offers: OfferColumns
    affinity: Ints
    rules: Rules


def _is_cleared(ask: Question) -> Bools:
    return ask.offers.cleared[None, :]


def _has_a_seat(ask: Question) -> Bools:
    return ask.offers.seats[None, :] > 0


def _is_new(ask: Question) -> Bools:
    facts = ask.needs.facts[ask.rows]
    new = np.ones((len(facts), len(ask.offers)), dtype=np.bool_)
    for row, need in enumerate(facts):
        if need.former_mentors:
            new[row] = ~np.isin(ask.offers.mentors, list(need.former_mentors))
    return new


def _shares_a_kind(ask: Question) -> Bools:
    return _both(ask.needs.metier, ask.offers.metier, ask) | _both(
        ask.needs.parcours, ask.offers.parcours, ask
    )


def _knows_the_trade(ask: Question) -> Bools:
    by_training = ask.affinity >= ask.rules.least_affinity
    near = by_training[ask.needs.training[ask.rows]][:, ask.offers.trade]
    # Where « parcours » is common, the trade may be another: it only counts in the score.
    return near | _both(ask.needs.parcours, ask.offers.parcours, ask)


def _both(need: Bools, offer: Bools, ask: Question) -> Bools:
    return need[ask.rows, None] & offer[None, :]


CHECKS: Mapping[Rule, Callable[[Question], Bools]] = {
    Rule.CLEARANCE: _is_cleared,
    Rule.SEATS: _has_a_seat,
    Rule.FORMER: _is_new,
    Rule.KIND: _shares_a_kind,
    Rule.TRADE: _knows_the_trade,
}


def possible_pairs(
    needs: NeedColumns, offers: OfferColumns, affinity: Ints, rules: Rules
) -> tuple[Pairs, dict[str, Ints]]:
    """Return the pairs that break no rule and, by rule, the offers set aside for each need."""
    removed: dict[str, Ints] = {rule: np.zeros(len(needs), dtype=np.int64) for rule in CHECKS}
    found_needs, found_offers = [_none()], [_none()]
    for start in range(0, len(needs), BLOCK):
        rows = slice(start, min(start + BLOCK, len(needs)))
        ask = Question(rows, needs, offers, affinity, rules)
        left = np.ones((rows.stop - rows.start, len(offers)), dtype=np.bool_)
        for rule, check in CHECKS.items():
            kept = left & check(ask)
            removed[rule][rows] = left.sum(axis=1) - kept.sum(axis=1)
            left = kept
        row, column = np.nonzero(left)
        found_needs.append(row + start)
        found_offers.append(column)
    return Pairs(np.concatenate(found_needs), np.concatenate(found_offers)), removed


def keep_indispensable(
    pairs: Pairs, values: Ints, rules: Rules, needs: int
) -> tuple[Pairs, Ints, dict[str, Ints]]:
    """Set aside the pairs that have nothing of a part said indispensable."""
    removed: dict[str, Ints] = {}
    for row, part in enumerate(Part):
        if rules.weights[part] is Weight.INDISPENSABLE:
            kept = values[row] > 0
            removed[part] = np.bincount(pairs.need[~kept], minlength=needs)
            pairs, values = pairs.only(kept), values[:, kept]
    return pairs, values, removed


def _none() -> Ints:
    return np.empty(0, dtype=np.int64)
