"""The responsables légaux of a line: read, and compared with those known. Pure.

Only those who may authorise: no link with the pupil, no address, nobody who is not « légal ».
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mentorat.foundations.words import folded
from mentorat.imports.errors import BadCell, GuardianHasAnswered
from mentorat.imports.plan import Change
from mentorat.imports.sources.mentees_csv.columns import Column
from mentorat.imports.sources.mentors_table.values import email, phone
from mentorat.imports.tables.cells import Cells, words, yes_no
from mentorat.people.queries import GuardianRecord, KnownGuardian

NAME = 120
# Of each: the name, the address, the number, and whether the file says that it is « légal ».
COLUMNS = {
    1: (Column.FIRST_GUARDIAN, Column.FIRST_EMAIL, Column.FIRST_PHONE, Column.FIRST_IS_LEGAL),
    2: (Column.SECOND_GUARDIAN, Column.SECOND_EMAIL, Column.SECOND_PHONE, Column.SECOND_IS_LEGAL),
}


@dataclass
class Compared:
    """What a list changes of the guardians of one pupil, and those it may not change."""

    written: list[GuardianRecord] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    doubts: list[tuple[GuardianRecord, BadCell]] = field(default_factory=list)


def read(cells: Cells) -> tuple[GuardianRecord, ...]:
    """Return the guardians whom a line names. One that is wrong is refused, not the pupil."""
    found = (_guardian(cells, rank) for rank in COLUMNS)
    return tuple(one for one in found if one is not None)


def compared(known: Sequence[KnownGuardian], said: Sequence[GuardianRecord]) -> Compared:
    """Compare what a list says with what is known.

    The same person keeps his or her rank, whatever the order of the list. Whoever was corrected
    by hand stays so. Nobody takes the place of someone who has already answered.
    """
    result = Compared()
    by_name = {folded(one.record.full_name): one for one in known}
    free = [rank for rank in COLUMNS if rank not in {one.record.rank for one in known}]
    named = {one.rank: by_name.get(folded(one.full_name)) for one in said}
    taken = {one.record.rank for one in named.values() if one is not None}
    by_rank = {one.record.rank: one for one in known if one.record.rank not in taken}
    for one in said:
        before = named[one.rank] or by_rank.pop(one.rank, None)
        if before is None:
            if free:
                rank = one.rank if one.rank in free else free[0]
                free.remove(rank)
                _write(result, replace(one, rank=rank), None)
        elif before.is_listed:
            if before.has_answered and named[one.rank] is None:
                result.doubts.append((one, GuardianHasAnswered()))
            else:
                _write(result, one, before.record)
    return result


def _guardian(cells: Cells, rank: int) -> GuardianRecord | None:
    name, address, number, legal = COLUMNS[rank]
    if cells.read(legal, yes_no()) is False or not any(map(cells.has, (name, address, number))):
        return None
    before = len(cells.refused)
    record = GuardianRecord(
        rank=rank,
        full_name=cells.need(name, words(NAME)) or "",
        email=cells.read(address, email) or "",
        phone=cells.read(number, phone) or "",
    )
    return record if len(cells.refused) == before else None


def _write(result: Compared, said: GuardianRecord, before: GuardianRecord | None) -> None:
    """Keep what is new, and say it. An empty cell takes nothing away."""
    who = f"responsable {before.rank if before else said.rank}"
    if before is None:
        result.written.append(said)
        told = ", ".join(part for part in (said.full_name, said.email, said.phone) if part)
        result.changes.append(Change(who, "", told))
        return
    same_name = folded(before.full_name) == folded(said.full_name)
    after = GuardianRecord(
        rank=before.rank,
        full_name=before.full_name if same_name else said.full_name,
        email=said.email or (before.email if same_name else ""),
        phone=said.phone or (before.phone if same_name else ""),
    )
    changes = [
        Change(f"{who}, {what}", old, new or "rien")
        for what, old, new in (
            ("nom", before.full_name, after.full_name),
            ("courriel", before.email, after.email),
            ("téléphone", before.phone, after.phone),
        )
        if old != new
    ]
    if changes:
        result.written.append(after)
        result.changes += changes
