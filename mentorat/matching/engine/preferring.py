"""After a speed meeting: each side marked a few names; nobody ends with a pair both would leave.

Deferred acceptance with capacities (Gale and Shapley): pupils ask, mentors hold the best of those
who ask. Pupils could not do better by marking other names than those they want. Only who marked
each other may end together; equal marks are told apart by the draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.lottery import draws

Marks = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Meeting:
    """Who sits with whom, when: ``rounds[slot][table]`` is a pupil, or nobody."""

    mentors: tuple[int, ...]
    rounds: tuple[tuple[int | None, ...], ...]


def stable(pupils: Marks, mentors: Marks, seats: Mapping[int, int], *, seed: int) -> dict[int, int]:
    """Return the mentor of each pupil who has one.

    Each side marks the other by number, the dearest first. A mentor may accept a pupil whom he or
    she did not mark, after all those marked; a pupil is only proposed a name that he or she marked.
    """
    drawn = dict(zip(pupils, draws(np.array(list(pupils), np.int64), seed).tolist(), strict=True))
    wishes = {pupil: list(dict.fromkeys(marked)) for pupil, marked in pupils.items()}
    held: dict[int, list[int]] = {mentor: [] for mentor in seats}
    waiting = sorted(pupils, key=lambda pupil: (drawn[pupil], pupil), reverse=True)
    while waiting:
        pupil = waiting.pop()
        mentor = next((one for one in wishes[pupil] if seats.get(one, 0) > 0), None)
        if mentor is None:
            continue
        wishes[pupil] = wishes[pupil][wishes[pupil].index(mentor) + 1 :]
        marked = list(mentors.get(mentor, ()))
        held[mentor].append(pupil)
        held[mentor].sort(key=lambda one: (_rank(marked, one), drawn[one], one))
        waiting += held[mentor][seats[mentor] :]
        del held[mentor][seats[mentor] :]
    return {pupil: mentor for mentor, kept in held.items() for pupil in kept}


def rotation(pupils: Sequence[int], mentors: Sequence[int]) -> Meeting:
    """Return the shortest rotation in which every pupil meets every mentor once, ten minutes each.

    Mentors keep their table; pupils move on by one at each slot.
    """
    size = max(len(pupils), len(mentors))
    circle = [*pupils, *([None] * (size - len(pupils)))]
    rounds = tuple(
        tuple(circle[(slot + table) % size] for table in range(len(mentors)))
        for slot in range(size if mentors and pupils else 0)
    )
    return Meeting(tuple(mentors), rounds)


def _rank(marked: Sequence[int], pupil: int) -> int:
    return marked.index(pupil) if pupil in marked else len(marked)
