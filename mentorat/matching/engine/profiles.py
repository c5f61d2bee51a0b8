"""Pupils whom no rule and no score tells apart before any mentor are one profile with a supply.

How long each has waited, and whether the year is the last, changes who is served first, not with
whom: it stays with the pupil (``merit``), as the order in which a profile gives its pupils.
"""

from dataclasses import dataclass

import numpy as np

from mentorat.matching.engine.columns import Bools, Ints, Question
from mentorat.matching.engine.lottery import drawn_order

ROOM = 1 << 62


@dataclass(frozen=True)
class Profiles:
    """Profiles by school and training. ``first`` is a need of each; ``of`` the profile of each."""

    first: Ints
    of: Ints
    count: Ints

    def __len__(self) -> int:
        return len(self.first)


def profiles_of(question: Question, waits: Bools) -> Profiles:
    """Gather the needs that wait; the others have no profile (minus one)."""
    needs = question.needs
    number = len(needs)
    apart = np.zeros(number, dtype=np.int64)
    for links in (question.never, question.wishes):
        apart[links.need] = 1
    apart = np.where(apart > 0, np.arange(number) + 1, 0)
    columns = (
        needs.school,
        needs.training,
        needs.objective,
        needs.kinds,
        needs.remote.astype(np.int64),
        needs.wish,
        needs.languages,
        needs.slots,
        needs.group,
        apart,
    )
    rows = np.flatnonzero(waits)
    key = combined([column[rows] for column in columns])
    _, first, inverse, count = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    of = np.full(number, -1, dtype=np.int64)
    of[rows] = inverse
    return Profiles(first=rows[first], of=of, count=count.astype(np.int64))


def combined(columns: list[Ints]) -> Ints:
    """Return one number for each row, in the order of the rows' values, column after column."""
    key, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        if not len(column):
            return key
        low, high = int(column.min()), int(column.max())
        if low == high:
            continue
        if high - low >= ROOM // size:
            column, low = np.unique(column, return_inverse=True)[1], 0  # noqa: PLW2901 -- the same, as ranks
            high = int(column.max())
        if high - low >= ROOM // size:
            key = np.unique(key, return_inverse=True)[1]
            size = int(key.max()) + 1
        key = key * (high - low + 1) + (column - low)
        size *= high - low + 1
    return key


def given_order(question: Question, profiles: Profiles, merit: Ints) -> Ints:
    """Return the needs by profile, as each gives its pupils: by merit, then by draw."""
    drawn = np.empty(len(merit), dtype=np.int64)
    drawn[drawn_order(question.needs.id, question.seed)] = np.arange(len(merit))
    order: Ints = np.lexsort((drawn, -merit, profiles.of))
    return order[np.count_nonzero(profiles.of < 0) :]
