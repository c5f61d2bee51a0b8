"""Needs and offers from two CSV files, for the engine alone: no database, no scope, no name.

Columns are documented in docs/matching.md. A bad row is told with its line and what to do; the
others are used.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from mentorat.matching.engine import METIER, PARCOURS, NeedFacts, OfferFacts
from mentorat.people.enums import HalfDay, MentorOrigin
from mentorat.programmes.enums import Objective

T = TypeVar("T", NeedFacts, OfferFacts)

KINDS = {
    "metier": frozenset({METIER}),
    "parcours": frozenset({PARCOURS}),
    "both": frozenset({METIER, PARCOURS}),
    "": frozenset({METIER, PARCOURS}),
}
YES, NO = {"oui", "1", "true", "x"}, {"non", "0", "false", ""}
MOST_SEATS = 40


@dataclass(frozen=True)
class BadRow:
    """A row that is not used: its line in the file, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line} : {self.reason}"


class Unreadable(ValueError):
    """A cell that says nothing usable; the sentence says what to write."""


class Cells:
    """The cells of a row, by the name of their column."""

    def __init__(self, row: Mapping[str, str | None]) -> None:
        self.row = row

    def text(self, name: str) -> str:
        return (self.row.get(name) or "").strip()

    def number(self, name: str, *, least: int = 0, most: int = 2**31, default: int = 0) -> int:
        text = self.text(name)
        if not text:
            return default
        if not text.isdecimal() or not least <= int(text) <= most:
            raise Unreadable(f"« {name} » doit être un nombre de {least} à {most}, pas « {text} ».")
        return int(text)

    def yes(self, name: str) -> bool:
        text = self.text(name).lower()
        if text not in YES | NO:
            raise Unreadable(f"« {name} » doit valoir oui ou non, pas « {text} ».")
        return text in YES

    def one_of(self, name: str, known: Mapping[str, Any] | list[str]) -> str:
        text = self.text(name)
        if text not in known:
            raise Unreadable(f"« {name} » doit valoir {', '.join(filter(None, known))}.")
        return text

    def set_of(self, name: str) -> frozenset[str]:
        return frozenset(self.text(name).replace(";", " ").replace("|", " ").split())

    def numbers(self, name: str) -> frozenset[int]:
        words = self.set_of(name)
        if not all(word.isdecimal() for word in words):
            raise Unreadable(f"« {name} » doit être une suite de numéros.")
        return frozenset(map(int, words))

    def identifier(self, name: str = "id") -> int:
        if not self.text(name):
            raise Unreadable(f"« {name} » est vide : chaque ligne a son numéro.")
        return self.number(name, least=1)


def read_needs(name: str, content: str) -> tuple[list[NeedFacts], list[BadRow]]:
    return _read(name, content, _need, ("id", "objective"))


def read_offers(name: str, content: str) -> tuple[list[OfferFacts], list[BadRow]]:
    return _read(name, content, _offer, ("id", "origin", "seats"))


def _read(
    name: str, content: str, made: Callable[[Cells], T], needed: tuple[str, ...]
) -> tuple[list[T], list[BadRow]]:
    mark = max(";,\t", key=content.partition("\n")[0].count)
    rows = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=mark)
    missing = [column for column in needed if column not in (rows.fieldnames or ())]
    if missing:
        return [], [BadRow(name, 1, f"il manque la colonne « {missing[0]} ».")]
    found: dict[int, T] = {}
    bad = []
    for row in rows:
        try:
            one = made(Cells(row))
        except Unreadable as unreadable:
            bad.append(BadRow(name, rows.line_num, str(unreadable)))
            continue
        if one.id in found:
            reason = f"le numéro {one.id} est déjà pris par une autre ligne."
            bad.append(BadRow(name, rows.line_num, reason))
            continue
        found[one.id] = one
    return list(found.values()), bad


def _need(cells: Cells) -> NeedFacts:
    return NeedFacts(
        id=cells.identifier(),
        kinds=KINDS[cells.one_of("kind", KINDS)],
        objective=cells.one_of("objective", Objective.values),
        accepts_remote=cells.yes("accepts_remote"),
        days_waiting=cells.number("days_waiting"),
        is_last_year=cells.yes("is_last_year"),
        training=cells.text("training"),
        nsf_groups=cells.set_of("nsf_groups"),
        rome_domains=cells.set_of("rome_domains"),
        comes_first=cells.yes("comes_first"),
        mentor_wish=cells.one_of("mentor_wish", ["", "f", "m"]),
        languages=cells.set_of("languages"),
        slots=_slots(cells),
        former_mentors=cells.numbers("former_mentors"),
        vetoed_mentors=cells.numbers("vetoed_mentors"),
        conflicting_mentors=cells.numbers("conflicting_mentors"),
        wished_mentors=cells.numbers("wished_mentors"),
        wishing_mentors=cells.numbers("wishing_mentors"),
    )


def _offer(cells: Cells) -> OfferFacts:
    number = cells.identifier()
    return OfferFacts(
        id=number,
        mentor=cells.number("mentor", least=1, default=number),
        kinds=KINDS[cells.one_of("kind", KINDS)],
        origin=cells.one_of("origin", MentorOrigin.values),
        accepts_remote=cells.yes("accepts_remote"),
        is_local=cells.yes("is_local"),
        is_cleared=cells.yes("is_cleared") if cells.text("is_cleared") else True,
        seats=cells.number("seats", most=MOST_SEATS),
        nsf_groups=cells.set_of("nsf_groups"),
        rome_domains=cells.set_of("rome_domains"),
        distance_km=cells.number("distance_km") if cells.text("distance_km") else None,
        radius_km=cells.number("radius_km") if cells.text("radius_km") else None,
        gender=cells.one_of("gender", ["", "f", "m"]),
        languages=cells.set_of("languages"),
        slots=_slots(cells),
        association=cells.number("association"),
        association_left=cells.number("association_left", default=-1),
        is_authorised=cells.yes("is_authorised") if cells.text("is_authorised") else True,
    )


def _slots(cells: Cells) -> frozenset[str]:
    slots = cells.set_of("slots")
    unknown = sorted(slots - set(HalfDay.values))
    if unknown:
        raise Unreadable(f"« slots » ne connaît pas « {unknown[0]} ».")
    return slots
