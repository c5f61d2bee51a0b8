"""From the MEF of the file and those that we know, to what would change. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorat.imports.reports import Refused, Report
from mentorat.imports.sources.n_mef.labels import best_name, speciality_name
from mentorat.imports.sources.n_mef.rows import MefRow
from mentorat.reference.data.training import COMMON_YEARS
from mentorat.reference.enums import Diploma, TrainingLevel

LABEL_LENGTH = 160


@dataclass(frozen=True)
class MefEntry:
    """A MEF, in our words."""

    code: str
    label: str
    level: TrainingLevel
    diploma: Diploma
    cfd: str | None
    family: str | None
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True)
class SpecialityEntry:
    cfd: str
    label: str
    diploma: Diploma
    nsf: str
    rome_domains: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What we know before: MEF, those that we ship, names of specialities, groups, families."""

    mefs: Mapping[str, MefEntry]
    shipped: frozenset[str]
    specialities: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    families: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What an import would do. MEF that the file does not name are left as they are."""

    specialities: tuple[SpecialityEntry, ...] = ()
    created: tuple[MefEntry, ...] = ()
    changed: tuple[MefEntry, ...] = ()
    closed: tuple[MefEntry, ...] = ()
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def report(self) -> Report:
        return Report(
            created=len(self.created),
            changed=len(self.changed),
            unchanged=self.unchanged,
            closed=len(self.closed),
            refused=self.refused,
            key="mef",
        )


def make_plan(rows: Iterable[MefRow | Refused], known: Known) -> Plan:
    """Compare the file with what we know, by code. Our own names are never replaced."""
    read = list(rows)
    refused = [row for row in read if isinstance(row, Refused)]
    mefs = []
    for row in read:
        if isinstance(row, MefRow):
            reason = _refusal(row, known)
            if reason:
                refused.append(Refused(row.line, row.code, reason))
            else:
                mefs.append(row)
    specialities = _new_specialities(mefs, known)
    names = {**known.specialities, **{entry.cfd: entry.label for entry in specialities}}
    created, changed, closed = [], [], []
    for row in mefs:
        entry, old = _entry(row, names, known), known.mefs.get(row.code)
        if old is None:
            created.append(entry)
        elif entry.closed_on and not old.closed_on:
            closed.append(entry)
        elif entry != old:
            changed.append(entry)
    return Plan(
        specialities=specialities,
        created=tuple(created),
        changed=tuple(changed),
        closed=tuple(closed),
        unchanged=len(mefs) - len(created) - len(changed) - len(closed),
        refused=tuple(sorted(refused, key=lambda one: one.line)),
    )


def _refusal(row: MefRow, known: Known) -> str:
    if _cfd(row) and row.nsf not in known.groups:
        return f"groupe de spécialités (NSF) inconnu : {row.nsf}"
    family = _family(row)
    if family and family not in known.families:
        return f"famille de métiers inconnue : {family}"
    return ""


def _family(row: MefRow) -> str | None:
    """Return the family of a common year of 2de."""
    return COMMON_YEARS.get(row.cfd)


def _cfd(row: MefRow) -> str | None:
    return row.cfd if row.has_speciality and not _family(row) else None


def _new_specialities(rows: Iterable[MefRow], known: Known) -> tuple[SpecialityEntry, ...]:
    labels: dict[str, list[str]] = defaultdict(list)
    first: dict[str, MefRow] = {}
    for row in rows:
        if _cfd(row) and row.cfd not in known.specialities:
            labels[row.cfd].append(row.label)
            first.setdefault(row.cfd, row)
    return tuple(
        SpecialityEntry(
            cfd=cfd,
            label=best_name(labels[cfd])[:LABEL_LENGTH],
            diploma=row.diploma,
            nsf=row.nsf,
            rome_domains=known.groups[row.nsf],
        )
        for cfd, row in sorted(first.items())
    )


def _entry(row: MefRow, names: Mapping[str, str], known: Known) -> MefEntry:
    old = known.mefs.get(row.code)
    if old and row.code in known.shipped:
        return replace(old, opened_on=row.opened_on, closed_on=row.closed_on)
    cfd, family = _cfd(row), _family(row)
    name = names[cfd] if cfd else known.families.get(family or "") or speciality_name(row.label)
    level = row.level.label
    label = name if row.level is TrainingLevel.OTHER else f"{level[0].upper()}{level[1:]}, {name}"
    return MefEntry(
        code=row.code,
        label=label[:LABEL_LENGTH],
        level=row.level,
        diploma=row.diploma,
        cfd=cfd,
        family=family,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )
