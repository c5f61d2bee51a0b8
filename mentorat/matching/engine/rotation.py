"""Who meets whom, and when: the plan of a « rencontre éclair ».

Every mentor keeps a table, pupils move from one to the next. The pairs that meet are chosen first:
as many as there can be, with the idle rounds shared out (nobody has one round more while somebody
could do with one less). Then each pair gets a round: a graph with two sides, where nobody has more
pairs than there are rounds, can always be coloured with the rounds (König), so that nobody is at
two tables at once and no pair is lost.
"""

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.lottery import drawn_order

Pair = tuple[int, int]


@dataclass(frozen=True)
class Rotation:
    """Rounds, in their order: in each, the mentor whom each pupil meets."""

    rounds: tuple[Mapping[int, int], ...]

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset(pair for met in self.rounds for pair in met.items())


def rotate(
    pupils: Collection[int],
    mentors: Collection[int],
    *,
    rounds: int,
    never: Collection[Pair] = (),
    seed: int,
) -> Rotation:
    """Plan ``rounds`` rounds. The pairs of ``never`` (pupil, mentor) never sit together."""
    barred = frozenset(never)
    tables = drawn(mentors, seed)
    allowed = {
        pupil: [mentor for mentor in tables if (pupil, mentor) not in barred]
        for pupil in drawn(pupils, seed)
    }
    meetings = _Meetings(allowed, tables, most=rounds)
    meetings.choose()
    meetings.share_out()
    timetable = _Timetable(rounds)
    for pupil, met in meetings.of.items():
        for mentor in tables:
            if mentor in met:
                timetable.place(pupil, mentor)
    timetable.even_out()
    return Rotation(tuple(timetable.of_pupil))


def drawn(identifiers: Collection[int], seed: int) -> list[int]:
    """Return identifiers in the order of the draw."""
    column = np.array(sorted(identifiers), np.int64)
    found: list[int] = column[drawn_order(column, seed)].tolist()
    return found


class _Meetings:
    """Which mentors each pupil meets, while they are being chosen."""

    def __init__(
        self, allowed: Mapping[int, Sequence[int]], mentors: Sequence[int], *, most: int
    ) -> None:
        self.allowed, self.most = allowed, most
        self.of: dict[int, set[int]] = {pupil: set() for pupil in allowed}
        self.at: dict[int, set[int]] = {mentor: set() for mentor in mentors}

    def choose(self) -> None:
        """Give each pupil one meeting more at each turn, until no turn finds any.

        A meeting is never taken back from a pupil, only moved to another table: so that the
        fewest meetings of a pupil are as many as can be, and so is their number in all.
        """
        growing = list(self.allowed)
        for _ in range(self.most):
            growing = [pupil for pupil in growing if self._one_more(pupil)]

    def share_out(self) -> None:
        """Move meetings from the busiest tables, as long as one has two more than another."""
        while any(self._relieve(mentor) for mentor in self._busiest_first()):
            pass

    def _one_more(self, pupil: int) -> bool:
        path = self._path(pupil, lambda mentor: len(self.at[mentor]) < self.most)
        for moved, mentor in path:
            self._meet(moved, mentor)
        return bool(path)

    def _relieve(self, busy: int) -> bool:
        least = len(self.at[busy]) - 2
        for pupil in sorted(self.at[busy]):
            path = self._path(pupil, lambda mentor: len(self.at[mentor]) <= least, avoid=busy)
            if path:
                self._part(pupil, busy)
                for moved, mentor in path:
                    self._meet(moved, mentor)
                return True
        return False

    def _path(
        self, pupil: int, is_free: Callable[[int], bool], avoid: int | None = None
    ) -> list[Pair]:
        """Return the meetings to make, from the first pupil to a free table.

        Each takes, at a table, the place of the pupil who goes on to the next one.
        """
        came: dict[int, int] = {}  # the pupil who would come to each table
        left: dict[int, int] = {}  # the table that each pupil would leave
        ahead = deque([pupil])
        while ahead:
            one = ahead.popleft()
            for mentor in self.allowed[one]:
                if mentor in came or mentor == avoid or mentor in self.of[one]:
                    continue
                came[mentor] = one
                if is_free(mentor):
                    return self._moves(pupil, mentor, came, left)
                for other in sorted(self.at[mentor]):
                    if other not in left and other != pupil:
                        left[other] = mentor
                        ahead.append(other)
        return []

    def _moves(
        self, pupil: int, free: int, came: Mapping[int, int], left: Mapping[int, int]
    ) -> list[Pair]:
        """Follow the path back from its free table, and clear the places on the way."""
        moves, mentor = [], free
        while True:
            one = came[mentor]
            moves.append((one, mentor))
            if one == pupil:
                return moves
            mentor = left[one]
            self._part(one, mentor)

    def _busiest_first(self) -> list[int]:
        return sorted(self.at, key=lambda mentor: (-len(self.at[mentor]), mentor))

    def _meet(self, pupil: int, mentor: int) -> None:
        self.of[pupil].add(mentor)
        self.at[mentor].add(pupil)

    def _part(self, pupil: int, mentor: int) -> None:
        self.of[pupil].discard(mentor)
        self.at[mentor].discard(pupil)


class _Timetable:
    """The round of each pair: by round, the mentor of each pupil, and the pupil of each mentor."""

    def __init__(self, rounds: int) -> None:
        self.of_pupil: list[dict[int, int]] = [{} for _ in range(rounds)]
        self.of_mentor: list[dict[int, int]] = [{} for _ in range(rounds)]

    def place(self, pupil: int, mentor: int) -> None:
        """Give a pair the emptiest round when both are free; else make one so, by an exchange."""
        free = [
            one for one in self._free(self.of_pupil, pupil) if mentor not in self.of_mentor[one]
        ]
        if free:
            chosen = min(free, key=lambda one: len(self.of_pupil[one]))
        else:
            chosen, other = (
                self._free(self.of_pupil, pupil)[0],
                self._free(self.of_mentor, mentor)[0],
            )
            chain = self._chain(mentor, self.of_mentor, self.of_pupil, chosen, other)
            self._exchange([(met, one) for one, met in chain], chosen, other)
        self._seat(pupil, mentor, chosen)

    def even_out(self) -> None:
        """Exchange pairs between a full and an empty round, until they differ by one at most."""
        sizes = [len(met) for met in self.of_pupil]
        while sizes and max(sizes) - min(sizes) > 1:
            full, empty = sizes.index(max(sizes)), sizes.index(min(sizes))
            self._exchange(self._surplus(full, empty), full, empty)
            sizes = [len(met) for met in self.of_pupil]

    def _surplus(self, full: int, empty: int) -> list[Pair]:
        """Return a chain of pairs that has one more in the full round. There is always one."""
        chains = (
            self._chain(pupil, self.of_pupil, self.of_mentor, full, empty)
            for pupil in self.of_pupil[full]
            if pupil not in self.of_pupil[empty]
        )
        return next(chain for chain in chains if len(chain) % 2)

    @staticmethod
    def _free(side: Sequence[Mapping[int, int]], person: int) -> list[int]:
        return [number for number, met in enumerate(side) if person not in met]

    @staticmethod
    def _chain(
        person: int,
        own: Sequence[Mapping[int, int]],
        facing: Sequence[Mapping[int, int]],
        first: int,
        second: int,
    ) -> list[Pair]:
        """Follow pairs of one round, then of the other; own side first in each pair."""
        pairs: list[Pair] = []
        here: int | None = person
        while here is not None and (met := own[first].get(here)) is not None:
            pairs.append((here, met))
            here = facing[second].get(met)
            if here is not None:
                pairs.append((here, met))
        return pairs

    def _exchange(self, chain: Sequence[Pair], first: int, second: int) -> None:
        """Move each pair of a chain to the other of two rounds."""
        held = [(pair, first if self._is_at(pair, first) else second) for pair in chain]
        for (pupil, mentor), number in held:
            del self.of_pupil[number][pupil], self.of_mentor[number][mentor]
        for (pupil, mentor), number in held:
            self._seat(pupil, mentor, second if number == first else first)

    def _is_at(self, pair: Pair, number: int) -> bool:
        return self.of_pupil[number].get(pair[0]) == pair[1]

    def _seat(self, pupil: int, mentor: int, number: int) -> None:
        self.of_pupil[number][pupil] = mentor
        self.of_mentor[number][mentor] = pupil
