"""The matching engine against its peers, on the same invented pupils and mentors, in one run.

    python -m bench.matching                        # everything, in less than fifteen minutes
    python -m bench.matching 250 1000               # these numbers of pupils only
    python -m bench.matching --only engine why-not  # these rows only, at their sizes
    python -m bench.matching 10000 --no-peers

Each row is measured in a process of its own: its memory is its own peak, and kernels are compiled
before the clock starts. Rows are printed and written to ``results/matching.json`` as they come: a
run that is cut short keeps what it has. A row that could not be measured has no seconds and says
why. Where the machine was busy (``load_before``), trust ``cpu_seconds``.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

from bench import measures
from bench.measures import Row
from bench.peers import PEERS
from bench.worlds import SEED
from mentorat.matching.engine.outcome import VERSION
from mentorat.matching.engine.warming import warm

RESULTS = Path(__file__).parent / "results" / "matching.json"
SIZES = (250, 1_000, 10_000, 50_000, 100_000)
NATION = 650_000
LIMIT = 300  # seconds that a peer has, ours for its edges included
ROOM = 16 << 30  # bytes that a row may take
PACKAGES = ("numpy", "numba", "scipy", "networkx", "matching", "psycopg", "procrastinate")


def queue(pupils: int) -> Row:
    """Return the nation through the database and its queue (its own settings: see there)."""
    from bench.nationwide import through_the_queue  # noqa: PLC0415 -- needs a database

    return through_the_queue(pupils)


MEASURES: Mapping[str, Callable[[int], Row]] = {
    "engine": measures.engine,
    "what-if": measures.what_if,
    "why-not": measures.why_not,
    "pinned": measures.pinned,
    "told apart": measures.told_apart,
    "nation": measures.nation,
    "queue": queue,
}
# Beside the sizes: what is asked once, of how many pupils.
ONCE = {
    "what-if": 20_000,
    "why-not": 50_000,
    "pinned": 50_000,
    "told apart": 10_000,
    "nation": NATION,
    "queue": NATION,
}


def planned(sizes: Sequence[int], only: Sequence[str], *, peers: bool) -> Iterator[tuple[str, int]]:
    """Yield the rows to measure: the engine and its peers by size, then what is asked once."""
    wanted = set(only) or {*MEASURES, *PEERS}
    for pupils in sizes or SIZES:
        for name in ("engine", *(PEERS if peers else ())):
            if name in wanted:
                yield name, pupils
    for name, pupils in ONCE.items():
        if name in wanted and (only or not sizes):
            # The nation has one size.
            yield name, sizes[0] if sizes and name != "nation" else pupils


def row_of(name: str, pupils: int) -> Row:
    """Return a row, whatever becomes of the process that measures it."""
    about: Row = {"pupils": pupils, "solver": "engine" if name == "nation" else name, "seed": SEED}
    if name in PEERS and pupils > PEERS[name].most:
        return about | unmeasured(PEERS[name].why)
    before, began = os.getloadavg()[0], perf_counter()
    command = [sys.executable, "-W", "ignore", "-m", "bench.matching", "--one", name, str(pupils)]
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves
            command,
            check=True,
            capture_output=True,
            text=True,
            timeout=LIMIT if name in PEERS else None,
        )
        found: Row = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        found = unmeasured(f"not done after {LIMIT} s")
    except subprocess.CalledProcessError as error:
        found = unmeasured((error.stderr.splitlines() or [f"exit code {error.returncode}"])[-1])
    loads = {"load_before": round(before, 2), "load_after": round(os.getloadavg()[0], 2)}
    took = {
        "took": round(perf_counter() - began, 1),
        "at": now(),
    }
    return about | found | loads | took


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def unmeasured(why: str) -> Row:
    keys = ("seconds", "build_seconds", "peak_mb", "matched", "objective", "gap", "bound")
    return {**dict.fromkeys(keys), "why": why}


def ratios(rows: Sequence[Row]) -> list[Row]:
    """Return, by size, how many times quicker ours is than each peer, and how many more it serves.

    Where a peer has few edges, ours is timed on the same ones too.
    """
    ours = {row["pupils"]: row for row in rows if row["solver"] == "engine" and row["seconds"]}
    found = []
    for row in rows:
        own = ours.get(row["pupils"])
        if row["solver"] not in PEERS or not row["seconds"] or own is None:
            continue
        ratio: Row = {"pupils": row["pupils"], "against": row["solver"]}
        ratio["times_faster"] = round(row["seconds"] / own["seconds"], 2)
        if row.get("engine_seconds"):
            ratio["times_faster_on_the_same_edges"] = round(
                row["seconds"] / row["engine_seconds"], 1
            )
        ratio["times_as_many_served"] = round(own["matched"] / max(row["matched"], 1), 4)
        found.append(ratio)
    return found


def about() -> Row:
    return {
        "engine": VERSION,
        "seed": SEED,
        "versions": versions(),
        "python": platform.python_version(),
        "machine": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "began": now(),
    }


def versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def main(sizes: Sequence[int], only: Sequence[str], *, peers: bool) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    told, began = about(), perf_counter()
    # A run of some rows leaves the others as they were; each says when it was measured.
    rows = _kept() if sizes or only else {}
    for name, pupils in planned(sizes, only, peers=peers):
        row = rows[name, pupils] = row_of(name, pupils)
        print(line(name, row), flush=True)
        told["seconds"] = round(perf_counter() - began, 1)
        written = told | {"rows": list(rows.values()), "ratios": ratios(list(rows.values()))}
        draft = RESULTS.with_suffix(".tmp")
        draft.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
        draft.replace(RESULTS)


def _kept() -> dict[tuple[str, int], Row]:
    """Return the rows of the last results, by what was measured and of how many pupils."""
    if not RESULTS.exists():
        return {}
    rows = json.loads(RESULTS.read_text())["rows"]
    return {
        (
            "nation" if row["pupils"] == NATION and row["solver"] == "engine" else row["solver"],
            row["pupils"],
        ): row
        for row in rows
    }


def line(name: str, row: Row) -> str:
    head = f"{row['pupils']:>7} {name:<20}"
    if row["seconds"] is None:
        return f"{head} -  {row['why']}"
    keys = ("prepare_seconds", "build_seconds", "peak_mb", "matched", "gap", "load_before")
    rest = "  ".join(f"{key} {row[key]}" for key in keys if row.get(key) is not None)
    return f"{head} {row['seconds']} s  {rest}"


def one(name: str, pupils: int) -> None:
    """Measure one row and print it, in a process that may take no more memory than is allowed."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    warm()
    found = measures.peer(pupils, name) if name in PEERS else MEASURES[name](pupils)
    print(json.dumps(found))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="The matching engine against its peers.")
    asked.add_argument("sizes", nargs="*", type=int)
    asked.add_argument("--only", nargs="+", default=[], choices=[*MEASURES, *PEERS])
    asked.add_argument("--no-peers", action="store_true")
    asked.add_argument("--one", choices=[*MEASURES, *PEERS], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        one(given.one, given.sizes[0])
    else:
        main(given.sizes, given.only, peers=not given.no_peers)
