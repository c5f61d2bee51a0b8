"""What a run says of itself: numbers and codes, never a name. Kept with it, read by its page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mentorat.matching.answering import Answered, Facts, cause_of
from mentorat.matching.engine import Certificate, NeedFacts, OfferFacts, Rules
from mentorat.matching.enums import Cause
from mentorat.matching.models import Choices, MatchingRun, Pair, Proposal


@dataclass(frozen=True)
class Before:
    """The undecided proposals of the run before, by need."""

    run_id: int
    offers: Mapping[int, int]


def summary(
    facts: Facts, choices: Choices, answer: Answered, before: Before | None, *, seconds: float
) -> dict[str, Any]:
    totals, unserved = answer.totals, answer.outcome.unserved
    removed: Counter[str] = Counter()
    for left in unserved:
        removed.update(left.removed)
    return {
        "volunteers": totals.needs,
        "offers": totals.offers,
        "seats": totals.seats,
        "served": totals.served,
        "kept": len(answer.kept),
        "broken": [[one.need, one.offer, one.cause] for one in answer.broken],
        "unserved": dict(Counter(left.cause for left in unserved)),
        "removed": dict(removed),
        "quality": totals.quality,
        "mean_score": totals.mean_score,
        "waits": _waits(facts.needs, {one.need for one in answer.proposals}),
        "price": asdict(answer.price) if answer.price else None,
        "difference": before and _difference(facts, choices, answer, before),
        "seconds": round(seconds, 3),
        "details": [asdict(left) for left in unserved],
    }


def certificate(answer: Answered) -> dict[str, Any]:
    """Return the proof that goes with the answer about those who were not kept."""
    return certificate_kept(answer.outcome.certificate)


def certificate_kept(proof: Certificate) -> dict[str, Any]:
    """Return a proof as it is stored with a run."""
    return {**asdict(proof), "gap": proof.gap}


def rules_kept(rules: Rules) -> dict[str, Any]:
    """Return the rules that a run obeys, as they are stored with it."""
    return {
        "weights": {str(part): str(weight) for part, weight in rules.weights.items()},
        "least_affinity": rules.least_affinity,
        "longest_wait": rules.longest_wait,
        "preferences": sorted(rules.preferences),
        "tiers": list(rules.tiers),
    }


def before(run: MatchingRun, suggested: Iterable[Proposal]) -> Before | None:
    """Return what the run before suggested and nobody decided; to be asked before it is erased."""
    found = [one for one in suggested if one.run_id != run.pk]
    if not found:
        return None
    last = max(one.run_id for one in found)
    return Before(last, {one.need_id: one.offer_id for one in found if one.run_id == last})


def _waits(needs: Iterable[NeedFacts], served: set[int]) -> dict[str, Any]:
    known = list(needs)
    return {
        "served": _days([one.days_waiting for one in known if one.id in served]),
        "left": _days([one.days_waiting for one in known if one.id not in served]),
    }


def _days(days: list[int]) -> dict[str, float]:
    return {"mean": round(sum(days) / len(days), 1) if days else 0, "longest": max(days, default=0)}


def _difference(facts: Facts, choices: Choices, answer: Answered, before: Before) -> dict[str, Any]:
    now = {one.need: one.offer for one in answer.proposals}
    offers = before.offers
    why = _Why(facts, choices)
    return {
        "previous": before.run_id,
        "same": sum(now.get(need) == offer for need, offer in offers.items()),
        "new": [[need, offer] for need, offer in now.items() if need not in offers],
        "gone": [[need, old, why((need, old))] for need, old in offers.items() if need not in now],
        "changed": [
            [need, old, now[need], why((need, old))]
            for need, old in offers.items()
            if need in now and now[need] != old
        ],
    }


class _Why:
    """Says why a pair of the run before is not proposed again."""

    def __init__(self, facts: Facts, choices: Choices) -> None:
        self.rules, self.choices = facts.rules, choices
        self.needs: dict[int, NeedFacts] = {one.id: one for one in facts.needs}
        self.offers: dict[int, OfferFacts] = {one.id: one for one in facts.offers}
        self.kept = {need for need, _ in choices.kept}

    def __call__(self, pair: Pair) -> str:
        need, offer = self.needs.get(pair[0]), self.offers.get(pair[1])
        if need is None:
            return Cause.NEED_GONE
        if pair in self.choices.excluded:
            return Cause.EXCLUDED
        if need.id in self.kept:
            return Cause.KEPT
        if offer is None:
            return Cause.OFFER_GONE
        return cause_of(need, offer, self.rules) or Cause.FOR_ALL
