"""From the texts of a line to a mentor, or to what is wrong with it. Nothing is fetched here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mentorat.imports.errors import EndsTooEarly, MissingValue, TooManyCells, WrittenTwice
from mentorat.imports.plan import Refused
from mentorat.imports.sources.mentors_table import values
from mentorat.imports.sources.mentors_table.columns import MentorField as F
from mentorat.imports.tables import Table
from mentorat.imports.tables.cells import (
    Cells,
    count,
    day,
    day_until,
    one_of,
    refusal,
    words,
    yes_no,
)
from mentorat.people.enums import ClearanceKind

NAME, JOB, CITY, COMPANY = 60, 120, 80, 160
LEAST, MOST = 1, 40
MOST_HOURS = 200
REMOTE = frozenset({"distance", "a distance", "distanciel", "visio", "les deux", "hybride"})
PRESENT = frozenset({"presentiel", "sur place", "en presence"})
CLEARANCES = {
    F.INTERVIEW: ClearanceKind.INTERVIEW,
    F.SECOND_LOOK: ClearanceKind.SECOND_LOOK,
    F.TRAINING: ClearanceKind.TRAINING,
    F.CHARTER: ClearanceKind.CHARTER,
}


@dataclass(frozen=True)
class Facts:
    """What the lines are read against. Names of associations and groups are folded."""

    associations: Mapping[str, int]
    groups: Mapping[str, str]  # code → folded label
    today: date


@dataclass(frozen=True)
class CompanyName:
    """A firm as the file names it."""

    name: str
    siret: str


@dataclass(frozen=True)
class GivenClearance:
    kind: ClearanceKind
    given_on: date
    expires_on: date | None
    hours: int | None = None


@dataclass(frozen=True)
class MentorRow:
    """A mentor as the file says: what is empty is not said, and changes nothing."""

    line: int
    first_name: str
    last_name: str
    email: str
    job: str
    phone: str
    gender: str
    origin: str
    city: str
    nsf_codes: tuple[str, ...]
    accepts_remote: bool | None
    association_id: int | None
    company: CompanyName | None
    capacity: int | None
    clearances: tuple[GivenClearance, ...]


@dataclass
class MentorRows:
    rows: list[MentorRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read(table: Table, mapping: Mapping[str, str], facts: Facts) -> MentorRows:
    """Read every line; one that is wrong does not stop the others."""
    places = {name: table.header.index(column) for name, column in mapping.items()}
    found = MentorRows()
    for line in table.lines:
        texts = {name: line.cells[at] for name, at in places.items()}
        cells = Cells(line.number, texts, mapping)
        row = _row(cells, facts)
        if table.is_too_wide(line):
            cells.refused.insert(0, refusal(line.number, "", "", TooManyCells()))
        if cells.refused:
            found.refused += cells.refused
        else:
            found.rows.append(row)
    _refuse_twins(found, mapping[F.EMAIL])
    return found


def _row(cells: Cells, facts: Facts) -> MentorRow:
    association = values.association(facts.associations)
    return MentorRow(
        line=cells.line,
        first_name=cells.need(F.FIRST_NAME, words(NAME)) or "",
        last_name=cells.need(F.LAST_NAME, words(NAME)) or "",
        email=cells.need(F.EMAIL, values.email) or "",
        job=cells.need(F.JOB, words(JOB)) or "",
        phone=cells.read(F.PHONE, values.phone) or "",
        gender=cells.read(F.GENDER, one_of(values.GENDERS, values.GENDERS_SHOWN)) or "",
        origin=cells.read(F.ORIGIN, one_of(values.ORIGINS, values.ORIGINS_SHOWN)) or "",
        city=cells.read(F.CITY, words(CITY)) or "",
        nsf_codes=cells.read(F.NSF_GROUPS, values.groups(facts.groups)) or (),
        accepts_remote=cells.read(F.ACCEPTS_REMOTE, yes_no(REMOTE, PRESENT)),
        association_id=cells.read(F.ASSOCIATION, association),
        company=_company(cells),
        capacity=cells.read(F.CAPACITY, count(LEAST, MOST)),
        clearances=tuple(_clearances(cells, facts.today)),
    )


def _company(cells: Cells) -> CompanyName | None:
    name = cells.read(F.COMPANY, words(COMPANY)) or ""
    siret = cells.read(F.SIRET, values.siret) or ""
    return CompanyName(name, siret) if name or siret else None


def _clearances(cells: Cells, today: date) -> list[GivenClearance]:
    until = cells.read(F.INTERVIEW_UNTIL, day)
    hours = cells.read(F.TRAINING_HOURS, count(1, MOST_HOURS))
    found = []
    for name, kind in CLEARANCES.items():
        given_on = cells.read(name, day_until(today))
        ends = until if kind is ClearanceKind.INTERVIEW else None
        if given_on is not None:
            length = hours if kind is ClearanceKind.TRAINING else None
            found.append(GivenClearance(kind, given_on, ends, length))
            if ends is not None and ends < given_on:
                cells.refuse(F.INTERVIEW_UNTIL, EndsTooEarly())
        elif ends is not None and not cells.has(name):
            cells.refuse(name, MissingValue())
    return found


def _refuse_twins(found: MentorRows, column: str) -> None:
    """Refuse the lines that give one address to two mentors: neither is taken for the other."""
    lines: dict[str, list[int]] = {}
    for row in found.rows:
        lines.setdefault(row.email, []).append(row.line)
    for row in found.rows:
        others = [line for line in lines[row.email] if line != row.line]
        if others:
            problem = WrittenTwice(lines=", ".join(map(str, others)))
            found.refused.append(refusal(row.line, column, row.email, problem))
    found.rows = [row for row in found.rows if len(lines[row.email]) == 1]
