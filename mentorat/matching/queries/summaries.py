"""What a run says of itself, shaped for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorat.matching.engine import CAUSE_LABELS, PART_LABELS, Part
from mentorat.matching.enums import Cause
from mentorat.matching.models import MatchingRun


@dataclass(frozen=True)
class CauseCount:
    """A cause, and what it counts: pupils without proposal, or mentors set aside."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class Waited:
    """How long people had been waiting, in days."""

    mean: float
    longest: int


@dataclass(frozen=True)
class PriceShown:
    """What serving the last pupil cost: points of quality, and the mean score with and without."""

    points: int
    mean_score: float
    mean_score_without: float


@dataclass(frozen=True)
class PairShown:
    """A pair that the run before proposed, or that was to stay; by identifiers. ``why``: a
    sentence without its end, or nothing.
    """

    need_id: int
    offer_id: int
    why: str = ""
    new_offer_id: int | None = None


@dataclass(frozen=True)
class Difference:
    """What changed since the run before, among what nobody had decided."""

    previous_id: int
    same: int
    new: tuple[PairShown, ...]
    gone: tuple[PairShown, ...]
    changed: tuple[PairShown, ...]


@dataclass(frozen=True)
class CertificateShown:
    """The proof: what the answer is worth, the bound that nothing beats, and how to do it again."""

    objective: int
    bound: int
    gap: float
    engine: str
    versions: str
    seed: int
    digest: str
    edges: int
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.gap == 0


@dataclass(frozen=True)
class WeightShown:
    """How much a part of the score counted: one of the four words."""

    part: str
    label: str
    weight: str


@dataclass(frozen=True)
class RunSummary:
    """``removed``: over the pupils left without proposal, how many mentors each rule set aside.

    ``broken``: pairs that were to stay and cannot, each with why. ``price`` and ``certificate`` are
    about those who were not settled by hand.
    """

    volunteers: int
    offers: int
    seats: int
    served: int
    kept: int
    unserved: tuple[CauseCount, ...]
    removed: tuple[CauseCount, ...]
    quality: int
    mean_score: float
    waited_served: Waited
    waited_left: Waited
    price: PriceShown | None
    broken: tuple[PairShown, ...]
    difference: Difference | None
    certificate: CertificateShown | None
    weights: tuple[WeightShown, ...]

    @property
    def left(self) -> int:
        return self.volunteers - self.served


def run_summary(run: MatchingRun) -> RunSummary | None:
    """Return the summary of a run that is done; nothing before. No query."""
    told = run.summary
    if not told:
        return None
    waits = told.get("waits", {})
    price = told.get("price")
    return RunSummary(
        volunteers=told["volunteers"],
        offers=told["offers"],
        seats=told.get("seats", 0),
        served=told["served"],
        kept=told.get("kept", 0),
        unserved=_counts(told["unserved"]),
        removed=_counts(told.get("removed", {})),
        quality=told.get("quality", 0),
        mean_score=told.get("mean_score", 0),
        waited_served=_waited(waits.get("served")),
        waited_left=_waited(waits.get("left")),
        price=PriceShown(**price) if price else None,
        broken=tuple(
            PairShown(need, offer, _label(cause)) for need, offer, cause in told.get("broken", ())
        ),
        difference=_difference(told.get("difference")),
        certificate=_certificate(run),
        weights=tuple(
            WeightShown(part, PART_LABELS[Part(part)], weight)
            for part, weight in run.rules.get("weights", {}).items()
        ),
    )


def _counts(numbers: Mapping[str, int]) -> tuple[CauseCount, ...]:
    """Return the causes, the most frequent first."""
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(CauseCount(code, _label(code), number) for code, number in ordered)


def _label(code: str) -> str:
    return Cause(code).label if code in Cause.values else CAUSE_LABELS[code]


def _waited(days: Mapping[str, Any] | None) -> Waited:
    return Waited(days["mean"], days["longest"]) if days else Waited(0, 0)


def _difference(told: Mapping[str, Any] | None) -> Difference | None:
    if told is None:
        return None
    return Difference(
        previous_id=told["previous"],
        same=told["same"],
        new=tuple(PairShown(need, offer) for need, offer in told["new"]),
        gone=tuple(PairShown(need, offer, _label(why)) for need, offer, why in told["gone"]),
        changed=tuple(
            PairShown(need, old, _label(why), new) for need, old, new, why in told["changed"]
        ),
    )


def _certificate(run: MatchingRun) -> CertificateShown | None:
    proof = run.certificate
    if not proof:
        return None
    names = ("objective", "bound", "gap", "engine", "versions", "seed", "digest", "edges")
    return CertificateShown(
        **{name: proof[name] for name in names}, seconds=run.summary.get("seconds", 0.0)
    )
