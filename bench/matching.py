"""The matching engine against its peers, on the same invented pupils and mentors, in one run.

    python -m bench.matching                    # everything, in less than fifteen minutes
    python -m bench.matching 250 1000           # these numbers of pupils only
    python -m bench.matching 10000 --no-peers

Each measure is a process of its own: its memory is its own peak, and kernels are compiled before
the clock starts. Prints one line of JSON a measure and writes them all to
``results/matching.json``. Seconds are of the clock; where the machine was busy (``load``),
``cpu_seconds`` are the ones to trust.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np

from bench.peers import PEERS, Arcs
from bench.worlds import academy, pool, sizes_of_academies
from mentorat.matching.engine.columns import Links, Question
from mentorat.matching.engine.explaining import Explainer
from mentorat.matching.engine.feasible import edges_of
from mentorat.matching.engine.solving import Answer, solve, solve_again

RESULTS = Path(__file__).parent / "results" / "matching.json"
SIZES = (250, 1_000, 10_000, 50_000, 100_000)
WHAT_IF, SCARCE, NATION = 20_000, 6_500, 650_000
LIMIT = 180  # seconds that a peer has, ours for its edges included
ASKED = 200  # pairs of which one asks why they were not chosen
PACKAGES = ("numpy", "numba", "scipy", "networkx", "matching")
TIERS = (30, 40, 50, 60, 70, 80)
Row = dict[str, Any]


def engine(pupils: int) -> Row:
    question = _question(pupils)
    answer, row = _measured(lambda: solve(question), repeats=5 if pupils <= 10_000 else 1)
    _, build = _measured(lambda: edges_of(answer.solved.ground), repeats=1)
    return row | _proof(answer) | {"build_seconds": build["seconds"], "peak_mb": row["peak_mb"]}


def nation() -> Row:
    """Return the whole nation, an académie at a time, the largest first, on two processes."""
    with ProcessPoolExecutor(2, initializer=_warm) as workers:
        list(workers.map(_warmed, range(8)))
        began = perf_counter()
        rows = list(workers.map(_academy, range(len(sizes_of_academies()))))
        seconds = perf_counter() - began
    added = {key: sum(row[key] for row in rows) for key in rows[0] if key != "peak_mb"}
    made = added.pop("made")
    return added | {
        "seconds": round(seconds - made / 2, 3),
        "peak_mb": max(row["peak_mb"] for row in rows),
        "gap": max(row["gap"] for row in rows),
        "wall_with_generation": round(seconds, 3),
    }


def _academy(number: int) -> Row:
    began = process_time()
    question = academy(number)
    made = process_time() - began
    answer, row = _measured(lambda: solve(question), repeats=1)
    return row | _proof(answer) | {"made": made}


def what_if(pupils: int) -> Row:
    """Return the time of another answer to the same question, with floors for schools."""
    answer = solve(pool(pupils, SCARCE))
    fair = replace(answer.question.rules, tiers=TIERS)
    again, row = _measured(lambda: solve_again(answer, rules=fair), repeats=3)
    return row | _proof(again)


def why_not(pupils: int) -> Row:
    """Return how long an exact « why not this mentor » takes, at the 95th percentile."""
    answer = solve(_question(pupils))
    explainer, edges = Explainer(answer), answer.solved.edges
    chance = np.random.default_rng(0)
    times = []
    for profile in chance.integers(0, len(answer.solved.profiles), ASKED).tolist():
        row = edges.offer[edges.start[profile] : edges.start[profile + 1]]
        if not len(row):
            continue
        offer = int(answer.solved.ground.order[chance.choice(row)])
        began = perf_counter()
        explainer.why_not(int(answer.solved.profiles.first[profile]), offer)
        times.append(perf_counter() - began)
    middle, most = np.percentile(times[1:], (50, 95)).tolist()
    return _proof(answer) | {"seconds": round(most, 5), "median_seconds": round(middle, 5)}


def pinned(pupils: int) -> Row:
    """Return a second run a year on: one pair in thirty is gone, the others are pinned."""
    question = _question(pupils)
    before = solve(question)
    stays = np.arange(len(before.need)) % 30 > 0
    pins = Links(before.need[stays], before.offer[stays], np.zeros(int(stays.sum()), np.int64))
    after, row = _measured(lambda: solve(replace(question, pins=pins)), repeats=1)
    broken = int(np.isin(after.need, pins.need).sum())
    return row | _proof(after) | {"pins": len(pins), "broken": broken}


def peer(name: str, pupils: int) -> Row:
    """Return a peer on edges that we found and scored; and ours on the same, if they are few."""
    solver, _, few = PEERS[name]
    answer = solve(_question(pupils))
    arcs = Arcs(answer, few=few)
    if pupils <= 1_000:
        solver(arcs)
    (served, quality), row = _measured(lambda: solver(arcs), repeats=1)
    row |= {"matched": served, "quality": quality, "edges": len(arcs.profile)}
    row |= {"objective": arcs.objective(served, quality), "bound": None, "gap": None}
    if few:
        _, ours = _measured(lambda: solve_again(answer, edges=arcs.edges()), repeats=3)
        row |= {"engine_seconds": ours["seconds"], "engine_cpu_seconds": ours["cpu_seconds"]}
    return row


def _question(pupils: int) -> Question:
    return pool(pupils, pupils * 81 // 100 if pupils > 20_000 else 0)


def _proof(answer: Answer) -> Row:
    proof = answer.certificate
    return {
        "matched": proof.served,
        "quality": int(answer.quality.sum()),
        "objective": proof.objective,
        "bound": proof.bound,
        "gap": proof.gap,
        "edges": proof.edges,
    }


def _measured(work: Callable[[], Any], *, repeats: int) -> tuple[Any, Row]:
    walls, processors, found = [], [], None
    for _ in range(repeats):
        found = None  # the former answer is let go first
        wall, processor = perf_counter(), process_time()
        found = work()
        walls.append(perf_counter() - wall)
        processors.append(process_time() - processor)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found, {
        "seconds": round(median(walls), 4),
        "cpu_seconds": round(median(processors), 4),
        "build_seconds": 0.0,
        "peak_mb": round(peak),
    }


def _warm() -> None:
    solve(pool(200))


def _warmed(_number: int) -> None:
    """Let each worker start before the clock does."""


MEASURES: dict[str, Callable[..., Row]] = {
    "engine": engine,
    "nation": nation,
    "what-if": what_if,
    "why-not": why_not,
    "pinned": pinned,
    "peer": peer,
}


def alone(measure: str, *given: str | int) -> Row:
    """Run one measure in a process of its own; a peer that is too slow is stopped."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.matching", "--one", measure]
    command += map(str, given)
    limit = LIMIT if measure == "peer" else None
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves
            command, check=True, capture_output=True, text=True, timeout=limit
        )
    except subprocess.TimeoutExpired:
        row = _at_least(*given)
    else:
        row = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(row), flush=True)
    return row


def _at_least(name: str | int, pupils: str | int) -> Row:
    """Return the row of a peer that did not end: ``seconds`` are less than it takes."""
    unknown = dict.fromkeys(("peak_mb", "matched", "quality", "objective", "bound", "gap"))
    found = {"pupils": pupils, "solver": name, "seconds": LIMIT, "build_seconds": 0.0}
    return found | unknown | {"at_least": True, "load": os.getloadavg()[0], "versions": _versions()}


def one(measure: str, given: Sequence[str]) -> None:
    _warm()
    words = [int(word) if word.isdigit() else word for word in given]
    names = {"peer": words[0] if words else "", "nation": "engine"}
    name = names.get(measure, measure)
    pupils = next((word for word in words if isinstance(word, int)), NATION)
    row = {"pupils": pupils, "solver": name} | MEASURES[measure](*words)
    print(json.dumps(row | {"load": os.getloadavg()[0], "versions": _versions()}))


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def main(sizes: Sequence[int], *, with_peers: bool) -> None:
    rows = []
    for pupils in sizes:
        rows.append(alone("engine", pupils))
        for name, (_, most, _) in PEERS.items() if with_peers else ():
            if pupils <= most and (name != "matching" or "matching" in _versions()):
                rows.append(alone("peer", name, pupils))
    if tuple(sizes) == SIZES:
        rows += [alone("what-if", WHAT_IF), alone("why-not", 50_000), alone("pinned", 50_000)]
        rows.append(alone("nation"))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("sizes", nargs="*")
    asked.add_argument("--no-peers", action="store_true")
    asked.add_argument("--one")
    told = asked.parse_args()
    if told.one:
        one(told.one, told.sizes)
    else:
        main([int(size) for size in told.sizes] or SIZES, with_peers=not told.no_peers)
