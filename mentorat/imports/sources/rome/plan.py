"""Fiches against what is known: what would be created, what would change. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentorat.imports.reports import Refused, Report
from mentorat.imports.sources.rome.rows import RomeRow


@dataclass(frozen=True)
class RomePlan:
    created: tuple[RomeRow, ...] = ()
    changed: Mapping[int, RomeRow] = field(default_factory=dict)
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def report(self) -> Report:
        return Report(
            created=len(self.created),
            changed=len(self.changed),
            unchanged=self.unchanged,
            refused=self.refused,
            key="rome",
        )


def make(
    rows: Iterable[RomeRow], refused: Iterable[Refused], known: Mapping[str, tuple[int, str]]
) -> RomePlan:
    """Compare with the fiches known: by code, their number and their title."""
    created, changed, unchanged = [], {}, 0
    for row in rows:
        if row.code not in known:
            created.append(row)
        elif known[row.code][1] != row.label:
            changed[known[row.code][0]] = row
        else:
            unchanged += 1
    return RomePlan(tuple(created), changed, unchanged, tuple(refused))
