"""The export « ResponsablesAvecAdresses »: who may authorise for whom. No address is read."""

import io
from collections import defaultdict
from collections.abc import Mapping

from mentorat.imports.errors import NotSiecle, SuspiciousFile
from mentorat.imports.sources.mentees_csv.guardians import COLUMNS
from mentorat.imports.sources.mentees_siecle import columns
from mentorat.imports.tables.limits import MAX_CHARACTERS, MAX_LINES, Patience
from mentorat.imports.tables.markup import Reader, walk
from mentorat.imports.tables.texts import cleaned

ROOT = "BEE_RESPONSABLES"
PERSON, PERSON_NUMBER = "PERSONNE", "PERSONNE_ID"
TIE, PUPIL_NUMBER = "RESPONSABLE_ELEVE", "ELEVE_ID"
LAST_NAMES, FIRST_NAME = ("NOM_DE_FAMILLE", "NOM"), "PRENOM"
EMAIL, PHONES = "MEL", ("TEL_PORTABLE", "TEL_PERSONNEL")
# Old exports say 1 or 2 for the two responsables légaux; the newer ones 1 for each.
LEVEL, OLD_LEVEL = "NIVEAU_RESPONSABILITE", "RESP_LEGAL"
MAX_DEPTH = 20


def read(content: bytes) -> tuple[str, dict[str, dict[str, str]]]:
    """Return the school of the file, and the cells of the guardians by number of pupil."""
    reader = _Export()
    walk(io.BytesIO(content), reader, Patience())
    return reader.uai, reader.by_pupil()


class _Export(Reader):
    def __init__(self) -> None:
        self.uai = ""
        self._path: list[str] = []
        self._text = ""
        self._number = ""
        self._persons: dict[str, dict[str, str]] = {}
        self._ties: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != ROOT:
            raise NotSiecle
        self._path.append(tag)
        self._text = ""
        if len(self._path) > MAX_DEPTH or len(self._persons) + len(self._ties) > 4 * MAX_LINES:
            raise SuspiciousFile(why="son contenu n’est pas celui d’un export SIECLE")
        if tag == PERSON:
            self._number = attributes.get(PERSON_NUMBER, "")
            self._persons[self._number] = {}
        elif tag == TIE:
            self._ties.append(dict(attributes))

    def data(self, text: str) -> None:
        if len(self._text) <= MAX_CHARACTERS:
            self._text += text

    def end(self, tag: str) -> None:
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = cleaned(self._text)
        self._text = ""
        if parent == PERSON:
            self._persons[self._number].setdefault(tag, text)
        elif parent == TIE:
            self._ties[-1][tag] = text
        elif parent == "PARAMETRES" and tag == columns.SCHOOL:
            self.uai = text.upper()

    def by_pupil(self) -> dict[str, dict[str, str]]:
        """Return two guardians at most for each pupil, the first « légal » first."""
        legal: dict[str, list[tuple[str, Mapping[str, str]]]] = defaultdict(list)
        for tie in self._ties:
            person = self._persons.get(tie.get(PERSON_NUMBER, ""))
            level = tie.get(LEVEL) or tie.get(OLD_LEVEL, "")
            is_legal = level == "1" or (LEVEL not in tie and level == "2")
            if person is not None and is_legal:
                legal[tie.get(PUPIL_NUMBER, "")].append((level, person))
        return {
            pupil: {
                title: text
                for rank, (_, person) in zip(COLUMNS, sorted(found, key=_level), strict=False)
                for title, text in _cells(rank, person).items()
            }
            for pupil, found in legal.items()
        }


def _level(found: tuple[str, Mapping[str, str]]) -> str:
    return found[0]


def _cells(rank: int, person: Mapping[str, str]) -> dict[str, str]:
    """Return a person under the titles that a table of pupils gives to its guardians."""
    name, email, phone, _ = COLUMNS[rank]
    last_name = next((person[one] for one in LAST_NAMES if person.get(one)), "")
    number = next((person[one] for one in PHONES if person.get(one)), "")
    full_name = " ".join(part for part in (person.get(FIRST_NAME, ""), last_name) if part)
    return {name: full_name, email: person.get(EMAIL, ""), phone: number}
