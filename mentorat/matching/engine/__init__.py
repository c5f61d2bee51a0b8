"""From needs and offers to proposals: values in, values out. No ORM, clock or settings.

``feasible`` says which pairs may be, ``scoring`` how good each is, ``assign`` chooses, ``reasons``
explains. They speak in arcs (a need, an offer, a quality): another solver takes the place of
``assign`` without the others knowing.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from mentorat.matching.engine.assign import assign, draw_ties
from mentorat.matching.engine.columns import (
    Ints,
    NeedColumns,
    OfferColumns,
    columns_of_needs,
    columns_of_offers,
)
from mentorat.matching.engine.facts import (
    CAUSE_LABELS,
    METIER,
    NO_OFFER,
    PARCOURS,
    PART_LABELS,
    TAKEN,
    NeedFacts,
    OfferFacts,
    Part,
    Rule,
    Rules,
    Weight,
)
from mentorat.matching.engine.feasible import Pairs, keep_indispensable, possible_pairs
from mentorat.matching.engine.outcome import Outcome, Proposed, ScoredPart, Totals, Unserved
from mentorat.matching.engine.reasons import reasons_of
from mentorat.matching.engine.scoring import affinities, qualities, score_of, values_of

__all__ = [
    "CAUSE_LABELS",
    "METIER",
    "NO_OFFER",
    "PARCOURS",
    "PART_LABELS",
    "TAKEN",
    "VERSION",
    "NeedFacts",
    "OfferFacts",
    "Outcome",
    "Part",
    "Proposed",
    "Rule",
    "Rules",
    "ScoredPart",
    "Totals",
    "Unserved",
    "Weight",
    "match",
]

# Stored with each run: a result can be made again by the engine that made it.
VERSION = "min-cost-flow 1"


def match(
    needs: Sequence[NeedFacts], offers: Sequence[OfferFacts], rules: Rules, seed: int
) -> Outcome:
    """Serve as many needs as the rules and the seats allow and, among those ways, the best."""
    asked, offered = columns_of_needs(needs), columns_of_offers(offers)
    affinity = affinities(asked.trainings, offered.trades)
    pairs, removed = possible_pairs(asked, offered, affinity, rules)
    values = values_of(pairs, asked, offered, affinity, rules)
    pairs, values, lacking = keep_indispensable(pairs, values, rules, len(asked))
    quality = qualities(values, rules)
    ties = draw_ties(asked.ids[pairs.need], offered.ids[pairs.offer], seed)
    chosen = assign(pairs, quality, offered.seats, ties, len(asked))
    proposals = _proposals(asked, offered, pairs.only(chosen), values[:, chosen], rules)
    return Outcome(
        proposals=proposals,
        unserved=_unserved(asked, pairs, removed | lacking, pairs.need[chosen]),
        totals=_totals(asked, offered, proposals),
    )


def _proposals(
    needs: NeedColumns, offers: OfferColumns, chosen: Pairs, values: Ints, rules: Rules
) -> tuple[Proposed, ...]:
    quality = qualities(values, rules)
    made = []
    for column in np.argsort(chosen.need).tolist():
        need, offer = needs.facts[chosen.need[column]], offers.facts[chosen.offer[column]]
        scored: Mapping[Part, int] = dict(zip(Part, values[:, column].tolist(), strict=True))
        made.append(
            Proposed(
                need=need.id,
                offer=offer.id,
                score=score_of(int(quality[column]), rules),
                quality=int(quality[column]),
                parts=tuple(
                    ScoredPart(part, PART_LABELS[part], value, rules.weights[part])
                    for part, value in scored.items()
                ),
                reasons=reasons_of(need, offer, scored),
            )
        )
    return tuple(made)


def _unserved(
    needs: NeedColumns, pairs: Pairs, removed: Mapping[str, Ints], served: Ints
) -> tuple[Unserved, ...]:
    candidates = np.bincount(pairs.need, minlength=len(needs))
    waits = np.ones(len(needs), dtype=np.bool_)
    waits[served] = False
    left = []
    for row in np.flatnonzero(waits).tolist():
        counts = {str(rule): int(count[row]) for rule, count in removed.items() if count[row]}
        # Among the rules, the last one that set an offer aside: it was the nearest miss.
        cause = TAKEN if candidates[row] else next(reversed(counts), NO_OFFER)
        left.append(Unserved(needs.facts[row].id, cause, int(candidates[row]), counts))
    return tuple(left)


def _totals(needs: NeedColumns, offers: OfferColumns, made: Sequence[Proposed]) -> Totals:
    scores = [proposal.score for proposal in made]
    return Totals(
        needs=len(needs),
        offers=len(offers),
        seats=int(offers.seats[offers.cleared].sum()),
        served=len(made),
        quality=sum(proposal.quality for proposal in made),
        mean_score=round(sum(scores) / len(scores), 1) if scores else 0.0,
    )
