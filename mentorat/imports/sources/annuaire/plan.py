"""From the schools of the file and those that we know, to what would change. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mentorat.imports.reports import Refused, Report
from mentorat.imports.sources.annuaire.rows import Row, SchoolEntry


@dataclass(frozen=True)
class Plan:
    """What an import would do. Schools that the file does not name are left as they are."""

    created: tuple[SchoolEntry, ...] = ()
    changed: tuple[SchoolEntry, ...] = ()
    unchanged: int = 0
    closed: Mapping[str, date] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()

    @property
    def report(self) -> Report:
        return Report(
            created=len(self.created),
            changed=len(self.changed),
            unchanged=self.unchanged,
            closed=len(self.closed),
            refused=self.refused,
        )


def make_plan(
    rows: Iterable[Row | Refused], known: Mapping[str, SchoolEntry], *, today: date
) -> Plan:
    """Compare the file with the known schools, by UAI."""
    read = list(rows)
    schools = [row for row in read if isinstance(row, Row)]
    refused = [row for row in read if isinstance(row, Refused)]
    refused += [
        Refused(row.line, row.entry.uai, reason)
        for row in schools
        if (reason := _refusal(row, known.get(row.entry.uai)))
    ]
    taken_out = {one.line for one in refused}
    schools = [row for row in schools if row.line not in taken_out]
    entries = _with_known_mothers([row.entry for row in schools if not row.is_closed], known)
    changed = [entry for entry in entries if entry.uai in known and entry != known[entry.uai]]
    created = [entry for entry in entries if entry.uai not in known]
    closed = {
        row.entry.uai: row.entry.closed_on or today
        for row in schools
        if row.is_closed and known[row.entry.uai].closed_on is None
    }
    return Plan(
        created=tuple(sorted(created, key=lambda entry: entry.uai)),
        changed=tuple(changed),
        unchanged=len(schools) - len(created) - len(changed) - len(closed),
        closed=closed,
        refused=tuple(sorted(refused, key=lambda one: one.line)),
    )


def _refusal(row: Row, known: SchoolEntry | None) -> str:
    if known is None:
        return "établissement fermé" if row.is_closed else ""
    if known.academy != row.entry.academy:
        # Its number says where it is, and rights follow the number: that is not for a file to move.
        return f"changement d’académie à faire à la main : {known.academy} vers {row.entry.academy}"
    return ""


def _with_known_mothers(
    entries: list[SchoolEntry], known: Mapping[str, SchoolEntry]
) -> list[SchoolEntry]:
    """Forget the mothers that we would not know after the import."""
    there = {*known, *(entry.uai for entry in entries)}
    return [entry if entry.mother in there else replace(entry, mother="") for entry in entries]
