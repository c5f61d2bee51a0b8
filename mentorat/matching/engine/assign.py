"""The exact assignment: most pupils first, then the highest total quality, under capacities.

A flow from a source through needs and offers to a sink. The solver finds the largest flow, and
among those of that size the cheapest: both are optimal, not approached. Equal totals are told apart
by a number drawn from the identifiers and a seed: the same question has the same answer.
"""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from mentorat.matching.engine.columns import Ints
from mentorat.matching.engine.feasible import Pairs

TIES = 1024
MASK = (1 << 64) - 1
SPREAD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


class NotSolved(RuntimeError):
    """A bug: the flow always has a solution."""


def assign(pairs: Pairs, quality: Ints, seats: Ints, ties: Ints, needs: int) -> Ints:
    """Return the positions of the chosen pairs: at most one a need, at most its seats an offer."""
    if not len(pairs):
        return np.empty(0, dtype=np.int64)
    offers = len(seats)
    source, sink = needs + offers, needs + offers + 1
    # One point of quality outweighs all the ties that an assignment can gather.
    scale = needs * TIES + 1
    costs = (quality.max() - quality) * scale + ties
    flow = SimpleMinCostFlow()
    chosen = _add(flow, pairs.need, pairs.offer + needs, np.ones(len(pairs), np.int64), costs)
    all_needs, all_offers = np.arange(needs), np.arange(offers)
    _add(flow, np.full(needs, source), all_needs, np.ones(needs, np.int64), 0 * all_needs)
    _add(flow, all_offers + needs, np.full(offers, sink), seats, 0 * all_offers)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([needs, -needs]))
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise NotSolved(f"The flow ended with {status}.")
    return np.flatnonzero(flow.flows(chosen))


def draw_ties(needs: Ints, offers: Ints, seed: int) -> Ints:
    """Return a number under ``TIES`` for each pair of identifiers, the same for the same seed."""
    first, second, third = (np.uint64(factor) for factor in SPREAD)
    mixed = needs.astype(np.uint64) * first ^ offers.astype(np.uint64) * second
    mixed ^= np.uint64(seed * SPREAD[2] & MASK)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * second
    mixed = (mixed ^ (mixed >> np.uint64(27))) * third
    drawn: Ints = ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(TIES)).astype(np.int64)
    return drawn


def _add(flow: SimpleMinCostFlow, tails: Ints, heads: Ints, room: Ints, costs: Ints) -> Ints:
    arcs: Ints = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
    return arcs
