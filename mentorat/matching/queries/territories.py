"""How the matching of a territory goes: figures by académie, never a pupil."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mentorat.foundations.scope import Scope
from mentorat.matching.engine import CAUSE_LABELS
from mentorat.matching.enums import RunState
from mentorat.matching.models import AcademyRun, TerritoryRun

UNDER_WAY = frozenset({RunState.WAITING, RunState.RUNNING})


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


@dataclass(frozen=True)
class TerritoryProgress:
    """``causes``: pupils without proposal, by the words of the cause, the most frequent first."""

    id: int
    asked_at: datetime
    asked_by: str
    lines: tuple[AcademyLine, ...]
    causes: tuple[tuple[str, int], ...]

    @property
    def done(self) -> int:
        return sum(line.state is RunState.DONE for line in self.lines)

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
    )
