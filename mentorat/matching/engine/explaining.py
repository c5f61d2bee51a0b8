"""Why not this mentor, and what else: read off the best answer, never about another pupil's name.

Forcing a pair moves others along the cheapest way round; what that way costs is exactly what the
whole would lose, since the answer is the best one.
"""

from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.columns import Ints
from mentorat.matching.engine.funnel import funnel_of_pair
from mentorat.matching.engine.kernels.paths import FAR, Search, cheapest_way, list_nearest
from mentorat.matching.engine.solving import Answer

ALTERNATIVES = 3
NEAREST = 64  # edges of a profile that a search reads before the others


@dataclass(frozen=True)
class WhyNot:
    """What a pair would cost all: pupils no longer served, steps of fairness, points of quality.

    ``rule``: the rule that it breaks, and then nothing else is said. ``displaced``: how many other
    pupils would have another mentor, or none.
    """

    rule: str
    pupils: int
    fairness: int
    points: int
    displaced: int


class Explainer:
    """Answers questions on one answer; made once, asked often."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        drawn = answer.solved.drawn
        nodes, profiles = drawn.root + 1, drawn.offers
        below = np.argsort(drawn.network.above[: drawn.root], kind="stable").astype(np.int32)
        above = drawn.network.above[below]
        self.search = Search(
            distance=np.empty(nodes + profiles, np.int64),
            origin=np.empty(nodes + profiles, np.int32),
            heap=np.empty(nodes + profiles, np.int32),
            place=np.empty(nodes + profiles, np.int32),
            below_start=np.searchsorted(above, np.arange(nodes + 1)).astype(np.int64),
            below=below,
            offer=np.zeros((profiles, NEAREST), np.int32),
            slack=np.empty((profiles, NEAREST), np.int64),
            rest=np.empty(profiles, np.int64),
        )
        list_nearest(drawn.network, drawn.tree, self.search, np.empty(NEAREST, np.int64))

    def why_not(self, need: int, offer: int) -> WhyNot:
        """Return what it would cost to give this offer to a pupil like this one."""
        solved = self.answer.solved
        profile, node = int(solved.profiles.of[need]), int(solved.ground.rank[offer])
        edge = self._edge(profile, node) if profile >= 0 else -1
        if edge < 0:
            return WhyNot(self._broken(need, offer), 0, 0, 0, 0)
        drawn = solved.drawn
        seat, potential = drawn.offers + node, drawn.tree.potential
        slack = int(potential[profile] - potential[seat] - drawn.network.value[edge])
        way = int(cheapest_way(drawn.network, drawn.tree, self.search, seat, profile))
        assert way < FAR  # noqa: S101 -- whoever has a seat can give it back
        pupils, steps, points = drawn.scale.split(slack + way)
        return WhyNot("", pupils, steps, points, self._displaced(seat, profile))

    def alternatives(self, need: int, most: int = ALTERNATIVES) -> list[tuple[int, WhyNot]]:
        """Return the offers that would cost all the least, besides the one that was given."""
        solved = self.answer.solved
        profile = int(solved.profiles.of[need])
        if profile < 0:
            return []
        given = self.answer.offer[self.answer.need == need]
        drawn, edges = solved.drawn, solved.edges
        row = slice(edges.start[profile], edges.start[profile + 1])
        nodes = edges.offer[row]
        nodes = nodes[~np.isin(solved.ground.order[nodes], given)]
        value = edges.value[row][~np.isin(solved.ground.order[edges.offer[row]], given)]
        worth = value.astype(np.int64) + drawn.tree.potential[drawn.offers + nodes]
        best = nodes[np.argsort(-worth, kind="stable")[:most]]
        offers = solved.ground.order[best].tolist()
        return [(offer, self.why_not(need, offer)) for offer in offers]

    def _edge(self, profile: int, node: int) -> int:
        edges = self.answer.solved.edges
        row = edges.offer[edges.start[profile] : edges.start[profile + 1]]
        place = int(np.searchsorted(row, node))
        is_edge = place < len(row) and row[place] == node
        return int(edges.start[profile]) + place if is_edge else -1

    def _displaced(self, seat: int, profile: int) -> int:
        """Count, on the way just found, the seats that are taken back from somebody else."""
        offers, node, count = self.answer.solved.drawn.offers, profile, 0
        while node != seat:
            before = int(self.search.origin[node])
            count += before >= offers and node < offers and node != profile
            node = before
        return count

    def _broken(self, need: int, offer: int) -> str:
        return funnel_of_pair(self.answer.question, need, offer)


def seat_prices(answer: Answer, by: Ints) -> dict[int, float]:
    """Return the mean price of a seat for each code of offers: where mentors are lacking most."""
    worth = answer.prices[answer.question.offers.cleared]
    codes = by[answer.question.offers.cleared]
    return {
        int(code): float(worth[codes == code].mean()) / answer.solved.drawn.scale.served
        for code in np.unique(codes)
    }
