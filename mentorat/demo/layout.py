"""How many pupils, and in which schools of which académies."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from mentorat.reference.models import Academy

# The two académies that are played in depth. The main school stands in the first.
IN_DEPTH = ("24", "09")
# The number of the main school, where every persona of a school works.
MAIN = 1
FEWEST, MOST = 300, 650_000
MOST_IN_A_SCHOOL = 300
WITHOUT_PROJECT = 0.12


@dataclass(frozen=True)
class SchoolPlan:
    number: int
    academy: Academy
    rank: int  # among the invented schools of the académie, from 1
    pupils: int
    has_project: bool = True
    is_main: bool = False


def layout(pupils: int, academies: Sequence[Academy], rng: Random) -> list[SchoolPlan]:
    """Spread the pupils over schools. The first school of the first académie in depth is the main.

    About forty schools in depth and three in each other académie for 5,000 pupils; fewer for
    less, and for more as many as it takes to stay under 300 pupils a school.
    """
    ordered = sorted(academies, key=lambda academy: (academy.code not in IN_DEPTH, academy.code))
    ordered.sort(key=lambda academy: academy.code != IN_DEPTH[0])
    numbers = {academy: _schools(pupils, in_depth=academy.code in IN_DEPTH) for academy in ordered}
    missing = -(-pupils // MOST_IN_A_SCHOOL) - sum(numbers.values())
    for k in range(max(0, missing)):
        numbers[ordered[k % len(ordered)]] += 1
    homes = [(academy, rank + 1) for academy in ordered for rank in range(numbers[academy])]
    main = max(40, min(160, pupils // 10))
    shares = _shares(pupils - main, [rng.uniform(0.6, 1.4) for _ in homes[1:]])
    return [
        SchoolPlan(
            number=k + 1,
            academy=academy,
            rank=rank,
            pupils=main if k == 0 else shares[k - 1],
            has_project=_has_project(academy, rank, numbers[academy], rng),
            is_main=k + 1 == MAIN,
        )
        for k, (academy, rank) in enumerate(homes)
    ]


def _has_project(academy: Academy, rank: int, last: int, rng: Random) -> bool:
    """Say whether a school takes part. The first of an académie does: none stays blank."""
    if academy.code in IN_DEPTH and rank == last:
        return False  # someone is not served, however few schools there are
    return rank == 1 or rng.random() >= WITHOUT_PROJECT


def _schools(pupils: int, *, in_depth: bool) -> int:
    if in_depth:
        return max(3, min(20, pupils // 250))
    return max(1, min(3, pupils // 1_600))


def _shares(total: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number by weights; nothing is lost in rounding."""
    whole, shares, given = sum(weights), [], 0
    running = 0.0
    for weight in weights:
        running += weight
        upto = round(total * running / whole)
        shares.append(upto - given)
        given = upto
    return shares
