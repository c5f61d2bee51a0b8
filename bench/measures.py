"""What is measured of the engine, each in a process of its own: values in, one row out."""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any, TypeVar

import numpy as np

from bench.peers import PEERS, Arcs
from bench.worlds import academy, pool, sizes_of_academies
from mentorat.matching.engine.columns import Links, Question
from mentorat.matching.engine.explaining import Explainer
from mentorat.matching.engine.feasible import edges_of
from mentorat.matching.engine.solving import Answer, solve, solve_again
from mentorat.matching.engine.warming import warm

Row = dict[str, Any]
T = TypeVar("T")

SCARCE = 6_500  # mentors for 20,000 pupils
ASKED = 1_000  # pairs of which one asks why they were not chosen
TIERS = (30, 40, 50, 60, 70, 80)
PROCESSES = 2
SHARES = (0.0, 0.25, 0.5, 1.0)


def engine(pupils: int) -> Row:
    """Return what an answer takes, with its proof."""
    question = world(pupils)
    answer, row = measured(lambda: solve(question), repeats=5 if pupils <= 10_000 else 1)
    _, build = measured(lambda: edges_of(answer.solved.ground), repeats=1)
    return row | proof(answer) | {"build_seconds": build["seconds"], "peak_mb": row["peak_mb"]}


def nation(_pupils: int) -> Row:
    """Return the whole nation, an académie at a time, the largest first, on two processes."""
    with ProcessPoolExecutor(PROCESSES, initializer=warm) as workers:
        list(workers.map(_ready, range(4 * PROCESSES)))
        began = perf_counter()
        rows = list(workers.map(_academy, range(len(sizes_of_academies()))))
        seconds = perf_counter() - began
    added = {key: sum(row[key] for row in rows) for key in rows[0] if key != "peak_mb"}
    made = added.pop("made")
    return added | {
        "seconds": round(seconds - made / PROCESSES, 3),
        "peak_mb": max(row["peak_mb"] for row in rows),
        "gap": max(row["gap"] for row in rows),
        "slowest_academy_seconds": max(row["seconds"] for row in rows),
        "wall_with_generation": round(seconds, 3),
        "processes": PROCESSES,
    }


def _academy(number: int) -> Row:
    began = process_time()
    question = academy(number)
    made = process_time() - began
    answer, row = measured(lambda: solve(question), repeats=1)
    return row | proof(answer) | {"made": made}


def _ready(_number: int) -> None:
    """Let each worker start before the clock does."""


def what_if(pupils: int) -> Row:
    """Return the time of another answer to the same question, with floors for schools."""
    answer = solve(pool(pupils, SCARCE))
    fair = replace(answer.question.rules, tiers=TIERS)
    again, row = measured(lambda: solve_again(answer, rules=fair), repeats=3)
    return row | proof(again)


def why_not(pupils: int) -> Row:
    """Return how long an exact « why not this mentor » takes: the middle and the 95th percentile.

    Pupils are drawn among all, then a mentor among those whom no rule keeps from the pupil.
    """
    answer = solve(world(pupils))
    Explainer(answer)
    explainer, prepared = measured(lambda: Explainer(answer), repeats=1)
    solved, chance, times = answer.solved, np.random.default_rng(0), []
    for need in chance.integers(0, pupils, ASKED).tolist():
        profile = solved.profiles.of[need]
        row = solved.edges.offer[solved.edges.start[profile] : solved.edges.start[profile + 1]]
        if len(row):
            offer = int(solved.ground.order[chance.choice(row)])
            began = perf_counter()
            explainer.why_not(need, offer)
            times.append(perf_counter() - began)
    middle, most = np.percentile(times, (50, 95)).tolist()
    return proof(answer) | {
        "seconds": round(most, 6),
        "median_seconds": round(middle, 6),
        "prepare_seconds": prepared["seconds"],
        "build_seconds": prepared["seconds"],
        "asked": len(times),
        "peak_mb": prepared["peak_mb"],
    }


def pinned(pupils: int) -> Row:
    """Return a second run a year on: one pair in thirty is gone, the others are pinned."""
    question = world(pupils)
    before = solve(question)
    stays = np.arange(len(before.need)) % 30 > 0
    pins = Links(*(column[stays] for column in vars(before.pairs).values()))
    after, row = measured(lambda: solve(replace(question, pins=pins)), repeats=1)
    broken = int(np.isin(after.need, pins.need).sum())
    return row | proof(after) | {"pins": len(pins), "broken": broken}


def told_apart(pupils: int) -> Row:
    """Return what it costs that some pupils are like no other: by share of them."""
    rows = {}
    for share in SHARES:
        question = pool(pupils, apart=share)
        answer, row = measured(partial(solve, question), repeats=3)
        rows[share] = row | proof(answer) | {"profiles": answer.certificate.profiles}
    last = rows[SHARES[-1]]
    by_share = {
        f"{share:.0%}": {key: row[key] for key in ("seconds", "profiles", "edges", "gap")}
        for share, row in rows.items()
    }
    return last | {"by_share": by_share}


def peer(pupils: int, name: str) -> Row:
    """Return a peer on edges that we found and scored; and ours on the same, if they are few."""
    chosen = PEERS[name]
    answer = solve(world(pupils))
    arcs, handed = measured(lambda: Arcs(answer, few=chosen.few), repeats=1)
    if pupils <= 1_000:
        chosen.solver(arcs)  # what compiles does so before the clock starts
    (served, quality), row = measured(lambda: chosen.solver(arcs), repeats=1)
    row |= {"build_seconds": handed["seconds"], "matched": served, "quality": quality}
    row |= {"objective": arcs.objective(served, quality), "bound": None, "gap": None}
    row |= {"edges": len(arcs.profile), "peak_mb": row["peak_mb"]}
    if chosen.few:
        _, ours = measured(lambda: solve_again(answer, edges=arcs.edges()), repeats=3)
        row |= {"engine_seconds": ours["seconds"], "engine_cpu_seconds": ours["cpu_seconds"]}
    return row


def world(pupils: int) -> Question:
    """Return the pool of so many pupils; a large one is an académie with many mentors."""
    return pool(pupils, pupils * 81 // 100 if pupils > 20_000 else 0)


def proof(answer: Answer) -> Row:
    told = answer.certificate
    return {
        "matched": told.served,
        "quality": int(answer.quality.sum()),
        "objective": told.objective,
        "bound": told.bound,
        "gap": told.gap,
        "edges": told.edges,
    }


def measured(work: Callable[[], T], *, repeats: int) -> tuple[T, Row]:
    """Return what some work gives, and the medians of what it takes."""
    walls, processors, kept = [], [], list[T]()
    for _ in range(repeats):
        kept.clear()  # the former answer is let go first
        wall, processor = perf_counter(), process_time()
        kept.append(work())
        walls.append(perf_counter() - wall)
        processors.append(process_time() - processor)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return kept[0], {
        "seconds": round(median(walls), 4),
        "cpu_seconds": round(median(processors), 4),
        "build_seconds": 0.0,
        "peak_mb": round(peak),
    }
