"""From a line of the Annuaire to a school, or to the reason why it is not one. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorat.foundations.identifiers import has_uai_shape, is_uai, normal, uai_letter
from mentorat.imports.reports import Refused
from mentorat.imports.sources import Line
from mentorat.imports.sources.annuaire import columns as c
from mentorat.imports.sources.annuaire.names import clean, school_name, town_name, zip_code
from mentorat.organisations.enums import Ministry, SchoolKind, Sector
from mentorat.reference.data.territory import ACADEMIES, DEPARTMENTS, OTHER_ACADEMY_CODES

NAME_LENGTH, CITY_LENGTH, ADDRESS_LENGTH = 160, 80, 200
PHONE_DIGITS = 10
ACADEMY_CODES = frozenset(row.code for row in ACADEMIES)
ACADEMY_OF = {row.code: row.academy for row in DEPARTMENTS}
# What tells an annex from the school itself, when both bear the same UAI.
ANNEX = re.compile(r"\b(annexe|antenne|site|pôle|campus)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SchoolEntry:
    """What the directory says of a school, in our words."""

    uai: str
    name: str
    kind: SchoolKind
    city: str
    zip_code: str
    address: str
    department: str
    sector: Sector | str
    contract: str
    ministry: Ministry
    latitude: float | None
    longitude: float | None
    phone: str
    email: str
    closed_on: date | None = None
    mother: str = ""

    @property
    def academy(self) -> str:
        return ACADEMY_OF.get(self.department, "")


@dataclass(frozen=True)
class Row:
    """A school of the file, on its line. ``rank`` orders the sites of one school, best first."""

    line: int
    entry: SchoolEntry
    is_closed: bool
    rank: tuple[bool, bool, bool, int, str, str]


def read_rows(lines: Iterable[Line]) -> Iterator[Row | Refused]:
    """Read each line. A school on several lines is read once, and its other lines are refused."""
    kept: dict[str, Row] = {}
    others: list[Row] = []
    for line in lines:
        row = _read(line)
        if isinstance(row, Refused):
            yield row
            continue
        best = kept.get(row.entry.uai)
        if best is None or row.rank < best.rank:
            best, row = row, best
            kept[best.entry.uai] = best
        if row is not None:
            others.append(row)
    yield from kept.values()
    for row in others:
        best = kept[row.entry.uai]
        reason = f"autre site d’un établissement déjà lu : ligne {best.line}"
        yield Refused(row.line, row.entry.uai, reason)


def _read(line: Line) -> Row | Refused:
    uai = normal(line[c.UAI])
    reason = _refusal(line, uai)
    if reason:
        return Refused(line.number, uai, reason)
    entry = _entry(line, uai)
    is_closed = line[c.STATE].upper() in c.CLOSED_STATES
    rank = (
        is_closed,
        line[c.VOCATIONAL] != c.YES,
        ANNEX.search(entry.name) is not None,
        len(entry.name),
        entry.name,
        entry.address,
    )
    return Row(line.number, entry, is_closed, rank)


def _refusal(line: Line, uai: str) -> str:
    """Return why a line is not a school of ours, or nothing."""
    return (
        _broken(line)
        or _bad_uai(uai)
        or _elsewhere(line)
        or _not_vocational(line)
        or _unnamed(line)
        or _not_open(line)
    )


def _broken(line: Line) -> str:
    if line.is_whole:
        return ""
    return f"ligne mal découpée : {line.width} cellules au lieu de {line.expected}"


def _bad_uai(uai: str) -> str:
    if not has_uai_shape(uai):
        return "UAI mal formé : sept chiffres et une lettre sont attendus"
    if not is_uai(uai):
        return f"lettre de contrôle de l’UAI fausse : {uai_letter(uai[:7])} est attendu"
    return ""


def _elsewhere(line: Line) -> str:
    academy = line[c.ACADEMY].zfill(2)
    academy = OTHER_ACADEMY_CODES.get(academy, academy)
    if academy not in ACADEMY_CODES:
        return f"hors des trente académies : {line[c.ACADEMY_NAME] or line[c.ACADEMY]}"
    department = _department(line)
    if department not in ACADEMY_OF:
        return f"département inconnu : {line[c.DEPARTMENT]}"
    if ACADEMY_OF[department] != academy:
        return f"département et académie ne vont pas ensemble : {department} et {academy}"
    return ""


def _not_vocational(line: Line) -> str:
    if line[c.NATURE] in c.KINDS or line[c.VOCATIONAL] == c.YES:
        return ""
    return "pas de voie professionnelle"


def _unnamed(line: Line) -> str:
    name, city = school_name(line[c.NAME]), town_name(line[c.CITY])
    if not name or not city:
        return "nom ou commune absents"
    if len(name) > NAME_LENGTH or len(city) > CITY_LENGTH:
        return f"nom trop long : {max(len(name), len(city))} caractères"
    return ""


def _not_open(line: Line) -> str:
    state = line[c.STATE].upper()
    if state in c.FUTURE_STATES:
        return "pas encore ouvert"
    if state not in c.OPEN_STATES | c.CLOSED_STATES:
        return f"état inconnu : {line[c.STATE] or 'vide'}"
    return ""


def _entry(line: Line, uai: str) -> SchoolEntry:
    mother = normal(line[c.MOTHER])
    kind = _kind(line)
    is_section = kind is SchoolKind.SEP and mother != uai and is_uai(mother)
    address = ", ".join(filter(None, (clean(line[part]) for part in c.ADDRESS)))
    return SchoolEntry(
        uai=uai,
        name=school_name(line[c.NAME]),
        kind=kind,
        city=town_name(line[c.CITY]),
        zip_code=zip_code(line[c.ZIP_CODE]),
        address=address[:ADDRESS_LENGTH],
        department=_department(line),
        sector=c.SECTORS.get(line[c.SECTOR], ""),
        contract=c.CONTRACTS.get(line[c.CONTRACT], ""),
        ministry=_ministry(line),
        latitude=_degrees(line[c.LATITUDE], 90),
        longitude=_degrees(line[c.LONGITUDE], 180),
        phone=_phone(line[c.PHONE]),
        email=_mail(line[c.MAIL], uai),
        closed_on=_day(line[c.UPDATED_ON]) if line[c.STATE].upper() in c.CLOSED_STATES else None,
        mother=mother if is_section else "",
    )


def _kind(line: Line) -> SchoolKind:
    nature = line[c.NATURE]
    if _ministry(line) is Ministry.AGRICULTURE:
        return SchoolKind.AGRICOLE
    if nature in c.OTHER_LYCEES:
        return SchoolKind.LPO
    return c.KINDS.get(nature, SchoolKind.OTHER)


def _ministry(line: Line) -> Ministry:
    words = line[c.MINISTRY].upper()
    return next(
        (ministry for start, ministry in c.MINISTRIES.items() if words.startswith(start)),
        Ministry.OTHER,
    )


def _department(line: Line) -> str:
    """Return « 01 », « 2A » or « 971 » for « 001 », « 02A » or « 971 »."""
    return line[c.DEPARTMENT].upper().removeprefix("0").zfill(2)


def _degrees(text: str, limit: int) -> float | None:
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if -limit <= degrees <= limit else None


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) != PHONE_DIGITS:
        return ""
    return " ".join(digits[at : at + 2] for at in range(0, PHONE_DIGITS, 2))


def _mail(text: str, uai: str) -> str:
    """Keep the box of the school, which bears its UAI; others may be those of a person."""
    address = text.lower()
    return address if uai.lower() in address.partition("@")[0] and "@" in address else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
