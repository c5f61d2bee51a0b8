"""What the engine answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

# Stored with each run: a result can be made again by the engine that made it.
VERSION = "network-simplex 4"


@dataclass(frozen=True)
class ScoredPart:
    """A part of a score: from 0 to 100, and how much it counts."""

    part: str
    label: str
    value: int
    weight: str


@dataclass(frozen=True)
class Proposed:
    """An offer for a need. ``quality`` is what the assignment adds up; ``score``, on 100."""

    need: int
    offer: int
    score: int
    quality: int
    parts: tuple[ScoredPart, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Unserved:
    """A need without proposal: how many offers each rule set aside, and how many were possible."""

    need: int
    cause: str
    candidates: int
    removed: Mapping[str, int]


class Cost(NamedTuple):
    """What all would lose: pupils no longer served, steps of fairness, points of quality."""

    pupils: int
    fairness: int
    points: int


@dataclass(frozen=True)
class Totals:
    needs: int
    offers: int
    seats: int
    served: int
    quality: int
    mean_score: float


@dataclass(frozen=True)
class Certificate:
    """``objective`` and ``bound`` are costs: the lower, the better; equal, nothing is better."""

    served: int
    quality: int
    objective: int
    bound: int
    turns: int
    edges: int
    profiles: int
    engine: str
    versions: str
    seed: int
    digest: str

    @property
    def gap(self) -> float:
        """Return how far from the best the answer may be, as a share; 0 is a proof."""
        return (self.objective - self.bound) / max(abs(self.bound), 1)


@dataclass(frozen=True)
class Outcome:
    """Proposals and unserved, each in the order of the needs' numbers, and the proof.

    ``one_fewer``: what serving one pupil fewer would cost; nothing when nobody is served.
    """

    proposals: tuple[Proposed, ...]
    unserved: tuple[Unserved, ...]
    totals: Totals
    certificate: Certificate
    one_fewer: Cost | None
