"""Deferred acceptance: the pairs of those who have met and named one another.

Pupils ask, in the order of their choices; a mentor keeps those he or she prefers, as many as there
are seats, and lets the others go on asking. At the end no pupil and no mentor would both rather be
together than as they are; and no other such answer is better for any pupil (Gale and Shapley).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorat.matching.engine.rotation import Pair, drawn

VERSION = "stable choices 1"


class Unnamed(StrEnum):
    """What becomes of those whom a person has met and not named."""

    NEVER = "never"
    LAST = "last"


@dataclass(frozen=True)
class Preferences:
    """Whom each would accept, the preferred first. Whoever is missing is not acceptable."""

    pupils: Mapping[int, Sequence[int]]
    mentors: Mapping[int, Sequence[int]]


def preferences(
    pupils: Mapping[int, Sequence[int]],
    mentors: Mapping[int, Sequence[int]],
    *,
    met: Collection[Pair],
    unnamed: Unnamed,
    seed: int,
) -> Preferences:
    """Return whole orders from the names that each side gave, among those it has met.

    Those not named come last, in the order of the draw, or not at all. Whoever named nobody wants
    nobody: such a person takes no part.
    """
    pairs = [(pupil, mentor) for pupil, mentor in met if pupils.get(pupil) and mentors.get(mentor)]
    rank_of_mentor = {mentor: rank for rank, mentor in enumerate(drawn(mentors, seed))}
    rank_of_pupil = {pupil: rank for rank, pupil in enumerate(drawn(pupils, seed))}

    def order(named: Sequence[int], faced: Collection[int], rank: Mapping[int, int]) -> list[int]:
        chosen = [one for one in dict.fromkeys(named) if one in faced]
        others = sorted(set(faced) - set(chosen), key=rank.__getitem__)
        return chosen + others if unnamed is Unnamed.LAST else chosen

    return Preferences(
        pupils={
            one: order(named, {m for p, m in pairs if p == one}, rank_of_mentor)
            for one, named in pupils.items()
        },
        mentors={
            one: order(named, {p for p, m in pairs if m == one}, rank_of_pupil)
            for one, named in mentors.items()
        },
    )


def stable(wanted: Preferences, seats: Mapping[int, int]) -> dict[int, int]:
    """Return the mentor of each pupil who gets one: stable, and the best of such for pupils."""
    rank = {
        mentor: {pupil: place for place, pupil in enumerate(order)}
        for mentor, order in wanted.mentors.items()
    }
    kept: dict[int, list[int]] = {mentor: [] for mentor in wanted.mentors}
    asked = dict.fromkeys(wanted.pupils, 0)
    asking = sorted(wanted.pupils)
    while asking:
        pupil = asking.pop()
        if asked[pupil] == len(wanted.pupils[pupil]):
            continue
        mentor = wanted.pupils[pupil][asked[pupil]]
        asked[pupil] += 1
        if pupil not in rank[mentor]:
            asking.append(pupil)
            continue
        kept[mentor].append(pupil)
        if len(kept[mentor]) > seats.get(mentor, 0):
            last = max(kept[mentor], key=rank[mentor].__getitem__)
            kept[mentor].remove(last)
            asking.append(last)
    return {pupil: mentor for mentor, pupils in sorted(kept.items()) for pupil in sorted(pupils)}
