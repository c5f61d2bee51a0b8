"""From needs and offers to proposals: values in, values out. No ORM, clock or settings.

``match`` answers for one school, in facts and words; ``solving.solve`` answers for any number of
pupils, in columns. This package itself only holds words: numba is loaded by whoever computes, not
by every process of the site that shows a result.
"""

from collections.abc import Sequence

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
from mentorat.matching.engine.outcome import (
    VERSION,
    Certificate,
    Outcome,
    Proposed,
    ScoredPart,
    Totals,
    Unserved,
)

__all__ = [
    "CAUSE_LABELS",
    "METIER",
    "NO_OFFER",
    "PARCOURS",
    "PART_LABELS",
    "TAKEN",
    "VERSION",
    "Certificate",
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


def match(
    needs: Sequence[NeedFacts], offers: Sequence[OfferFacts], rules: Rules, seed: int
) -> Outcome:
    """Serve as many needs as the rules and the seats allow and, among those ways, the best."""
    from mentorat.matching.engine import matching  # noqa: PLC0415 -- numba, when it is needed

    return matching.match(needs, offers, rules, seed)
