"""From the text of a cell to a value, or to the reason why it is none."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from mentorat.foundations.words import folded
from mentorat.imports.errors import (
    BadCell,
    FutureDate,
    MissingValue,
    NotACount,
    NotADate,
    TooLongValue,
    UnknownWord,
)
from mentorat.imports.plan import Refused

T = TypeVar("T")
SHOWN = 80  # characters of a refused value that are shown
FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
YES = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes", "ok"})
NO = frozenset({"non", "n", "0", "faux", "false", "no"})


class Cells:
    """A line being read: its values are asked for one by one, and what is wrong is kept."""

    def __init__(self, line: int, texts: Mapping[str, str], titles: Mapping[str, str]) -> None:
        self.line = line
        self.refused: list[Refused] = []
        self._texts = texts
        self._titles = titles

    def has(self, name: str) -> bool:
        return bool(self._texts.get(name))

    def read(self, name: str, parse: Callable[[str], T]) -> T | None:
        """Return the value, or None when the cell is empty or wrong."""
        text = self._texts.get(name, "")
        if not text:
            return None
        try:
            return parse(text)
        except BadCell as problem:
            self.refuse(name, problem)
            return None

    def need(self, name: str, parse: Callable[[str], T]) -> T | None:
        """Return the value; an empty cell is a reason to refuse the line."""
        if not self.has(name):
            self.refuse(name, MissingValue())
        return self.read(name, parse)

    def refuse(self, name: str, problem: BadCell) -> None:
        value = self._texts.get(name, "")[:SHOWN]
        self.refused.append(refusal(self.line, self._titles.get(name, ""), value, problem))


def refusal(line: int, column: str, value: str, problem: BadCell) -> Refused:
    return Refused(line, column, value, problem.sentence, problem.advice)


def words(limit: int) -> Callable[[str], str]:
    """Return the reading of a text of a limited length."""
    return partial(_words, limit=limit)


def _words(text: str, *, limit: int) -> str:
    if len(text) > limit:
        raise TooLongValue(limit=limit)
    return text


def day(text: str) -> date:
    """Read 04/03/2009, 4-3-2009, or 2009-03-04."""
    french, iso = FRENCH_DAY.fullmatch(text), ISO_DAY.fullmatch(text)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError as impossible:
        raise NotADate from impossible
    raise NotADate


def day_until(today: date) -> Callable[[str], date]:
    """Return the reading of a day that cannot be after today."""
    return partial(_day_until, today=today)


def _day_until(text: str, *, today: date) -> date:
    found = day(text)
    if found > today:
        raise FutureDate
    return found


def yes_no(more_yes: Collection[str] = (), more_no: Collection[str] = ()) -> Callable[[str], bool]:
    return partial(_yes_no, more_yes=more_yes, more_no=more_no)


def _yes_no(text: str, *, more_yes: Collection[str], more_no: Collection[str]) -> bool:
    word = folded(text)
    if word in YES or word in more_yes:
        return True
    if word in NO or word in more_no:
        return False
    raise UnknownWord(words="oui, non")


def count(low: int, high: int) -> Callable[[str], int]:
    return partial(_count, low=low, high=high)


def _count(text: str, *, low: int, high: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not (is_number and low <= int(text) <= high):
        raise NotACount(low=low, high=high)
    return int(text)


def one_of(choices: Mapping[str, T], shown: str) -> Callable[[str], T]:
    """Return the reading of a word among some, folded; ``shown`` names them to the sender."""
    return partial(_one_of, choices=choices, shown=shown)


def _one_of(text: str, *, choices: Mapping[str, T], shown: str) -> T:
    word = folded(text)
    if word not in choices:
        raise UnknownWord(words=shown)
    return choices[word]
