"""The columns of the file. Only some are read: the others are asked for by nobody here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorat.foundations.words import folded
from mentorat.imports.errors import MissingColumns
from mentorat.imports.tables import Table


class Column(StrEnum):
    """What is read about a pupil, under the title that the file gives it."""

    INE = "ine"
    FIRST_NAME = "prénom"
    LAST_NAME = "nom"
    BIRTH_DATE = "date_naissance"
    CLASS = "label_classe"
    MEF = "mef_code"
    YEAR = "année_scolaire"
    ENDS = "date_fin"
    SEX = "Sexe biologique"
    STATUS = "statut"  # may be absent from this file
    # Not among the fifteen: a school adds them to its table, SIECLE has a file of its own.
    FIRST_GUARDIAN = "Responsable 1 : nom"
    FIRST_EMAIL = "Responsable 1 : courriel"
    FIRST_PHONE = "Responsable 1 : téléphone"
    FIRST_IS_LEGAL = "Responsable 1 : légal"
    SECOND_GUARDIAN = "Responsable 2 : nom"
    SECOND_EMAIL = "Responsable 2 : courriel"
    SECOND_PHONE = "Responsable 2 : téléphone"
    SECOND_IS_LEGAL = "Responsable 2 : légal"


REQUIRED = (
    Column.FIRST_NAME,
    Column.LAST_NAME,
    Column.BIRTH_DATE,
    Column.CLASS,
    Column.MEF,
    Column.YEAR,
)
# In the file, and never kept: places of birth and of residence say more than mentoring needs.
NOT_READ = (
    "date_début",
    "Code INSEE de ville de naissance",
    "Code INSEE de pays de naissance",
    "Code postal de résidence",
    "Code INSEE de ville de résidence",
    "Code INSEE de pays de résidence",
)
TITLES: Mapping[str, str] = {column: column.value for column in Column}


@dataclass(frozen=True)
class Record:
    """A pupil as the sender wrote it: the line, and the text of each column that is read."""

    line: int
    texts: dict[str, str]
    is_too_wide: bool = False


def records(table: Table) -> Iterator[Record]:
    """Yield the lines of the table. Titles are recognised without accents or case."""
    places = {folded(title): at for at, title in enumerate(table.header)}
    found = {column: places[folded(column)] for column in Column if folded(column) in places}
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        raise MissingColumns(columns=", ".join(f"« {column} »" for column in missing))
    for line in table.lines:
        texts = {str(column): line.cells[at] for column, at in found.items()}
        yield Record(line.number, texts, table.is_too_wide(line))
