"""From lines to fiches, or to what is wrong with them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentorat.imports.reports import Refused
from mentorat.imports.sources import Line
from mentorat.imports.sources.rome.columns import CODE, LABEL

# A letter and four digits; the first three signs are the domain.
CODE_SHAPE = re.compile(r"[A-N][0-9]{4}")
LONGEST = 200


@dataclass(frozen=True)
class RomeRow:
    code: str
    label: str

    @property
    def domain(self) -> str:
        return self.code[:3]


def read(lines: Iterable[Line]) -> tuple[list[RomeRow], list[Refused]]:
    """Return the fiches, each code once, and the lines that are none."""
    rows: dict[str, RomeRow] = {}
    refused = []
    for line in lines:
        problem = _problem(line, rows)
        if problem:
            refused.append(Refused(line.number, line[CODE], problem))
        else:
            label = line[LABEL].replace("'", "’")
            rows[line[CODE]] = RomeRow(line[CODE], label)
    return list(rows.values()), refused


def _problem(line: Line, known: dict[str, RomeRow]) -> str:
    if not CODE_SHAPE.fullmatch(line[CODE]):
        return "code inconnu : une lettre de A à N et quatre chiffres sont attendus"
    if not line[LABEL] or len(line[LABEL]) > LONGEST:
        return "intitulé vide ou trop long"
    return "code écrit deux fois" if line[CODE] in known else ""
