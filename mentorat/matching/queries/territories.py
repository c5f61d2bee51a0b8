"""How the matching of a territory goes: figures by académie, never a pupil."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Scope
from mentorat.matching.engine import CAUSE_LABELS
from mentorat.matching.enums import RunState
from mentorat.matching.models import AcademyRun, TerritoryRun
from mentorat.programmes.models import Campaign

UNDER_WAY = frozenset({RunState.WAITING, RunState.RUNNING})


@dataclass(frozen=True)
class PriceOf:
    """What all would gain without something that the rules hold dear: pupils, points of score."""

    of: str
    pupils: int
    points: int


@dataclass(frozen=True)
class AcademyLine:
    """An académie of a run. ``gap``: how far from the best the answer may be; nothing before."""

    code: str
    name: str
    state: RunState
    schools: int
    volunteers: int
    seats: int
    served: int
    beyond: int
    mean_score: float
    seconds: float
    gap: float | None
    prices: tuple[PriceOf, ...]


@dataclass(frozen=True)
class TerritoryProgress:
    """``causes``: pupils without proposal, by the words of the cause, the most frequent first."""

    id: int
    asked_at: datetime
    asked_by: str
    is_trial: bool
    tries_rules: bool
    lines: tuple[AcademyLine, ...]
    causes: tuple[tuple[str, int], ...]

    @property
    def done(self) -> int:
        return sum(line.state is RunState.DONE for line in self.lines)

    @property
    def to_come(self) -> list[str]:
        """Return the names of the académies that are not finished yet."""
        return [line.name for line in self.lines if line.state in UNDER_WAY]

    @property
    def broken(self) -> list[str]:
        return [line.name for line in self.lines if line.state is RunState.FAILED]

    @property
    def prices(self) -> list[PriceOf]:
        """Return what each objective costs to the whole territory."""
        pupils, points = Counter[str](), Counter[str]()
        for one in (price for line in self.lines for price in line.prices):
            pupils[one.of] += one.pupils
            points[one.of] += one.points
        return [PriceOf(of, pupils[of], points[of]) for of in pupils]

    @property
    def has_answer(self) -> bool:
        """Say whether it has ended, and found something to propose."""
        return self.done > 0 and not self.is_under_way

    @property
    def is_under_way(self) -> bool:
        return any(line.state in UNDER_WAY for line in self.lines)

    @property
    def volunteers(self) -> int:
        return sum(line.volunteers for line in self.lines)

    @property
    def served(self) -> int:
        return sum(line.served for line in self.lines)

    @property
    def beyond(self) -> int:
        return sum(line.beyond for line in self.lines)

    @property
    def seconds(self) -> float:
        return round(sum(line.seconds for line in self.lines), 1)

    @property
    def is_proven(self) -> bool:
        """Say whether every académie that is done has the best answer there is."""
        gaps = [line.gap for line in self.lines if line.gap is not None]
        return bool(gaps) and not any(gaps)


def latest_parts(campaign: Campaign, *, scope: Scope) -> ScopedQuerySet[AcademyRun]:
    """Return the last run that is done of each académie of a territory, whoever asked for it."""
    done = AcademyRun.objects.within(scope).filter(
        state=RunState.DONE, territory_run__campaign=campaign
    )
    return done.order_by("academy_id", "-finished_at", "-pk").distinct("academy_id")


def territory_progress(run: TerritoryRun, *, scope: Scope) -> TerritoryProgress:
    """Return where a run stands. One query."""
    parts = list(
        AcademyRun.objects.within(scope)
        .filter(territory_run=run)
        .select_related("academy")
        .order_by("academy__name")
    )
    causes: Counter[str] = Counter()
    for part in parts:
        causes.update(part.unserved)
    return TerritoryProgress(
        id=run.pk,
        asked_at=run.asked_at,
        asked_by=str(run.asked_by),
        is_trial=run.is_trial,
        tries_rules=bool(run.tried),
        lines=tuple(_line(part) for part in parts),
        causes=tuple((CAUSE_LABELS[cause], number) for cause, number in causes.most_common()),
    )


def _line(part: AcademyRun) -> AcademyLine:
    return AcademyLine(
        code=part.academy_id,
        name=str(part.academy),
        state=RunState(part.state),
        schools=part.schools,
        volunteers=part.volunteers,
        seats=part.seats,
        served=part.served,
        beyond=part.beyond,
        mean_score=part.mean_score,
        seconds=part.seconds,
        gap=part.certificate.get("gap"),
        prices=tuple(PriceOf(**one) for one in part.prices),
    )
