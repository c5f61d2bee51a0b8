"""From a line of N_MEF to a MEF, or to the reason why it is not one. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mentorat.imports.reports import Refused
from mentorat.imports.sources import Line
from mentorat.imports.sources.n_mef import columns as c
from mentorat.reference.enums import Diploma, TrainingLevel

MEF = re.compile(r"\d{10}")
CFD = re.compile(r"\d{8}")
# One file holds several of these.
DATES = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
TIME = re.compile(r"[ T].*")
# Some senders write the end of time instead of nothing.
NEVER = 2900


@dataclass(frozen=True)
class MefRow:
    line: int
    code: str
    cfd: str
    level: TrainingLevel
    diploma: Diploma
    has_speciality: bool
    label: str
    opened_on: date | None
    closed_on: date | None

    @property
    def nsf(self) -> str:
        return self.cfd[3:6]


class Unreadable(Exception):
    """A date that is none of ours."""


def read_rows(lines: Iterable[Line]) -> Iterator[MefRow | Refused]:
    """Read each line. A MEF that stands twice is read once, and its second line refused."""
    first: dict[str, int] = {}
    for line in lines:
        code = line[c.MEF]
        reason = _refusal(line)
        if not reason and code in first:
            reason = f"MEF déjà lu : ligne {first[code]}"
        if reason:
            yield Refused(line.number, code, reason)
            continue
        try:
            yield _row(line)
        except Unreadable as unreadable:
            yield Refused(line.number, code, f"date illisible : {unreadable}")
        else:
            first[code] = line.number


def _refusal(line: Line) -> str:
    """Return why a line is not a MEF of ours, or nothing."""
    return _broken(line) or _not_vocational(line) or _incoherent(line)


def _broken(line: Line) -> str:
    if not line.is_whole:
        return f"ligne mal découpée : {line.width} cellules au lieu de {line.expected}"
    if not MEF.fullmatch(line[c.MEF]) or not CFD.fullmatch(line[c.CFD]):
        return "MEF ou diplôme mal formé : dix et huit chiffres sont attendus"
    return ""


def _not_vocational(line: Line) -> str:
    scheme = c.SCHEMES.get(line[c.SCHEME])
    if scheme is None:
        return f"hors de la voie professionnelle : dispositif {line[c.SCHEME] or 'vide'}"
    if line[c.YEAR] not in scheme.levels:
        return f"année inconnue dans ce dispositif : {line[c.YEAR] or 'vide'}"
    return ""


def _incoherent(line: Line) -> str:
    if line[c.MEF] != f"{line[c.SCHEME]}{line[c.CFD][3:]}{line[c.DURATION]}{line[c.YEAR]}":
        return "MEF qui ne suit pas du dispositif, du diplôme, de la durée et de l’année"
    if not line[c.LABEL] and not line[c.LONG_LABEL]:
        return "libellé absent"
    return ""


def _row(line: Line) -> MefRow:
    scheme = c.SCHEMES[line[c.SCHEME]]
    return MefRow(
        line=line.number,
        code=line[c.MEF],
        cfd=line[c.CFD],
        level=scheme.levels[line[c.YEAR]],
        diploma=scheme.diploma,
        has_speciality=scheme.has_speciality,
        label=line[c.LABEL] or line[c.LONG_LABEL].capitalize(),
        opened_on=_date(line[c.OPENED_ON]),
        closed_on=_date(line[c.CLOSED_ON]),
    )


def _date(text: str) -> date | None:
    """Return a date out of « 1/9/97 », « 01/09/1997 » or « 1997-09-01 », with or without a time."""
    if not text:
        return None
    day = TIME.sub("", text)
    for form in DATES:
        try:
            found = datetime.strptime(day, form).date()  # noqa: DTZ007 -- a day has no time zone
        except ValueError:
            continue
        return found if found.year < NEVER else None
    raise Unreadable(text)
