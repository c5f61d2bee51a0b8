"""From facts to an outcome: one school, with its reasons in words."""

from collections.abc import Mapping, Sequence

from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.facts import (
    PART_LABELS,
    NeedFacts,
    OfferFacts,
    Part,
    Rules,
)
from mentorat.matching.engine.funnel import funnel, told
from mentorat.matching.engine.outcome import Outcome, Proposed, ScoredPart, Totals, Unserved
from mentorat.matching.engine.pricing import one_fewer
from mentorat.matching.engine.reasons import reasons_of
from mentorat.matching.engine.scoring import score_of
from mentorat.matching.engine.solving import Answer, solve


def match(
    needs: Sequence[NeedFacts], offers: Sequence[OfferFacts], rules: Rules, seed: int
) -> Outcome:
    """Serve as many needs as the rules and the seats allow and, among those ways, the best."""
    answer = solve(question_of(needs, offers, rules, seed))
    asked = sorted(needs, key=lambda need: need.id)
    offered = sorted(offers, key=lambda offer: offer.id)
    proposals = _proposals(asked, offered, answer)
    return Outcome(
        proposals=proposals,
        unserved=unserved_of(answer),
        totals=_totals(answer, proposals),
        certificate=answer.certificate,
        one_fewer=one_fewer(answer),
    )


def _proposals(
    asked: Sequence[NeedFacts], offered: Sequence[OfferFacts], answer: Answer
) -> tuple[Proposed, ...]:
    rules = answer.question.rules
    made = []
    for column, (row, place) in enumerate(zip(answer.need, answer.offer, strict=True)):
        need, offer = asked[row], offered[place]
        scored: Mapping[Part, int] = dict(zip(Part, answer.parts[:, column].tolist(), strict=True))
        quality = int(answer.quality[column])
        made.append(
            Proposed(
                need=need.id,
                offer=offer.id,
                score=score_of(quality, rules),
                quality=quality,
                parts=tuple(
                    ScoredPart(part, PART_LABELS[part], value, rules.weights[part])
                    for part, value in scored.items()
                ),
                reasons=reasons_of(need, offer, scored),
            )
        )
    return tuple(made)


def unserved_of(answer: Answer) -> tuple[Unserved, ...]:
    """Return why each need without mentor has none."""
    rows = answer.unserved
    ids = answer.question.needs.id[rows].tolist()
    counts = funnel(answer.question, rows)
    return tuple(Unserved(one, *told(count)) for one, count in zip(ids, counts, strict=True))


def _totals(answer: Answer, made: Sequence[Proposed]) -> Totals:
    scores = [proposal.score for proposal in made]
    offers = answer.question.offers
    return Totals(
        needs=len(answer.question.needs),
        offers=len(offers),
        seats=int(offers.alone[offers.cleared].sum()),
        served=len(made),
        quality=sum(proposal.quality for proposal in made),
        mean_score=round(sum(scores) / len(scores), 1) if scores else 0.0,
    )
