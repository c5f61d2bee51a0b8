"""Groups around a mentor: who shares a class or an objective, and a weekly hour, and the mentor.

That each pupil could be with the mentor does not make a group: an hour must suit all of them. So
groups are fixed one at a time, by the prices of the individual answer. A pupil's rent is what the
answer gains by moving him or her into the group: a pupil more who is served, or the price of the
seat that is freed, and the difference in quality. The group with the highest rents is fixed, its
pupils leave the question, and the rest is solved again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from mentorat.matching.engine.coding import question_of
from mentorat.matching.engine.facts import NeedFacts, OfferFacts, Rules
from mentorat.matching.engine.framing import ANY_HOUR, Frame, Framing, Group, Grouped
from mentorat.matching.engine.matching import match
from mentorat.matching.engine.outcome import Proposed
from mentorat.matching.engine.pricing import seats_worth
from mentorat.matching.engine.rotation import drawn
from mentorat.matching.engine.solving import solve

ROOM = 1 << 30


def form_groups(
    needs: Sequence[NeedFacts],
    offers: Sequence[OfferFacts],
    rules: Rules,
    seed: int,
    framing: Framing,
) -> Grouped:
    """Fix groups while one is worth it; return them with what is left for pupils alone."""
    left = Grouped((), tuple(needs), tuple(offers))
    open_frames = dict(framing.frames)
    while found := _best(left, rules, seed, replace(framing, frames=open_frames)):
        bodies = {one.association for one in left.offers if one.id in found.offers} - {0}
        left = Grouped(
            groups=(*left.groups, found),
            needs=tuple(one for one in left.needs if one.id not in found.needs),
            offers=tuple(_after(one, found, framing.frames, bodies) for one in left.offers),
        )
        for number in found.offers:
            del open_frames[number]
    return left


def _after(
    offer: OfferFacts, group: Group, frames: Mapping[int, Frame], bodies: Collection[int]
) -> OfferFacts:
    """Return an offer with the seats that a group leaves: all of them are the mentor's, and its
    pupils count for the associations (``bodies``) of whoever takes it.
    """
    if offer.association in bodies and offer.association_left >= 0:
        offer = replace(offer, association_left=max(offer.association_left - len(group.needs), 0))
    if offer.id not in group.offers:
        return offer
    free = frames[offer.id].free - len(group.needs)
    return replace(offer, seats=max(min(offer.seats, free), 0), group_seats=0)


def _best(left: Grouped, rules: Rules, seed: int, framing: Framing) -> Group | None:
    """Return the group that the answer gains most by, if there is one."""
    offers = {one.id: one for one in left.offers if one.id in framing.frames}
    if not left.needs or not offers:
        return None
    worth = _worth(left, rules, seed)
    willing = {
        number: _willing(left.needs, offers[number], rules, seed) for number in drawn(offers, seed)
    }
    candidates = []
    for number, pairs in willing.items():
        rents = {need: pair.quality - worth[need] for need, pair in pairs.items()}
        facts = [one for one in left.needs if one.id in pairs]
        for members, hour in _choices_of(offers[number], facts, rents, framing):
            group = Group(
                offers=(number,),
                needs=members,
                shared=framing.frames[number].shared,
                hour=hour,
                rent=sum(rents[need] for need in members),
                proposals=tuple(pairs[need] for need in members),
            )
            candidates.append(_whole(group, offers, framing.frames, willing))
    return max(filter(None, candidates), key=lambda group: group.rent, default=None)


def _willing(
    needs: Sequence[NeedFacts], offer: OfferFacts, rules: Rules, seed: int
) -> dict[int, Proposed]:
    """Return every need that breaks no rule with the mentor, and what the pair is worth."""
    agreed = 0 if offer.association_left == 0 else -1
    alone = replace(offer, seats=len(needs), association_left=agreed)
    return {one.need: one for one in match(needs, [alone], rules, seed).proposals}


def _worth(left: Grouped, rules: Rules, seed: int) -> dict[int, int]:
    """Return, by need, what the individual answer loses with the pupil, the seat given back.

    A pupil who is not served counts the other way: serving one is worth more than any quality.
    """
    answer = solve(question_of(left.needs, left.offers, rules, seed))
    ids, prices = sorted(one.id for one in left.needs), seats_worth(answer)
    worth = dict.fromkeys(ids, -answer.solved.drawn.scale.served)
    for row, place, quality in zip(answer.need, answer.offer, answer.quality, strict=True):
        worth[ids[row]] = int(quality) - int(prices[place])
    return worth


def _choices_of(
    offer: OfferFacts,
    needs: Sequence[NeedFacts],
    rents: Mapping[int, int],
    framing: Framing,
) -> Iterator[tuple[tuple[int, ...], str]]:
    """Give, for each thing shared and each hour, the members with the highest rents."""
    frame = framing.frames[offer.id]
    most = min(frame.most, frame.free, _agreed(offer))
    hours = offer.slots or frozenset[str]().union(*(one.slots for one in needs))
    for key in sorted({framing.key(one, frame.shared) for one in needs} - {""}):
        alike = [one for one in needs if framing.key(one, frame.shared) == key]
        for hour in sorted(hours) or [ANY_HOUR]:
            suited = [one.id for one in alike if hour in one.slots or not one.slots]
            ranked = sorted(suited, key=lambda number: (-rents[number], number))
            members = [
                number
                for place, number in enumerate(ranked[:most])
                if place < frame.least or rents[number] > 0
            ]
            if len(members) >= frame.least and sum(rents[one] for one in members) > 0:
                yield tuple(sorted(members)), hour


def _agreed(offer: OfferFacts) -> int:
    """Return how many pupils more the association of a mentor may accompany."""
    return offer.association_left if offer.association_left >= 0 else ROOM


def _whole(
    group: Group,
    offers: Mapping[int, OfferFacts],
    frames: Mapping[int, Frame],
    willing: Mapping[int, Mapping[int, Proposed]],
) -> Group | None:
    """Return the group with its second mentor when the rule asks for one; nothing without."""
    (first,) = group.offers
    if not frames[first].is_double:
        return group
    seconds = [
        number
        for number, pairs in willing.items()
        if number != first
        and offers[number].mentor != offers[first].mentor
        and offers[number].origin != offers[first].origin
        and min(frames[number].free, _agreed(offers[number])) >= len(group.needs)
        and (not offers[number].slots or not group.hour or group.hour in offers[number].slots)
        and set(group.needs) <= set(pairs)
    ]
    best = max(
        seconds,
        key=lambda number: sum(willing[number][need].quality for need in group.needs),
        default=None,
    )
    return None if best is None else replace(group, offers=(first, best))
