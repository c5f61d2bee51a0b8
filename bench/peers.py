"""What others would do, on the same invented pupils: exact solvers, greedy, stable matching.

Each takes an answer of ours (for its scored edges only) and returns how many pupils it serves and
the total quality. Whoever scores nothing is given our scores.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numba
import numpy as np

from mentorat.matching.engine.kernels.edges import Edges
from mentorat.matching.engine.solving import Answer

Found = tuple[int, int]
BEST_OF_PROFILE, BEST_OF_OFFER = 30, 8


class Arcs:
    """Edges of pupils (not of profiles), all of them or the best few of each side."""

    def __init__(self, answer: Answer, *, few: bool) -> None:
        solved = answer.solved
        edges, profiles = solved.edges, solved.profiles
        rows = np.repeat(np.arange(len(profiles)), np.diff(edges.start))
        kept = few_of(rows, edges.offer, edges.value) if few else np.arange(len(rows))
        self.profile, self.offer = rows[kept], edges.offer[kept].astype(np.int64)
        self.value = edges.value[kept].astype(np.int64)
        self.profiles, self.merit = profiles, solved.merit
        self.seats = solved.ground.seats
        self.bonus = int(solved.drawn.scale.served)
        of = np.flatnonzero(profiles.of >= 0)
        self.pupils = of[np.argsort(profiles.of[of], kind="stable")]
        self.begin = np.searchsorted(self.profile, np.arange(len(profiles) + 1))

    def edges(self) -> Edges:
        """Return the same edges as the engine reads them."""
        return Edges(
            self.begin.astype(np.int64), self.offer.astype(np.int32), self.value.astype(np.int16)
        )

    def objective(self, served: int, quality: int) -> int:
        """Return what an answer costs as the engine counts it: the lower, the better."""
        merit = int(self.merit[self.pupils].sum())
        return self.bonus * (len(self.pupils) - served) + merit - quality

    def by_pupil(self) -> tuple[Any, Any, Any]:
        """Return (pupil, offer, quality) of every arc, a pupil being a row of its own."""
        profile = self.profiles.of[self.pupils]
        count = np.diff(self.begin)[profile]
        row = np.repeat(np.arange(len(profile)), count)
        inside = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        arc = self.begin[profile[row]] + inside
        return row, self.offer[arc], self.value[arc] + self.merit[self.pupils[row]]


def few_of(rows: Any, offer: Any, value: Any) -> Any:
    """Return the edges that are among the best of their profile, or of their offer."""
    kept = np.zeros(len(rows), np.bool_)
    for side, most in ((rows, BEST_OF_PROFILE), (offer, BEST_OF_OFFER)):
        order = np.lexsort((-value, side))
        first = np.searchsorted(side[order], side[order])
        kept[order[np.arange(len(order)) - first < most]] = True
    return np.flatnonzero(kept)


def scipy_sparse(arcs: Arcs) -> Found:
    """A seat a column, and a column a pupil to stay unserved."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415 -- only where it is compared
    from scipy.sparse.csgraph import (  # noqa: PLC0415 -- only where it is compared
        min_weight_full_bipartite_matching,
    )

    pupil, offer, quality = arcs.by_pupil()
    first = np.cumsum(arcs.seats) - arcs.seats
    seats = arcs.seats[offer]
    row, worth = np.repeat(pupil, seats), np.repeat(quality, seats)
    column = np.repeat(first[offer], seats) + (
        np.arange(len(row)) - np.repeat(np.cumsum(seats) - seats, seats)
    )
    number, width, top = len(arcs.pupils), int(arcs.seats.sum()), int(quality.max()) + 1
    far = arcs.bonus + top
    shape = (number, width + number)
    alone = np.arange(number)
    cost = coo_matrix(
        (
            np.concatenate([top - worth, np.full(number, far)]).astype(float),
            (np.concatenate([row, alone]), np.concatenate([column, width + alone])),
        ),
        shape=shape,
    ).tocsr()
    rows, columns = min_weight_full_bipartite_matching(cost)
    served = columns < width
    return int(served.sum()), int((top - np.asarray(cost[rows, columns])[0][served]).sum())


def scipy_dense(arcs: Arcs) -> Found:
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 -- only where it is compared

    pupil, offer, quality = arcs.by_pupil()
    worth = np.zeros((len(arcs.pupils), len(arcs.seats)))
    worth[pupil, offer] = quality + arcs.bonus
    worth = np.repeat(worth, arcs.seats, axis=1)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    gained = worth[rows, columns]
    served = int((gained > 0).sum())
    return served, int(gained.sum()) - served * arcs.bonus


def networkx_simplex(arcs: Arcs) -> Found:
    import networkx as nx  # noqa: PLC0415 -- only where it is compared

    pupil, offer, quality = arcs.by_pupil()
    graph = nx.DiGraph()
    number = len(arcs.pupils)
    graph.add_node("end", demand=number)
    for row in range(number):
        graph.add_node(("pupil", row), demand=-1)
        graph.add_edge(("pupil", row), "end", capacity=1, weight=arcs.bonus)
    for place, seats in enumerate(arcs.seats.tolist()):
        graph.add_edge(("offer", place), "end", capacity=seats, weight=0)
    for row, place, worth in zip(pupil.tolist(), offer.tolist(), quality.tolist(), strict=True):
        graph.add_edge(("pupil", row), ("offer", place), capacity=1, weight=-worth)
    cost, _ = nx.network_simplex(graph)
    served = -(-cost // arcs.bonus)
    return number - served, served * arcs.bonus - cost


def matching_library(arcs: Arcs) -> Found:
    """The residents and hospitals of the ``matching`` library: stable, not the most pupils."""
    from matching.games import HospitalResident  # noqa: PLC0415 -- only where it is compared

    sys.setrecursionlimit(1_000_000)
    pupil, offer, quality = (side.tolist() for side in arcs.by_pupil())
    worth = dict(zip(zip(pupil, offer, strict=True), quality, strict=True))
    of_pupil: dict[int, list[int]] = {}
    of_offer: dict[int, list[int]] = {}
    for row, place in worth:
        of_pupil.setdefault(row, []).append(place)
        of_offer.setdefault(place, []).append(row)
    for row, places in of_pupil.items():
        places.sort(key=lambda place: -worth[row, place])
    for place, rows in of_offer.items():
        rows.sort(key=lambda row: -worth[row, place])
    game = HospitalResident.create_from_dictionaries(
        of_pupil, of_offer, {place: int(arcs.seats[place]) for place in of_offer}
    )
    solved = game.solve(optimal="resident")
    pairs = [(one.name, hospital.name) for hospital, held in solved.items() for one in held]
    return len(pairs), sum(worth[pair] for pair in pairs)


def greedy(arcs: Arcs) -> Found:
    """The best pair, then the next, until none is left."""
    order = np.lexsort((arcs.offer, arcs.profile, -arcs.value))
    taken = _take(order, arcs.profile, arcs.offer, arcs.profiles.count.copy(), arcs.seats.copy())
    return _worth_of(arcs, taken)


def deferred_acceptance(arcs: Arcs) -> Found:
    """Stable matching on all edges: pupils ask their best mentor, who keeps the best of them."""
    order = np.lexsort((-arcs.value, arcs.profile))
    rank = np.searchsorted(arcs.profile[order], np.arange(len(arcs.begin)))
    held = np.zeros(len(arcs.profile), np.int64)
    _defer(order, rank, arcs.offer, arcs.value, arcs.profiles.count.copy(), arcs.seats, held)
    return _worth_of(arcs, held)


def _worth_of(arcs: Arcs, held: Any) -> Found:
    """Return what held edges are worth; each profile gives its pupils of most merit first."""
    served = np.bincount(arcs.profile, weights=held, minlength=len(arcs.profiles))
    of = arcs.profiles.of[arcs.pupils]
    order = np.lexsort((-arcs.merit[arcs.pupils], of))
    place = np.arange(len(order)) - np.searchsorted(of[order], of[order])
    given = arcs.pupils[order[place < served[of[order]]]]
    return int(held.sum()), int((held * arcs.value).sum() + arcs.merit[given].sum())


@numba.njit(cache=True)
def _take(order: Any, profile: Any, offer: Any, left: Any, seats: Any) -> Any:
    held = np.zeros(len(order), np.int64)
    for arc in order:
        count = min(left[profile[arc]], seats[offer[arc]])
        held[arc] = count
        left[profile[arc]] -= count
        seats[offer[arc]] -= count
    return held


@numba.njit(cache=True)
def _defer(
    order: Any, begin: Any, offer: Any, value: Any, left: Any, seats: Any, held: Any
) -> None:
    """Profiles ask in the order of their edges; what an offer holds is a short list of edges."""
    profiles = len(begin) - 1
    asked = begin.copy()
    width = seats.max() + 1
    kept = np.full((len(seats), width), -1, np.int64)
    owner = np.empty(len(offer), np.int64)
    for row in range(profiles):
        for position in range(begin[row], begin[row + 1]):
            owner[order[position]] = row
    waiting, waits = np.arange(profiles), np.ones(profiles, np.bool_)
    number = profiles
    while number:
        number -= 1
        row = waiting[number]
        waits[row] = False
        while left[row] and asked[row] < begin[row + 1]:
            arc = order[asked[row]]
            seat = _seat(kept[offer[arc]], seats[offer[arc]], value, arc)
            if seat < 0:
                asked[row] += 1
                continue
            out = kept[offer[arc], seat]
            kept[offer[arc], seat] = arc
            held[arc] += 1
            left[row] -= 1
            if out >= 0:
                held[out] -= 1
                other = owner[out]
                left[other] += 1
                if not waits[other] and other != row:
                    waits[other] = True
                    waiting[number] = other
                    number += 1


@numba.njit(cache=True)
def _seat(kept: Any, seats: int, value: Any, arc: int) -> int:
    """Return a free seat, or that of the worst pupil held if this one is better, or -1."""
    worst = -1
    for seat in range(seats):
        if kept[seat] < 0:
            return seat
        if worst < 0 or value[kept[seat]] < value[kept[worst]]:
            worst = seat
    return worst if worst >= 0 and value[kept[worst]] < value[arc] else -1


class Peer(NamedTuple):
    """Who is compared: on which edges, up to how many pupils, and why no further."""

    solver: Callable[[Arcs], Found]
    few: bool
    most: int
    why: str


PEERS: Mapping[str, Peer] = {
    "greedy": Peer(greedy, False, 50_000, "sorting 300 million edges takes more than 16 GB"),
    "deferred acceptance": Peer(
        deferred_acceptance, False, 50_000, "sorting 300 million edges takes more than 16 GB"
    ),
    "scipy sparse": Peer(scipy_sparse, True, 50_000, "more than a minute from 100,000 pupils on"),
    "scipy dense": Peer(scipy_dense, False, 1_000, "three minutes and 1.8 GB at 10,000 pupils"),
    "networkx": Peer(networkx_simplex, True, 1_000, "more than two minutes at 10,000 pupils"),
    "matching": Peer(
        matching_library, True, 10_000, "74 s at 10,000 pupils, and roughly the square after"
    ),
}
