"""Who is who: lines of one file that speak of the same person, and persons already known. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from mentorat.imports.errors import BadCell, LeftEarlier, SeveralKnown, WrittenTwice
from mentorat.imports.sources.mentees_csv.rows import MenteeRow, names_of
from mentorat.people.queries import KnownMentee, MenteeRecord

One = TypeVar("One", MenteeRow, KnownMentee)
Doubt = tuple[MenteeRow, BadCell]
Key = Callable[[MenteeRecord], object]

# How a pupil is recognised: by the INE, else by name and birth, else by a name without birth.
KEYS: tuple[tuple[Key, Key], ...] = (
    (lambda record: record.ine_digest, lambda record: record.ine_digest),
    (
        lambda record: (names_of(record), record.birth_date),
        lambda record: (names_of(record), record.birth_date),
    ),
    (names_of, lambda record: None if record.birth_date else names_of(record)),
)


@dataclass
class Recognised:
    """Lines with the pupil of whom each speaks, lines of unknown pupils, and doubts."""

    pairs: list[tuple[MenteeRow, KnownMentee]] = field(default_factory=list)
    unknown: list[MenteeRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def recognised(rows: Sequence[MenteeRow], known: Sequence[KnownMentee]) -> Recognised:
    """Find each line's pupil among those known. What could be two persons is a doubt."""
    found = Recognised()
    for of_row, of_known in KEYS:
        known_by, left = _by(known, of_known), []
        taken = set()
        for key, same in _by(rows, of_row).items():
            ones = known_by.get(key, []) if key else []
            if not ones:
                left += same
            elif len(same) == len(ones) == 1:
                found.pairs.append((same[0], ones[0]))
                taken.add(ones[0].pk)
            else:
                found.doubts += [(row, SeveralKnown()) for row in same]
        rows, known = left, [one for one in known if one.pk not in taken]
    found.unknown = sorted(rows, key=lambda row: row.line)
    return found


def alone(rows: Sequence[MenteeRow], *, today: date) -> tuple[list[MenteeRow], list[Doubt]]:
    """Return the lines that can be taken, and those that speak of a person twice.

    Of a schooling that ended and one that goes on, the second is taken.
    """
    twins = _twins(rows)
    kept: list[MenteeRow] = []
    doubts: list[Doubt] = []
    for row in rows:
        others = [one for one in twins.get(row.line, ()) if one.line != row.line]
        present = [one for one in others if not one.is_gone(today)]
        if not others or (not row.is_gone(today) and not present):
            kept.append(row)
        elif row.is_gone(today) and len(present) == 1:
            doubts.append((row, LeftEarlier(lines=present[0].line)))
        else:
            lines = sorted(one.line for one in others)
            doubts.append((row, WrittenTwice(lines=", ".join(map(str, lines)))))
    return kept, doubts


def _twins(rows: Sequence[MenteeRow]) -> dict[int, list[MenteeRow]]:
    """Return, for each line that is not alone, the lines that speak of the same person."""
    groups = [same for key, same in _by(rows, lambda record: record.ine_digest).items() if key]
    namesakes = _by(rows, lambda record: (names_of(record), record.birth_date))
    # Different INE are different persons, even born on one day under one name.
    groups += [
        same for same in namesakes.values() if not all(row.record.ine_digest for row in same)
    ]
    found: dict[int, dict[int, MenteeRow]] = defaultdict(dict)
    for same in groups:
        if len(same) > 1:
            for row in same:
                found[row.line] |= {one.line: one for one in same}
    return {line: list(same.values()) for line, same in found.items()}


def _by(ones: Iterable[One], key: Key) -> dict[object, list[One]]:
    found: dict[object, list[One]] = defaultdict(list)
    for one in ones:
        found[key(one.record)].append(one)
    return found
