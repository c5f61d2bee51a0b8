"""The cheapest ways round in what an answer leaves free: along arcs that can carry more, or less.

Reduced costs are never negative at the best answer, hence Dijkstra is exact. A search spreads from
its sources only where it comes nearer than ``distance`` says already: whoever knows a way to every
node (through the root, say) leaves it there, and pays for what is nearer alone.
"""

from typing import NamedTuple

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.simplex import Int32s, Int64s, Network, Tree

FAR = 1 << 61


class Search(NamedTuple):
    """Distances, where each node was reached from, and a heap. By step, what is ``carried``.

    ``below`` lists the nodes that stand under each one, from ``below_start`` on.
    """

    distance: Int64s
    origin: Int32s
    heap: Int32s
    place: Int32s
    below_start: Int64s
    below: Int32s
    carried: Int64s


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
def reach_for(s: Search, size: int, node: int, distance: int, origin: int) -> int:
    """Note a shorter way to a node; return the size of the heap."""
    if distance >= s.distance[node]:
        return size
    s.distance[node], s.origin[node] = distance, origin
    if s.place[node] < 0:
        s.heap[size], s.place[node] = node, size
        size += 1
    rise(s, s.place[node])
    return size


@inlined
def leave_by_steps(net: Network, tree: Tree, s: Search, size: int, node: int) -> int:
    """Go up the steps of a node that can carry more, and down those that carry something."""
    here, over = s.distance[node], net.above[node]
    for step in range(net.ladder[node], net.ladder[node + 1]):
        if s.carried[step] < net.room[step]:
            slack = net.cost[step] + tree.potential[node] - tree.potential[over]
            size = reach_for(s, size, over, here + slack, node)
    for position in range(s.below_start[node], s.below_start[node + 1]):
        under = s.below[position]
        for step in range(net.ladder[under], net.ladder[under + 1]):
            if s.carried[step] > 0:
                slack = net.cost[step] + tree.potential[under] - tree.potential[node]
                size = reach_for(s, size, under, here - slack, node)
    return size


@inlined
def leave_by_edges(net: Network, tree: Tree, s: Search, size: int, profile: int) -> int:
    """Go from a profile to each offer that it may have."""
    profiles = len(net.start) - 1
    here = s.distance[profile] + tree.potential[profile]
    for arc in range(net.start[profile], net.start[profile + 1]):
        seat = profiles + net.offer[arc]
        size = reach_for(s, size, seat, here - net.value[arc] - tree.potential[seat], profile)
    return size


@inlined
def take_back(tree: Tree, s: Search, size: int, node: int) -> int:
    """Go from an offer to the profiles whose pupils have its seats."""
    here, child = s.distance[node], tree.child[node]
    while child >= 0:
        if tree.arc[child] < 0 and tree.flow[child] > 0:
            size = reach_for(s, size, child, here, node)
        child = tree.after[child]
    if tree.arc[node] < 0 and tree.flow[node] > 0:
        size = reach_for(s, size, tree.parent[node], here, node)
    return size


@compiled
def spread(net: Network, tree: Tree, s: Search, first: int, last: int) -> None:
    """Spread from the nodes from ``first`` to ``last`` (not included), whose distance is set."""
    profiles, root = len(net.start) - 1, len(net.above) - 1
    size = 0
    for node in range(root + 1):
        s.place[node] = -1
    for node in range(first, last):
        if s.distance[node] < FAR:
            s.heap[size], s.place[node] = node, size
            size += 1
            rise(s, size - 1)
    while size > 0:
        node = s.heap[0]
        size -= 1
        s.heap[0], s.place[node] = s.heap[size], -1
        if size > 0:
            sink(s, size)
        if node < profiles:
            size = leave_by_edges(net, tree, s, size, node)
        elif node < root:
            size = take_back(tree, s, size, node)
        size = leave_by_steps(net, tree, s, size, node)
