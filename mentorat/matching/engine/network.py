"""The question as a flow: profiles below, offers beside them, layers above, the root on top.

A unit of flow is a pupil. Those who are served go from their profile through an offer, its seats
and its association to the root; the others climb from their profile through their school. Each way
up is a ladder of steps, the cheapest first, so that fairness and quotas are steps like the others:

- a profile keeps back first the pupils whose merit is least;
- a school pays more for each share of its volunteers left without mentor (``Rules.tiers``), and so
  does each group of a school (girls and boys of a training, where that is known);
- an offer has as many units as seats; an association is paid for its first pupils (its floor) and
  stops at its cap.

Costs are of three orders, none of which can ever outweigh the one before: a pupil served, a step of
fairness, a point of quality. An augmenting path unserves nobody and empties no seat, hence floors
never cost a pupil.
"""

from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.columns import Ints, Question
from mentorat.matching.engine.facts import Rules
from mentorat.matching.engine.feasible import Ground, quotas_left
from mentorat.matching.engine.kernels.edges import Edges
from mentorat.matching.engine.kernels.simplex import ENDLESS, FULL, Network, Tree, plant
from mentorat.matching.engine.outcome import Cost
from mentorat.matching.engine.profiles import Profiles, combined


@dataclass(frozen=True)
class Scale:
    """What a pupil served and a step of fairness weigh, in points of quality."""

    served: int
    fair: int

    def split(self, cost: int, *, pupils: int) -> Cost:
        """Return a cost, of which one knows the pupils, as steps of fairness and points as well."""
        steps, points = divmod(cost - pupils * self.served + self.fair // 2, self.fair)
        return Cost(pupils, steps, points - self.fair // 2)


@dataclass(frozen=True)
class Layout:
    """The network, its first nodes by kind, and the tree of its present solution."""

    network: Network
    tree: Tree
    scale: Scale
    offers: int  # the node of the first offer
    groups: int
    schools: int
    associations: int
    root: int

    @property
    def carried(self) -> Ints:
        """Return how many pupils go up each step, now."""
        network, tree = self.network, self.tree
        held = np.flatnonzero(tree.arc[: self.root] >= 0)
        carried: Ints = np.where(tree.state == FULL, network.room, 0)
        carried[tree.arc[held]] = tree.flow[held]
        return carried


@dataclass
class Ladders:
    """Steps being written, node after node."""

    node: list[Ints]
    room: list[Ints]
    cost: list[Ints]

    def add(self, node: Ints, room: Ints, cost: Ints) -> None:
        self.node.append(node)
        self.room.append(room)
        self.cost.append(cost)

    def rows(self, root: int) -> tuple[Ints, Ints, Ints]:
        """Return where the steps of each node begin, their rooms and costs, the cheapest first."""
        node, room, cost = (np.concatenate(each) for each in (self.node, self.room, self.cost))
        order = np.lexsort((cost, node))
        start = np.searchsorted(node[order], np.arange(root + 2)).astype(np.int64)
        return start, room[order].astype(np.int64), cost[order].astype(np.int64)


def layout(question: Question, ground: Ground, edges: Edges, merit: Ints) -> Layout:
    """Draw the network of a question, nobody served yet."""
    profiles, sides, rules = ground.profiles, ground.sides, question.rules
    quotas, pinned = quotas_left(question), question.needs.school[question.pins.need]
    below, offers = len(profiles), len(ground.order)
    groups = below + offers
    group, school_of, of_group = groups_of(question, profiles)
    schools = groups + len(school_of)
    associations = schools + len(question.schools)
    root = associations + len(quotas) + 1
    scale = _scale(ground, edges, merit, 2 * len(rules.tiers) + 1)
    above = np.full(root + 1, root, np.int32)
    above[:below] = np.where(group < 0, schools + sides.p_school, groups + group)
    above[below:groups] = associations + sides.o_association
    above[groups:schools] = schools + school_of
    ladders = Ladders([], [], [])
    _keep_back(ladders, profiles.of, merit, scale)
    ladders.add(np.arange(offers) + below, ground.seats, np.zeros(offers, np.int64))
    _protect(ladders, of_group, rules, groups, scale)
    size = np.bincount(sides.p_school, profiles.count, len(question.schools)).astype(np.int64)
    size += np.bincount(pinned, minlength=len(question.schools))
    _protect(ladders, size, rules, schools, scale)
    _limit(ladders, quotas.cap, quotas.floor, associations, scale)
    ladders.add(np.array([root - 1]), np.array([ENDLESS]), np.array([0]))
    start, room, cost = ladders.rows(root)
    supply = np.zeros(root + 1, np.int64)
    supply[:below] = profiles.count
    nodes = edges.offer.view(np.uint32)
    network = Network(edges.start, nodes, edges.value, above, start, room, cost, supply)
    tree = _bare_tree(root + 1, len(room))
    plant(network, tree)
    return Layout(network, tree, scale, below, groups, schools, associations, root)


def groups_of(question: Question, profiles: Profiles) -> tuple[Ints, Ints, Ints]:
    """Return the group of each profile among those that floors protect, then the school and the
    pupils of each group, those who are pinned counted.

    Minus one: none, as for all pupils where there is no floor.
    """
    needs = question.needs
    counts = profiles.of >= 0
    counts[question.pins.need] = True
    rows = np.flatnonzero(counts & (needs.group >= 0) & bool(question.rules.tiers))
    key = combined([needs.school[rows], needs.group[rows]])
    _, one, inverse, pupils = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    found = np.full(len(needs), -1)
    found[rows] = inverse
    return found[profiles.first], needs.school[rows[one]], pupils.astype(np.int64)


def _scale(ground: Ground, edges: Edges, merit: Ints, steps: int) -> Scale:
    """Return weights of which no sum of what is less important reaches the half."""
    most = int(edges.value.max(initial=0)) + int(merit.max(initial=0))
    fair = 2 * int(ground.profiles.count.sum()) * most + 1
    return Scale(served=fair * (steps + 2), fair=fair)


def _keep_back(ladders: Ladders, of: Ints, merit: Ints, scale: Scale) -> None:
    """Add the steps by which profiles leave pupils unserved, those of least merit first."""
    waits = of >= 0
    span = int(merit.max(initial=0)) + 1
    level, count = np.unique(of[waits] * span + merit[waits], return_counts=True)
    node, cost = level // span, level % span + scale.served
    room = count.astype(np.int64)
    if len(node):
        room[np.append(np.flatnonzero(np.diff(node)), len(node) - 1)] = ENDLESS
    ladders.add(node, room, cost)


def _protect(ladders: Ladders, pupils: Ints, rules: Rules, first: int, scale: Scale) -> None:
    """Add the steps of schools or groups: the more volunteers are left, the more one more costs."""
    node = np.arange(len(pupils)) + first
    climbed = np.zeros(len(pupils), np.int64)
    for rank, share in enumerate(sorted(rules.tiers, reverse=True)):
        left = pupils - -(-pupils * share // 100)
        ladders.add(node, left - climbed, np.full(len(node), rank * scale.fair))
        climbed = left
    steps = len(rules.tiers)
    ladders.add(node, np.full(len(node), ENDLESS), np.full(len(node), steps * scale.fair))


def _limit(ladders: Ladders, cap: Ints, floor: Ints, first: int, scale: Scale) -> None:
    """Add the steps of associations: those of the floor are paid, none is beyond the cap."""
    node = np.arange(len(cap)) + first
    most = np.where(cap < 0, ENDLESS, cap)
    paid = np.minimum(floor, most)
    ladders.add(node, paid, np.full(len(node), -scale.fair))
    ladders.add(node, most - paid, np.zeros(len(node), np.int64))


def _bare_tree(nodes: int, steps: int) -> Tree:
    return Tree(
        parent=np.zeros(nodes, np.int32),
        depth=np.zeros(nodes, np.int32),
        child=np.zeros(nodes, np.int32),
        after=np.zeros(nodes, np.int32),
        before=np.zeros(nodes, np.int32),
        arc=np.zeros(nodes, np.int64),
        up=np.zeros(nodes, np.int8),
        flow=np.zeros(nodes, np.int64),
        room=np.zeros(nodes, np.int64),
        cost=np.zeros(nodes, np.int64),
        potential=np.zeros(nodes, np.int64),
        state=np.zeros(steps, np.int8),
    )
