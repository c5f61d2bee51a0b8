"""The cheapest ways round an answer: who would move, and what all would lose, if one thing moved.

Whatever can be moved in the best answer can be moved for nothing or at a loss, and the cheapest way
of moving it is what the whole would lose. Every node can send a pupil more up to the root for
nothing (the tree is strongly feasible): so the ways from the root are found once, and from a seat
one only looks for what is nearer than by the root. That is little, hence quick.
"""

import numpy as np

from mentorat.matching.engine.columns import Ints
from mentorat.matching.engine.kernels.paths import FAR, Search, spread
from mentorat.matching.engine.network import Layout


class Ways:
    """Made once for an answer, asked often: a question lays nothing out anew."""

    def __init__(self, drawn: Layout) -> None:
        self.drawn = drawn
        network, nodes = drawn.network, drawn.root + 1
        below = np.argsort(network.above[: drawn.root], kind="stable").astype(np.int32)
        floors = np.searchsorted(network.above[below], np.arange(nodes + 1))
        self._search = Search(
            distance=np.full(nodes, FAR),
            origin=np.full(nodes, -1, np.int32),
            heap=np.empty(nodes, np.int32),
            place=np.empty(nodes, np.int32),
            below_start=floors.astype(np.int64),
            below=below,
            carried=drawn.carried,
        )
        self._search.distance[drawn.root] = 0
        self._spread(drawn.root, nodes)
        self.from_root = self._search.distance.copy()
        self._origin = self._search.origin.copy()

    def leave(self, seat: int) -> None:
        """Find the cheapest ways from an offer that holds a pupil too many."""
        self._search.distance[:] = self.from_root
        self._search.origin[:] = self._origin
        self._search.distance[seat] = 0
        self._spread(seat, seat + 1)

    @property
    def distance(self) -> Ints:
        """Return, by node, what the way that was found costs, at reduced costs."""
        return self._search.distance

    def way(self, seat: int, node: int) -> list[int]:
        """Return the nodes of the cheapest way from the seat that was left to a node."""
        climb, parent = [seat], self.drawn.tree.parent
        while climb[-1] != self.drawn.root:
            climb.append(int(parent[climb[-1]]))
        place = {one: rank for rank, one in enumerate(climb)}
        found: list[int] = []
        while node not in place:
            found.append(node)
            node = int(self._search.origin[node])
        return [*climb[: place[node] + 1], *reversed(found)]

    def one_fewer(self) -> int:
        """Return what serving one pupil fewer would cost, or ``FAR`` when nobody is served.

        One unit less comes down from the root by an association, and goes up again by a school.
        """
        drawn, search = self.drawn, self._search
        network, potential = drawn.network, drawn.tree.potential
        tail = np.repeat(np.arange(drawn.root), np.diff(network.ladder)[: drawn.root])
        slack = network.cost + potential[tail] - potential[network.above[tail]]
        quotas = (tail >= drawn.associations) & (search.carried > 0)
        schools = (tail >= drawn.schools) & (tail < drawn.associations)
        schools &= search.carried < network.room
        search.distance.fill(FAR)
        search.distance[drawn.root] = -FAR  # no way may go through it
        np.minimum.at(search.distance, tail[quotas], -slack[quotas])
        self._spread(drawn.associations, drawn.root)
        arrived = search.distance[tail[schools]]
        found: Ints = (arrived + slack[schools])[arrived < FAR]
        return int(found.min(initial=FAR))

    def _spread(self, first: int, last: int) -> None:
        spread(self.drawn.network, self.drawn.tree, self._search, first, last)
