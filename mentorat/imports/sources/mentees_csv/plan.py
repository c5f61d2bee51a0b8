"""Lines against the pupils that the school already has: who is new, changed, gone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mentorat.imports.errors import AlreadyGone, BadCell
from mentorat.imports.plan import Change, ImportPlan, Item, Refused
from mentorat.imports.sources.mentees_csv import guardians
from mentorat.imports.sources.mentees_csv.columns import Column
from mentorat.imports.sources.mentees_csv.identity import alone, recognised
from mentorat.imports.sources.mentees_csv.rows import MenteeRow, MenteeRows, names_of
from mentorat.imports.tables.cells import refusal
from mentorat.people.enums import Sex
from mentorat.people.queries import KnownMentee, MenteeRecord


@dataclass(frozen=True)
class ChangedMentee:
    line: int
    pk: int
    record: MenteeRecord
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class EndedMentee:
    pk: int
    record: MenteeRecord
    on: date


@dataclass
class MenteePlan:
    """``absent`` are known and not in the file; they end only when the file is complete."""

    created: list[MenteeRow] = field(default_factory=list)
    changed: list[ChangedMentee] = field(default_factory=list)
    unchanged: list[KnownMentee] = field(default_factory=list)
    ended: list[EndedMentee] = field(default_factory=list)
    absent: list[KnownMentee] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def shown(self) -> ImportPlan:
        return ImportPlan(
            created=tuple(_item(one.record, one.line, _named(one.record)) for one in self.created),
            changed=tuple(
                _item(one.record, one.line, one.changes)
                for one in sorted(self.changed, key=lambda one: one.line)
            ),
            unchanged=tuple(_item(one.record) for one in self.unchanged),
            ended=tuple(
                _item(one.record, None, (Change("départ", "", _french(one.on)),))
                for one in self.ended
            ),
            refused=tuple(sorted(self.refused, key=lambda one: one.line)),
            absent=tuple(_item(one.record) for one in self.absent),
        )


def make(
    read: MenteeRows,
    known: Sequence[KnownMentee],
    *,
    today: date,
    is_complete: bool,
    labels: Mapping[str, str],
) -> MenteePlan:
    """Compare the lines with the pupils known. ``labels`` names each MEF."""
    plan = MenteePlan(refused=list(read.refused))
    rows, twins = alone(read.rows, today=today)
    found = recognised(rows, known)
    for row, known_one in found.pairs:
        _compare(plan, row, known_one, today, labels)
    for row in found.unknown:
        if row.ends_on is not None and row.is_gone(today):
            plan.refused.append(_refused(row, AlreadyGone(on=_french(row.ends_on))))
        else:
            plan.created.append(row)
    doubts = twins + found.doubts
    plan.refused += [_refused(row, problem) for row, problem in doubts]
    # Whoever a refused line speaks of is in the file all the same.
    mentioned = read.mentioned.union(*(row.marks for row, _ in doubts))
    in_file = {one.pk for _, one in found.pairs}
    absent = [
        one
        for one in known
        if one.left_on is None and one.pk not in in_file and not _marks(one) & mentioned
    ]
    if is_complete:
        plan.ended += [EndedMentee(one.pk, one.record, today) for one in absent]
    else:
        plan.absent = absent
    return plan


def _marks(known: KnownMentee) -> set[str]:
    return {names_of(known.record), known.record.ine_digest} - {""}


def _compare(
    plan: MenteePlan,
    row: MenteeRow,
    known: KnownMentee,
    today: date,
    labels: Mapping[str, str],
) -> None:
    if row.ends_on is not None and row.is_gone(today):
        if known.left_on is None:
            plan.ended.append(EndedMentee(known.pk, known.record, row.ends_on))
        else:
            plan.unchanged.append(known)
        return
    of_guardians = guardians.compared(known.guardians, row.record.guardians)
    plan.refused += [
        refusal(row.line, guardians.COLUMNS[one.rank][0], one.full_name, problem)
        for one, problem in of_guardians.doubts
    ]
    merged_record = merged(known.record, row.record)
    record = replace(merged_record, guardians=tuple(of_guardians.written))
    changes = (*_changes(known, record, labels), *of_guardians.changes)
    if changes:
        plan.changed.append(ChangedMentee(row.line, known.pk, record, changes))
    else:
        plan.unchanged.append(known)


def merged(known: MenteeRecord, said: MenteeRecord) -> MenteeRecord:
    """Return what the file says, without losing what it leaves out or spells with less care."""
    same_name = names_of(known) == names_of(said)
    return replace(
        said,
        first_name=known.first_name if same_name else said.first_name,
        last_name=known.last_name if same_name else said.last_name,
        sex=said.sex or known.sex,
        is_apprentice=(known.is_apprentice if said.is_apprentice is None else said.is_apprentice),
        ine_digest=said.ine_digest or known.ine_digest,
    )


def _changes(
    known: KnownMentee, after: MenteeRecord, labels: Mapping[str, str]
) -> Iterable[Change]:
    before = known.record
    if known.left_on is not None:
        yield Change("départ", _french(known.left_on), "de retour")
    for what, old, new in (
        ("nom", before.last_name, after.last_name),
        ("prénom", before.first_name, after.first_name),
        ("sexe", _sex(before), _sex(after)),
        ("statut", _status(before), _status(after)),
        ("classe", before.class_label, after.class_label),
        ("date de naissance", _french(before.birth_date), _french(after.birth_date)),
    ):
        if old != new:
            yield Change(what, old, new)
    if _training(before) != _training(after):
        yield Change("formation", _label(before, labels), _label(after, labels))
    if before.ine_digest != after.ine_digest:
        # A digest says nothing to a reader: only that it is there.
        old = "enregistré" if before.ine_digest else ""
        yield Change("identifiant national", old, "nouveau" if old else "enregistré")


def _named(record: MenteeRecord) -> tuple[Change, ...]:
    """Return the guardians who come with a new pupil."""
    return tuple(guardians.compared((), record.guardians).changes)


def _training(record: MenteeRecord) -> tuple[str | None, ...]:
    return record.mef_id, record.level, record.speciality_id, record.family_id


def _label(record: MenteeRecord, labels: Mapping[str, str]) -> str:
    return labels.get(record.mef_id or "", record.mef_id or "")


def _sex(record: MenteeRecord) -> str:
    return str(Sex(record.sex).label) if record.sex else ""


def _status(record: MenteeRecord) -> str:
    return "apprenti" if record.is_apprentice else "sous statut scolaire"


def _french(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _item(record: MenteeRecord, line: int | None = None, changes: tuple[Change, ...] = ()) -> Item:
    return Item(f"{record.first_name} {record.last_name}", record.class_label, line, changes)


def _refused(row: MenteeRow, problem: BadCell) -> Refused:
    name = f"{row.record.last_name} {row.record.first_name}"
    return refusal(row.line, Column.LAST_NAME, name, problem)
