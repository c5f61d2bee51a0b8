"""The bench measures what it says: rows have all that is compared, and a peer's limit is a row."""

import pytest

from bench.matching import ONCE, planned, ratios, row_of
from bench.measures import engine, peer, pinned, why_not
from bench.peers import PEERS

COMPARED = {"seconds", "build_seconds", "peak_mb", "matched", "objective", "gap", "bound"}


@pytest.mark.parametrize("measure", [engine, why_not, pinned])
def test_a_row_of_ours_has_its_proof(measure):
    row = measure(250)

    assert set(row) >= COMPARED
    assert row["gap"] == 0
    assert row["objective"] == row["bound"]


def test_a_peer_has_no_more_pupils_than_ours_and_no_better_objective():
    ours, others = engine(250), [peer(250, name) for name in ("greedy", "deferred acceptance")]

    for row in others:
        assert set(row) >= COMPARED
        assert row["matched"] <= ours["matched"]
        assert row["objective"] >= ours["objective"]


def test_what_is_not_measured_says_why():
    for name, limit in PEERS.items():
        row = row_of(name, limit.most + 1)

        assert (row["seconds"], row["why"]) == (None, limit.why)


def test_everything_is_planned_or_what_is_asked_for():
    everything = list(planned([], [], peers=True))
    few = list(planned([250], ["engine", "greedy"], peers=True))

    assert {name for name, _ in everything} == {"engine", *PEERS, *ONCE}
    assert few == [("engine", 250), ("greedy", 250)]


def test_ratios_compare_rows_of_one_size():
    ours = {"pupils": 250, "solver": "engine", "seconds": 0.1, "matched": 80}
    other = {"pupils": 250, "solver": "greedy", "seconds": 0.4, "matched": 40}
    larger = {"pupils": 1000, "solver": "greedy", "seconds": 0.4, "matched": 40}

    assert ratios([ours, other, larger]) == [
        {"pupils": 250, "against": "greedy", "times_faster": 4.0, "times_as_many_served": 2.0}
    ]
