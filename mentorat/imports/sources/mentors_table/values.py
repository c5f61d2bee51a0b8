"""How the cells of a table of mentors are read: addresses, numbers, trades."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.fr import siret as siret_rules

from mentorat.foundations.words import folded
from mentorat.imports.errors import (
    NotAnEmail,
    NotAPhone,
    NotASiret,
    TooLongValue,
    UnknownAssociation,
    UnknownTrade,
)
from mentorat.people.enums import Gender, MentorOrigin

EMAIL = 254
BETWEEN_DIGITS = re.compile(r"[\s.()/-]")
NATIONAL = re.compile(r"0[1-9]\d{8}")
# A spreadsheet that takes a number for a quantity loses its first zero.
WITHOUT_ZERO = re.compile(r"[1-9]\d{8}")
INTERNATIONAL = re.compile(r"\+\d{7,15}")
NSF_CODE = re.compile(r"\b\d{3}\b")
BETWEEN_GROUPS = re.compile(r"[;|/]")
ORIGINS: Mapping[str, MentorOrigin] = {
    **{folded(origin.label): origin for origin in MentorOrigin},
    **dict.fromkeys(
        ("salarie", "salariee", "employe", "employee", "actif", "active", "en activite"),
        MentorOrigin.EMPLOYEE,
    ),
    **dict.fromkeys(
        ("tuteur", "tutrice", "tutrice de pfmp", "maitre de stage"), MentorOrigin.PFMP_TUTOR
    ),
    **dict.fromkeys(("ancienne eleve", "alumni", "ancien"), MentorOrigin.ALUMNUS),
    "etudiante": MentorOrigin.STUDENT,
    "retraitee": MentorOrigin.RETIRED,
}
GENDERS: Mapping[str, Gender] = {
    **dict.fromkeys(("f", "femme", "une femme", "mme", "madame"), Gender.WOMAN),
    **dict.fromkeys(("m", "h", "homme", "un homme", "monsieur", "mr"), Gender.MAN),
}
GENDERS_SHOWN = "f (une femme), m (un homme), ou rien"
ORIGINS_SHOWN = "salarié, tuteur de PFMP, ancien élève, étudiant, retraité, autre"


def email(text: str) -> str:
    address = text.lower()
    if len(address) > EMAIL:
        raise TooLongValue(limit=EMAIL)
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise NotAnEmail from wrong
    return address


def phone(text: str) -> str:
    """Return a French number two digits at a time, a foreign one after its « + »."""
    digits = BETWEEN_DIGITS.sub("", text)
    for prefix in ("+33", "0033"):
        if digits.startswith(prefix):
            digits = f"0{digits.removeprefix(prefix).removeprefix('0')}"
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if WITHOUT_ZERO.fullmatch(digits):
        digits = f"0{digits}"
    if NATIONAL.fullmatch(digits):
        return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    if INTERNATIONAL.fullmatch(digits):
        return digits
    raise NotAPhone


def siret(text: str) -> str:
    if not siret_rules.is_valid(text):
        raise NotASiret
    return str(siret_rules.compact(text))


def association(known: Mapping[str, int]) -> Callable[[str], int]:
    """Return the reading of a name among those known, by folded name."""
    return partial(_association, known=known)


def _association(text: str, *, known: Mapping[str, int]) -> int:
    name = folded(text)
    if name not in known:
        raise UnknownAssociation
    return known[name]


def groups(labels: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    """Return the reading of groups of specialities, by code, or by words of one label only."""
    return partial(_groups, labels=labels)


def _groups(text: str, *, labels: Mapping[str, str]) -> tuple[str, ...]:
    codes = NSF_CODE.findall(text)
    if not codes:
        codes = [_group(part, labels) for part in BETWEEN_GROUPS.split(text) if part.strip()]
    if not codes or not labels.keys() >= set(codes):
        raise UnknownTrade
    return tuple(sorted(set(codes)))


def _group(text: str, labels: Mapping[str, str]) -> str:
    words = folded(text)
    exact = [code for code, label in labels.items() if label == words]
    found = exact or [code for code, label in labels.items() if _holds(label, words)]
    if len(found) != 1:
        raise UnknownTrade
    return found[0]


def _holds(label: str, words: str) -> bool:
    return bool(words) and f" {words} " in f" {label} "


def by_folded_name(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return (number, name) by folded name; of two names alike, the first."""
    found: dict[str, int] = {}
    for number, name in names:
        found.setdefault(folded(name), number)
    return found
