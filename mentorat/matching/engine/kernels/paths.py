"""What one pair more would displace: the cheapest way round in what the answer leaves free.

From the seat that is asked for to the profile of the pupil, along arcs that can carry more or less
than they do. Reduced costs are never negative at the best answer, hence Dijkstra is exact. Of a row
of edges, the nearest few are read first; the others wait, as a node of their own, until nothing
nearer is left: they are nearly never read.
"""

from typing import NamedTuple

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.shortlist import LEAST, weakest
from mentorat.matching.engine.kernels.simplex import (
    FULL,
    IN_TREE,
    Int32s,
    Int64s,
    Network,
    Tree,
)

FAR = 1 << 61


class Search(NamedTuple):
    """Distances, where each was reached from, and a heap of nodes; ``below`` lists by layer.

    ``offer`` and ``slack`` are the nearest edges of each profile, and ``rest`` the least slack that
    the others may have. The others of a profile are a node after the root.
    """

    distance: Int64s
    origin: Int32s
    heap: Int32s
    place: Int32s
    below_start: Int64s
    below: Int32s
    offer: Int32s
    slack: Int64s
    rest: Int64s


@compiled
def list_nearest(net: Network, tree: Tree, s: Search, worths: Int64s) -> None:
    """Note the edges of each profile that miss the best answer by the least."""
    profiles, width = len(net.start) - 1, len(worths)
    prices = tree.potential[profiles:]
    for profile in range(profiles):
        row = slice(net.start[profile], net.start[profile + 1])
        offers, values = net.offer[row], net.value[row]
        low, listed = LEAST, 0
        for place in range(len(offers)):
            worth = values[place] + prices[offers[place]]
            if worth <= low:
                continue
            taken = listed if listed < width else weakest(worths, width)
            listed = min(listed + 1, width)
            worths[taken], s.offer[profile, taken] = worth, offers[place]
            if listed == width:
                low = worths[weakest(worths, width)]
        for place in range(width):
            is_edge = place < listed
            s.slack[profile, place] = tree.potential[profile] - worths[place] if is_edge else FAR
        s.rest[profile] = tree.potential[profile] - low if listed == width else FAR


@inlined
def rise(s: Search, position: int) -> None:
    node = s.heap[position]
    while position > 0:
        over = (position - 1) >> 1
        if s.distance[s.heap[over]] <= s.distance[node]:
            break
        s.heap[position] = s.heap[over]
        s.place[s.heap[position]] = position
        position = over
    s.heap[position], s.place[node] = node, position


@inlined
def sink(s: Search, size: int) -> None:
    """Put the node on top of the heap where it belongs."""
    node, position = s.heap[0], 0
    while True:
        under = 2 * position + 1
        if under >= size:
            break
        if under + 1 < size and s.distance[s.heap[under + 1]] < s.distance[s.heap[under]]:
            under += 1
        if s.distance[s.heap[under]] >= s.distance[node]:
            break
        s.heap[position] = s.heap[under]
        s.place[s.heap[position]] = position
        position = under
    s.heap[position], s.place[node] = node, position


@inlined
def reach_for(s: Search, size: int, node: int, distance: int, origin: int, target: int) -> int:
    """Note a shorter way to a node; return the size of the heap.

    What is no nearer than the target already is leads nowhere.
    """
    if distance >= min(s.distance[node], s.distance[target]):
        return size
    s.distance[node], s.origin[node] = distance, origin
    if s.place[node] < 0:
        s.heap[size], s.place[node] = node, size
        size += 1
    rise(s, s.place[node])
    return size


@inlined
def leave_by_steps(net: Network, tree: Tree, s: Search, size: int, node: int, target: int) -> int:
    """Go up the steps of a node that can carry more, and down those that carry something."""
    here, over = s.distance[node], net.above[node]
    for step in range(net.ladder[node], net.ladder[node + 1]):
        slack = net.cost[step] + tree.potential[node] - tree.potential[over]
        if tree.state[step] == IN_TREE:
            if tree.flow[node] < tree.room[node] or tree.arc[node] != step:
                size = reach_for(s, size, over, here, node, target)
        elif tree.state[step] != FULL and net.room[step] > 0:
            size = reach_for(s, size, over, here + slack, node, target)
    for position in range(s.below_start[node], s.below_start[node + 1]):
        under = s.below[position]
        for step in range(net.ladder[under], net.ladder[under + 1]):
            slack = net.cost[step] + tree.potential[under] - tree.potential[node]
            if tree.state[step] == FULL:
                size = reach_for(s, size, under, here - slack, node, target)
            elif tree.state[step] == IN_TREE and tree.flow[under] > 0:
                size = reach_for(s, size, under, here, node, target)
    return size


@inlined
def reach_rest(net: Network, tree: Tree, s: Search, size: int, profile: int, target: int) -> int:
    """Follow every edge of a profile, the nearest of which were followed already."""
    profiles, here = len(net.start) - 1, s.distance[profile]
    for arc in range(net.start[profile], net.start[profile + 1]):
        seat = profiles + net.offer[arc]
        slack = tree.potential[profile] - net.value[arc] - tree.potential[seat]
        size = reach_for(s, size, seat, here + slack, profile, target)
    return size


@compiled
def cheapest_way(net: Network, tree: Tree, s: Search, source: int, target: int) -> int:
    """Return what it costs to bring a unit from an offer back to a profile (``FAR``: no way)."""
    profiles, root = len(net.start) - 1, len(net.above) - 1
    for node in range(len(s.distance)):
        s.distance[node], s.origin[node], s.place[node] = FAR, -1, -1
    size = reach_for(s, 0, source, 0, -1, target)
    while size > 0:
        node = s.heap[0]
        if node == target:
            return int(s.distance[node])
        size -= 1
        s.heap[0] = s.heap[size]
        s.place[node] = -2
        if size > 0:
            sink(s, size)
        here = s.distance[node]
        if node > root:
            size = reach_rest(net, tree, s, size, node - root - 1, target)
            continue
        if node < profiles:
            for place in range(s.slack.shape[1]):
                seat, slack = profiles + s.offer[node, place], s.slack[node, place]
                size = reach_for(s, size, seat, here + slack, node, target)
            size = reach_for(s, size, root + 1 + node, here + s.rest[node], node, target)
        elif node < root:
            child = tree.child[node]
            while child >= 0:
                if tree.arc[child] < 0 and tree.flow[child] > 0:
                    size = reach_for(s, size, child, here, node, target)
                child = tree.after[child]
            if tree.arc[node] < 0 and tree.flow[node] > 0:
                size = reach_for(s, size, tree.parent[node], here, node, target)
        size = leave_by_steps(net, tree, s, size, node, target)
    return FAR
