"""The matching engine against naive peers, on the same invented pupils and mentors, in one run.

    python -m bench.matching             # a large school, and a whole town
    python -m bench.matching 300 5000    # other numbers of pupils

Prints one line of JSON a measure, then ratios. Peers:

- « greedy »: every pair in a Python double loop, best score first, as a spreadsheet would;
- « scipy linear_sum_assignment »: dense matrix, one column a seat, on arcs that the engine has
  already scored (compared with the engine's assignment alone). Left out where scipy is absent.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from mentorat.matching.engine import (
    METIER,
    PARCOURS,
    NeedFacts,
    OfferFacts,
    Rules,
    match,
)
from mentorat.matching.engine.assign import assign, draw_ties
from mentorat.matching.engine.columns import Trades, columns_of_needs, columns_of_offers
from mentorat.matching.engine.feasible import Pairs, possible_pairs
from mentorat.matching.engine.scoring import (
    BY_REMOTE,
    FULL,
    PARTLY,
    affinities,
    affinity_of,
    fit,
    qualities,
    values_of,
)

SEED = 2026
SIZES = (300, 1_000)
REPEATS = 5
MOST_CELLS = 20_000_000  # beyond, the dense matrix takes minutes
MENTORS_FOR_100_PUPILS = 45
RULES = Rules()

GROUPS = ("255", "254", "252", "250", "227", "233", "234", "221", "334", "312", "330", "336", "343")
DOMAINS = ("F16", "H26", "H29", "I16", "F15", "G16", "G17", "D15", "N41", "J15", "K13", "D12")
KINDS = (
    frozenset({METIER}),
    frozenset({PARCOURS}),
    frozenset({METIER, PARCOURS}),
)
OBJECTIVES = (
    "pfmp",
    "insertion",
    "apprenticeship",
    "further_study",
    "confidence",
    "trade_discovery",
)
ORIGINS = ("employee", "pfmp_tutor", "alumnus", "student", "retired", "other")


def invented(pupils: int) -> tuple[list[NeedFacts], list[OfferFacts]]:
    """Return pupils whose trainings are uneven, and fewer mentors, otherwise uneven."""
    chance = random.Random(SEED + pupils)
    needs = [_pupil(chance, number) for number in range(1, pupils + 1)]
    mentors = pupils * MENTORS_FOR_100_PUPILS // 100
    return needs, [_mentor(chance, number) for number in range(1, mentors + 1)]


def _pupil(chance: random.Random, number: int) -> NeedFacts:
    field = min(int(chance.paretovariate(0.9)) - 1, len(GROUPS) - 1)
    family = _often(chance, 33)
    fields = {field, (field + 1) % len(GROUPS)} if family else {field}
    return NeedFacts(
        id=number,
        kinds=chance.choices(KINDS, (35, 40, 25))[0],
        objective=chance.choice(OBJECTIVES),
        accepts_remote=_often(chance, 70),
        days_waiting=chance.randrange(120),
        is_last_year=_often(chance, 30),
        training="formation",
        nsf_groups=frozenset(GROUPS[one] for one in fields),
        rome_domains=frozenset(DOMAINS[one % len(DOMAINS)] for one in fields),
    )


def _mentor(chance: random.Random, number: int) -> OfferFacts:
    field = chance.randrange(len(GROUPS))
    return OfferFacts(
        id=number,
        mentor=number,
        kinds=chance.choices(KINDS, (30, 30, 40))[0],
        origin=chance.choice(ORIGINS),
        accepts_remote=_often(chance, 55),
        is_local=_often(chance, 40),
        is_cleared=_often(chance, 90),
        seats=chance.choice((1, 1, 2, 3)),
        nsf_groups=frozenset({GROUPS[field]}),
        rome_domains=frozenset({DOMAINS[field % len(DOMAINS)]}),
    )


def _often(chance: random.Random, percent: int) -> bool:
    return chance.random() * 100 < percent


def greedy(needs: Sequence[NeedFacts], offers: Sequence[OfferFacts]) -> tuple[int, int]:
    """Return (served, quality) of taking the best pair, then the next, until none is left."""
    scored = [
        (quality, need.id, offer.id)
        for need in needs
        for offer in offers
        if (quality := _naive_quality(need, offer)) is not None
    ]
    seats, served, total = {offer.id: offer.seats for offer in offers}, set[int](), 0
    for quality, need_id, offer_id in sorted(scored, key=lambda one: (-one[0], *one[1:])):
        if need_id not in served and seats[offer_id]:
            served.add(need_id)
            seats[offer_id] -= 1
            total += quality
    return len(served), total


def _naive_quality(need: NeedFacts, offer: OfferFacts) -> int | None:
    common = need.kinds & offer.kinds
    if not offer.is_cleared or not offer.seats or not common:
        return None
    affinity = affinity_of(
        Trades(need.nsf_groups, need.rome_domains), Trades(offer.nsf_groups, offer.rome_domains)
    )
    if PARCOURS not in common and affinity < RULES.least_affinity:
        return None
    both_remote = need.accepts_remote and offer.accepts_remote
    values = (
        affinity,
        FULL if need.kinds <= offer.kinds else PARTLY,
        fit(need.objective, offer.origin),
        FULL if offer.is_local else BY_REMOTE * both_remote,
        min(need.days_waiting, RULES.longest_wait) * FULL // RULES.longest_wait,
        FULL * need.is_last_year,
    )
    return sum(points * value for points, value in zip(RULES.points, values, strict=True))


def engine(needs: Sequence[NeedFacts], offers: Sequence[OfferFacts]) -> tuple[int, int]:
    totals = match(needs, offers, RULES, SEED).totals
    return totals.served, totals.quality


class Arcs:
    """The scored pairs of a question, ready for an assignment."""

    def __init__(self, needs: Sequence[NeedFacts], offers: Sequence[OfferFacts]) -> None:
        asked, offered = columns_of_needs(needs), columns_of_offers(offers)
        affinity = affinities(asked.trainings, offered.trades)
        self.pairs: Pairs = possible_pairs(asked, offered, affinity, RULES)[0]
        values = values_of(self.pairs, asked, offered, affinity, RULES)
        self.quality = qualities(values, RULES)
        self.needs, self.seats = len(asked), offered.seats
        self.ties = draw_ties(self.pairs.need, self.pairs.offer, SEED)

    def by_engine(self) -> tuple[int, int]:
        chosen = assign(self.pairs, self.quality, self.seats, self.ties, self.needs)
        return len(chosen), int(self.quality[chosen].sum())

    def by_dense_assignment(self, solve: Callable[..., Any]) -> tuple[int, int]:
        worth = np.zeros((self.needs, len(self.seats)))
        bonus = int(self.quality.max()) * self.needs + 1  # one pupil more outweighs all quality
        worth[self.pairs.need, self.pairs.offer] = self.quality + bonus
        worth = np.repeat(worth, self.seats, axis=1)
        rows, columns = solve(worth, maximize=True)
        gained = worth[rows, columns]
        served = int((gained > 0).sum())
        return served, int(gained.sum()) - served * bonus


def measured(
    name: str, pupils: int, work: Callable[[], tuple[int, int]], repeats: int
) -> dict[str, Any]:
    """Run the work several times and print the median time, pupils served and quality."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        served, quality = work()
        times.append(perf_counter() - began)
    found = {
        "measure": name,
        "pupils": pupils,
        "seconds": round(median(times), 4),
        "served": served,
        "quality": quality,
    }
    print(json.dumps(found))
    return found


def compare(peer: dict[str, Any], ours: dict[str, Any]) -> None:
    """Print the ratio; fail when the peer serves more pupils, or as many better."""
    faster = peer["seconds"] / ours["seconds"]
    print(
        f"  {ours['pupils']} pupils: {ours['measure']} is {faster:.1f} times as fast as"
        f" {peer['measure']}, and serves {ours['served']} pupils, not {peer['served']}"
    )
    ours_key, peer_key = (ours["served"], ours["quality"]), (peer["served"], peer["quality"])
    if ours_key < peer_key:
        raise SystemExit(f"{peer['measure']} found better: {peer_key} against {ours_key}.")


def dense_solver() -> Callable[..., Any] | None:
    try:
        from scipy.optimize import (  # noqa: PLC0415 -- not a dependency of ours
            linear_sum_assignment,
        )
    except ImportError:
        print("scipy is not installed here: its linear_sum_assignment is left out.")
        return None
    solver: Callable[..., Any] = linear_sum_assignment
    return solver


def main(sizes: Sequence[int]) -> None:
    solve = dense_solver()
    for pupils in sizes:
        needs, offers = invented(pupils)
        ours = measured("engine", pupils, lambda: engine(needs, offers), REPEATS)  # noqa: B023 -- called at once
        peer = measured("greedy", pupils, lambda: greedy(needs, offers), 1)  # noqa: B023 -- called at once
        compare(peer, ours)
        arcs = Arcs(needs, offers)
        alone = measured("engine, assignment alone", pupils, arcs.by_engine, REPEATS)
        if solve is not None and pupils * int(arcs.seats.sum()) <= MOST_CELLS:
            dense = measured(
                "scipy linear_sum_assignment",
                pupils,
                lambda: arcs.by_dense_assignment(solve),  # noqa: B023 -- called at once
                1,
            )
            compare(dense, alone)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
