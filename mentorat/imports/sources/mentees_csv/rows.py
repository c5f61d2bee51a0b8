"""From the texts of a line to a pupil, or to what is wrong with it. Nothing is fetched here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mentorat.foundations.identifiers import is_ine, normal
from mentorat.foundations.school_year import SchoolYear
from mentorat.foundations.words import folded
from mentorat.imports.errors import (
    NoClass,
    NotAnIne,
    NotAStatus,
    OtherSchoolYear,
    TooManyCells,
    UnknownMef,
    UnlikelyBirthDate,
)
from mentorat.imports.plan import Refused
from mentorat.imports.sources.mentees_csv import guardians
from mentorat.imports.sources.mentees_csv.columns import Column, Record
from mentorat.imports.tables.cells import Cells, day, one_of, refusal, words
from mentorat.people.enums import Sex
from mentorat.people.queries import MenteeRecord

NAME, CLASS = 60, 30
YOUNGEST, OLDEST = 12, 40
SEXES = {
    "f": Sex.FEMALE,
    "2": Sex.FEMALE,
    "feminin": Sex.FEMALE,
    "m": Sex.MALE,
    "1": Sex.MALE,
    "masculin": Sex.MALE,
}
NAMELESS = "|"
# The ministry's codes that are taken, and whether they are those of apprentices.
STATUSES = {"ST": False, "AP": True}


@dataclass(frozen=True)
class Training:
    """What a MEF stands for."""

    mef_id: str
    label: str
    level: str
    speciality_id: str | None
    family_id: str | None


@dataclass(frozen=True)
class Facts:
    """What the lines are read against."""

    trainings: Mapping[str, Training]  # by the code as it is written, 10 or 11 characters
    year: SchoolYear
    digest: Callable[[str], str]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class MenteeRow:
    line: int
    record: MenteeRecord
    ends_on: date | None

    @property
    def marks(self) -> set[str]:
        """Return by what a pupil of the school may be recognised in this line."""
        return {names_of(self.record), self.record.ine_digest} - {"", NAMELESS}

    def is_gone(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today


@dataclass
class MenteeRows:
    """The lines that can be taken, those that cannot, and whom the latter speak of."""

    rows: list[MenteeRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)


def names_of(record: MenteeRecord) -> str:
    """Return the names as they are compared."""
    return f"{folded(record.last_name)}|{folded(record.first_name)}"


def read(records: Iterable[Record], facts: Facts) -> MenteeRows:
    """Read every line; one that is wrong does not stop the others."""
    found = MenteeRows()
    for record in records:
        cells = Cells(record.line, record.texts, facts.titles)
        row = _row(cells, facts)
        # What is wrong with a guardian is shown, and does not keep the pupil out.
        of_guardians = Cells(record.line, record.texts, facts.titles)
        named = guardians.read(of_guardians)
        if record.is_too_wide:
            cells.refused.insert(0, refusal(record.line, "", "", TooManyCells()))
        if cells.refused:
            found.refused += cells.refused
            found.mentioned |= row.marks
        else:
            found.rows.append(replace(row, record=replace(row.record, guardians=named)))
        found.refused += of_guardians.refused
    return found


def _row(cells: Cells, facts: Facts) -> MenteeRow:
    cells.need(Column.YEAR, lambda text: _year(text, facts.year))
    training = cells.need(Column.MEF, lambda text: _training(text, facts.trainings))
    record = MenteeRecord(
        first_name=cells.need(Column.FIRST_NAME, words(NAME)) or "",
        last_name=cells.need(Column.LAST_NAME, words(NAME)) or "",
        sex=cells.read(Column.SEX, one_of(SEXES, "f, m, 1 (garçon), 2 (fille)")) or "",
        is_apprentice=cells.read(Column.STATUS, _is_apprentice),
        class_label=_class(cells),
        level=training.level if training else "",
        mef_id=training.mef_id if training else None,
        speciality_id=training.speciality_id if training else None,
        family_id=training.family_id if training else None,
        birth_date=cells.need(Column.BIRTH_DATE, lambda text: _birth_date(text, facts.year)),
        ine_digest=cells.read(Column.INE, lambda text: _ine(text, facts.digest)) or "",
    )
    return MenteeRow(cells.line, record, cells.read(Column.ENDS, day))


def _class(cells: Cells) -> str:
    if not cells.has(Column.CLASS):
        cells.refuse(Column.CLASS, NoClass())
    return cells.read(Column.CLASS, words(CLASS)) or ""


def _year(text: str, expected: SchoolYear) -> int:
    """Read 2026, 2026-2027 or 2026/2027."""
    accepted = {str(expected.start), folded(str(expected))}
    if folded(text) not in accepted:
        raise OtherSchoolYear(expected=expected)
    return expected.start


def _training(text: str, trainings: Mapping[str, Training]) -> Training:
    if text not in trainings:
        raise UnknownMef
    return trainings[text]


def _birth_date(text: str, year: SchoolYear) -> date:
    found = day(text)
    if not YOUNGEST <= year.start - found.year <= OLDEST:
        raise UnlikelyBirthDate
    return found


def _ine(text: str, digest: Callable[[str], str]) -> str:
    if not is_ine(normal(text)):
        raise NotAnIne
    return digest(text)


def _is_apprentice(text: str) -> bool:
    if normal(text) not in STATUSES:
        raise NotAStatus
    return STATUSES[normal(text)]
