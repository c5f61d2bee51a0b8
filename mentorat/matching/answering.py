"""The engine's answer around what a person settled: pairs that stay, pairs never to propose.

Values in, values out: the same answer is tried without being written, or written by a run.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorat.matching import engine
from mentorat.matching.engine import (
    NeedFacts,
    OfferFacts,
    Outcome,
    Proposed,
    Rules,
    Totals,
    Weight,
)
from mentorat.matching.engine.framing import Framing, Group
from mentorat.matching.enums import Cause
from mentorat.matching.models import Choices, Pair


@dataclass(frozen=True)
class Facts:
    """The volunteers and the offers of a project, and what they obey."""

    needs: Sequence[NeedFacts]
    offers: Sequence[OfferFacts]
    rules: Rules
    seed: int
    framing: Framing = field(default_factory=Framing)


@dataclass(frozen=True)
class Broken:
    """A pair that was to stay and cannot, with the code of what forbids it."""

    need: int
    offer: int
    cause: str


@dataclass(frozen=True)
class Price:
    """What the last pupil served cost: the quality with and without, and the means on 100."""

    points: int
    mean_score: float
    mean_score_without: float


@dataclass(frozen=True)
class Answered:
    """``outcome`` is about the rest: those who were neither kept nor put in a group."""

    kept: tuple[Proposed, ...]
    groups: tuple[Group, ...]
    broken: tuple[Broken, ...]
    outcome: Outcome
    price: Price | None

    @property
    def proposals(self) -> tuple[Proposed, ...]:
        made = (*self.kept, *self.grouped, *self.outcome.proposals)
        return tuple(sorted(made, key=lambda one: one.need))

    @property
    def grouped(self) -> tuple[Proposed, ...]:
        return tuple(one for group in self.groups for one in group.proposals)

    @property
    def totals(self) -> Totals:
        """Return the totals of all, those who were kept included."""
        made, rest = self.proposals, self.outcome.totals
        return replace(
            rest,
            needs=rest.needs + len(self.kept) + len(self.grouped),
            seats=rest.seats + len(self.kept) + len(self.grouped),
            served=len(made),
            quality=sum(one.quality for one in made),
            mean_score=round(sum(one.score for one in made) / len(made), 1) if made else 0.0,
        )


def answered(facts: Facts, choices: Choices) -> Answered:
    """Keep what was chosen, as long as it is possible, and propose the best for all the others."""
    kept, broken, rest = settled(facts, choices)
    groups, rest = _grouped(rest, taken=Counter(one.offer for one in kept))
    outcome = engine.match(rest.needs, rest.offers, rest.rules, rest.seed)
    return Answered(kept, groups, broken, outcome, price_of(outcome, rest.rules))


def settled(
    facts: Facts, choices: Choices
) -> tuple[tuple[Proposed, ...], tuple[Broken, ...], Facts]:
    """Return the pairs that stay, those that cannot, and what is asked about all the others."""
    kept, broken, seats = _kept(facts, choices.kept)
    matched = {one.need for one in kept}
    rest = replace(
        facts,
        needs=[one for one in _apart(facts, choices.excluded) if one.id not in matched],
        offers=[replace(one, seats=seats[one.id]) for one in facts.offers],
    )
    body = {one.id: one.association for one in facts.offers}
    agreed = Counter(body[one.offer] for one in kept)
    return kept, broken, replace(rest, offers=[_less(one, agreed) for one in rest.offers])


def _less(offer: OfferFacts, taken: Mapping[int, int]) -> OfferFacts:
    """Return an offer with what pupils already taken leave of its association's target."""
    if offer.association_left <= 0 or not taken.get(offer.association):
        return offer
    left = max(offer.association_left - taken[offer.association], 0)
    return replace(offer, association_left=left)


def _grouped(facts: Facts, *, taken: Counter[int]) -> tuple[tuple[Group, ...], Facts]:
    """Return the groups that are worth it, and what is left. A seat kept is no seat of a group."""
    frames = {
        number: replace(frame, free=frame.free - taken[number])
        for number, frame in facts.framing.frames.items()
        if frame.free - taken[number] >= frame.least
    }
    if not frames:
        return (), facts
    from mentorat.matching.engine.groups import form_groups  # noqa: PLC0415 -- numba, when needed

    framing = replace(facts.framing, frames=frames)
    found = form_groups(facts.needs, facts.offers, facts.rules, facts.seed, framing)
    return found.groups, replace(facts, needs=found.needs, offers=found.offers)


def price_of(outcome: Outcome, rules: Rules) -> Price | None:
    """Return what serving one pupil more cost in quality."""
    served, quality = outcome.totals.served, outcome.totals.quality
    if outcome.one_fewer is None:
        return None
    gained, points = -outcome.one_fewer.points, sum(rules.points)
    return Price(
        points=gained,
        mean_score=round(quality / served / points, 1),
        mean_score_without=round((quality + gained) / (served - 1) / points, 1)
        if served > 1
        else 0.0,
    )


def cause_of(need: NeedFacts, offer: OfferFacts, rules: Rules) -> str:
    """Return the rule that keeps a pair apart, or nothing."""
    unserved = engine.match([need], [offer], rules, seed=0).unserved
    return unserved[0].cause if unserved else ""


def _kept(
    facts: Facts, pairs: Collection[Pair]
) -> tuple[tuple[Proposed, ...], tuple[Broken, ...], dict[int, int]]:
    """Return the pairs that stay, those that cannot, and the seats that are left."""
    needs = {one.id: one for one in facts.needs}
    offers = {one.id: one for one in facts.offers}
    seats = {one.id: one.seats for one in facts.offers}
    kept: list[Proposed] = []
    broken: list[Broken] = []
    agreed: Counter[int] = Counter()
    for need, offer in sorted(pairs):
        if need not in needs or offer not in offers:
            gone = Cause.NEED_GONE if need not in needs else Cause.OFFER_GONE
            broken.append(Broken(need, offer, gone))
            continue
        seated = replace(_less(offers[offer], agreed), seats=seats[offer])
        made = _by_hand(needs[need], seated, facts.rules)
        if isinstance(made, str):
            broken.append(Broken(need, offer, made))
            continue
        kept.append(made)
        seats[offer] -= 1
        agreed[offers[offer].association] += 1
        del needs[need]
    return tuple(kept), tuple(broken), seats


def _by_hand(need: NeedFacts, offer: OfferFacts, rules: Rules) -> Proposed | str:
    """Return a pair that a person chose, or the rule that even a person does not break.

    Whoever chooses may know better than codes of trades, and may bring a former pair together.
    """
    again = replace(need, former_mentors=frozenset())
    soft = {
        part: Weight.STRONG if weight is Weight.INDISPENSABLE else weight
        for part, weight in rules.weights.items()
    }
    loose = replace(rules, weights=soft, least_affinity=0)
    for obeyed in (rules, loose):
        outcome = engine.match([again], [offer], obeyed, seed=0)
        if outcome.proposals:
            return outcome.proposals[0]
    return outcome.unserved[0].cause


def _apart(facts: Facts, excluded: Collection[Pair]) -> list[NeedFacts]:
    mentor = {one.id: one.mentor for one in facts.offers}
    apart: dict[int, set[int]] = {}
    for need, offer in excluded:
        if offer in mentor:
            apart.setdefault(need, set()).add(mentor[offer])
    return [
        replace(one, former_mentors=one.former_mentors | apart.get(one.id, set()))
        for one in facts.needs
    ]
