"""A primal network simplex on a network of a shape of its own.

Nodes are profiles, then offers, then the layers above them, then the root. Two sorts of arcs:

- **inner arcs**, profile to offer, without limit, of cost minus their value: rows of ``start``,
  ``offer``, ``value``. Without limit, an arc outside the tree carries nothing and has no state:
  rows may change between two calls, and the tree, with what it carries, stays good;
- **steps**, from a node to the node above it, each with its room and its cost, the cheapest first.

A profile sends its pupils up its own steps (unserved) or to offers, whose steps are seats. The tree
is strongly feasible (every node can send a unit more up to the root), hence no cycling. Potentials
are the duals: the last round, in which no arc is worth entering, is the proof.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.kernels.compiled import compiled, inlined

Int8s = npt.NDArray[np.int8]
Int16s = npt.NDArray[np.int16]
Int32s = npt.NDArray[np.int32]
UInt32s = npt.NDArray[np.uint32]
Int64s = npt.NDArray[np.int64]

ENDLESS = 1 << 40
EMPTY, FULL, IN_TREE = 0, 1, 2


class Network(NamedTuple):
    """``above[u]`` is the node to which the steps of ``u`` lead; the last node is the root.

    Offers are numbers without a sign: a sign would be looked at each time that one is read.
    """

    start: Int64s
    offer: UInt32s
    value: Int16s
    above: Int32s
    ladder: Int64s
    room: Int64s
    cost: Int64s
    supply: Int64s


class Tree(NamedTuple):
    """By node: its place in the tree, the arc to its parent and what it carries; by step: state."""

    parent: Int32s
    depth: Int32s
    child: Int32s
    after: Int32s
    before: Int32s
    arc: Int64s  # a step, or less than zero: an inner arc
    up: Int8s  # 1 when the arc goes from the node to its parent
    flow: Int64s
    room: Int64s
    cost: Int64s
    potential: Int64s
    state: Int8s


@inlined
def hang(tree: Tree, node: int, parent: int) -> None:
    """Make ``node`` the first child of ``parent``."""
    first = tree.child[parent]
    tree.parent[node], tree.before[node], tree.after[node] = parent, -1, first
    if first >= 0:
        tree.before[first] = node
    tree.child[parent] = node


@inlined
def unhang(tree: Tree, node: int) -> None:
    before, after = tree.before[node], tree.after[node]
    if before >= 0:
        tree.after[before] = after
    else:
        tree.child[tree.parent[node]] = after
    if after >= 0:
        tree.before[after] = before


@compiled
def plant(net: Network, tree: Tree) -> None:
    """Begin with nobody served: every unit climbs the cheapest steps to the root."""
    root = len(net.above) - 1
    for node in range(root + 1):
        tree.child[node], tree.arc[node], tree.flow[node] = -1, -1, net.supply[node]
    tree.parent[root], tree.depth[root], tree.potential[root] = -1, 0, 0
    tree.before[root] = tree.after[root] = -1
    # A layer has a higher number than what stands under it: loads are complete in this order.
    for node in range(root):
        left, last = tree.flow[node], net.ladder[node + 1] - 1
        tree.flow[net.above[node]] += left
        for step in range(net.ladder[node], last + 1):
            carried = min(left, net.room[step])
            left -= carried
            if tree.arc[node] >= 0 or (carried == net.room[step] and step < last):
                tree.state[step] = FULL if carried > 0 else EMPTY
            if tree.arc[node] < 0 and (carried < net.room[step] or step == last):
                tree.arc[node], tree.up[node] = step, 1
                tree.flow[node], tree.room[node] = carried, net.room[step]
                tree.cost[node], tree.state[step] = net.cost[step], IN_TREE
    for node in range(root - 1, -1, -1):
        parent = net.above[node]
        hang(tree, node, parent)
        tree.depth[node] = tree.depth[parent] + 1
        tree.potential[node] = tree.potential[parent] - tree.cost[node]


@inlined
def best_of(offers: UInt32s, values: Int16s, prices: Int64s) -> np.int64:
    """Return the most that an edge of a row is worth, the price of its seat paid."""
    most = np.int64(-(1 << 60))
    for place in range(len(offers)):
        worth = np.int64(values[place]) + prices[offers[place]]
        if worth > most:  # noqa: PLR1730 -- read several at a time by the machine
            most = worth
    return most


@inlined
def find_inner(net: Network, prices: Int64s, profile: int, worth: int) -> int:
    for arc in range(net.start[profile], net.start[profile + 1]):
        if net.value[arc] + prices[net.offer[arc]] == worth:
            return arc
    return -1


@inlined
def best_step(net: Network, tree: Tree, node: int) -> tuple[int, int]:
    """Return (gain, step) of the step of the node that is most worth entering the tree."""
    gain, found = 0, -1
    slope = tree.potential[node] - tree.potential[net.above[node]]
    for step in range(net.ladder[node], net.ladder[node + 1]):
        reduced = net.cost[step] + slope
        saved = reduced if tree.state[step] == FULL else -reduced
        if tree.state[step] != IN_TREE and saved > gain and net.room[step] > 0:
            gain, found = saved, step
    return gain, found


@inlined
def turn(net: Network, tree: Tree, tail: int, head: int, arc: int) -> None:
    """Let an arc into the tree, push what it can carry round its cycle, let the first full out."""
    if arc >= 0:
        room, cost, is_full = net.room[arc], net.cost[arc], tree.state[arc] == FULL
    else:
        room, cost, is_full = ENDLESS, -np.int64(net.value[-1 - arc]), False
    first, second = (head, tail) if is_full else (tail, head)
    # What the cycle carries, and the last arc along it that lets no more pass.
    push, out, on_first = room, -1, False
    one, other = first, second
    while one != other:
        if tree.depth[one] >= tree.depth[other]:
            left = tree.flow[one] if tree.up[one] else tree.room[one] - tree.flow[one]
            if left < push:
                push, out, on_first = left, one, True
            one = tree.parent[one]
        else:
            other = tree.parent[other]
    join = one
    node = second
    while node != join:
        left = tree.room[node] - tree.flow[node] if tree.up[node] else tree.flow[node]
        if left <= push:
            push, out, on_first = left, node, False
        node = tree.parent[node]
    if push > 0:
        node = first
        while node != join:
            tree.flow[node] += -push if tree.up[node] else push
            node = tree.parent[node]
        node = second
        while node != join:
            tree.flow[node] += push if tree.up[node] else -push
            node = tree.parent[node]
    if out < 0:
        tree.state[arc] = EMPTY if is_full else FULL
        return
    if tree.arc[out] >= 0:
        tree.state[tree.arc[out]] = EMPTY if tree.flow[out] == 0 else FULL
    inside, outside = (first, second) if on_first else (second, first)
    if arc >= 0:
        tree.state[arc] = IN_TREE
    rehang(tree, inside, outside, out)
    tree.arc[inside], tree.cost[inside], tree.room[inside] = arc, cost, room
    tree.flow[inside] = room - push if is_full else push
    tree.up[inside] = 1 if inside == tail else 0
    level = tree.potential[outside]
    shift = (level - cost if inside == tail else level + cost) - tree.potential[inside]
    carry(tree, inside, shift)


@inlined
def rehang(tree: Tree, inside: int, outside: int, out: int) -> None:
    """Turn the path from ``inside`` up to ``out`` over, and hang it under ``outside``."""
    node, parent = inside, outside
    arc, up, flow, room, cost = np.int64(0), np.int8(0), np.int64(0), np.int64(0), np.int64(0)
    while True:
        former = tree.parent[node]
        unhang(tree, node)
        hang(tree, node, parent)
        kept = (tree.arc[node], tree.up[node], tree.flow[node], tree.room[node], tree.cost[node])
        tree.arc[node], tree.up[node], tree.flow[node] = arc, 1 - up, flow
        tree.room[node], tree.cost[node] = room, cost
        if node == out:
            return
        arc, up, flow, room, cost = kept
        node, parent = former, node


@inlined
def carry(tree: Tree, top: int, shift: int) -> None:
    """Bring potentials and depths up to date in the part of the tree that moved."""
    node = top
    while True:
        tree.potential[node] += shift
        tree.depth[node] = tree.depth[tree.parent[node]] + 1
        if tree.child[node] >= 0:
            node = tree.child[node]
            continue
        while node != top and tree.after[node] < 0:
            node = tree.parent[node]
        if node == top:
            return
        node = tree.after[node]


@compiled
def improve(net: Network, tree: Tree, order: Int32s, block: int) -> int:
    """Turn arcs into the tree until none is worth it; return how many turns that took.

    Arcs are looked at in blocks, round and round, and the best of a block is taken.
    """
    profiles = len(net.start) - 1
    root = len(net.above) - 1
    prices = tree.potential[profiles:]
    position, idle, turns = 0, 0, 0
    while idle < root:
        gain, tail, head, arc = 0, -1, -1, 0
        seen = 0
        while seen < block and idle < root:
            node = order[position]
            position = position + 1 if position + 1 < root else 0
            idle += 1
            saved, step = best_step(net, tree, node)
            if saved > gain:
                gain, tail, head, arc = saved, node, net.above[node], step
            seen += net.ladder[node + 1] - net.ladder[node]
            if node < profiles:
                row = slice(net.start[node], net.start[node + 1])
                worth = best_of(net.offer[row], net.value[row], prices)
                if worth - tree.potential[node] > gain:
                    gain, tail, head = worth - tree.potential[node], node, -1
                seen += net.start[node + 1] - net.start[node]
        if tail >= 0:
            if head < 0:
                inner = find_inner(net, prices, tail, gain + tree.potential[tail])
                head, arc = profiles + net.offer[inner], -1 - inner
            turn(net, tree, tail, head, arc)
            turns += 1
            idle = 0
    return turns
