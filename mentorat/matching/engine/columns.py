"""The question by columns: one array a fact, a position a row. No object a pupil, at any size.

Codes are positions in the tables of the question (``schools``, ``affinity``, ``fits``, …); minus
one is « none » or « unknown ». ``slots`` and ``languages`` are sets of bits, empty when unknown.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.facts import Rules

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Bits of ``kinds``.
METIER_BIT, PARCOURS_BIT = 1, 2
# Codes of ``gender`` and ``wish``.
ANYBODY, WOMAN, MAN = 0, 1, 2


@dataclass(frozen=True)
class Needs:
    """Volunteers. ``group``: girls or boys of a training, whom floors protect; ``form``: class."""

    id: Ints
    school: Ints
    kinds: Ints
    objective: Ints
    training: Ints
    remote: Bools
    waiting: Ints
    last_year: Bools
    wish: Ints
    languages: Ints
    slots: Ints
    group: Ints
    form: Ints

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True)
class Offers:
    """Seats of mentors. ``only_here``: for the school of the offer and no other."""

    id: Ints
    mentor: Ints
    school: Ints
    only_here: Bools
    kinds: Ints
    origin: Ints
    trade: Ints
    remote: Bools
    cleared: Bools
    alone: Ints
    grouped: Ints
    gender: Ints
    languages: Ints
    slots: Ints
    town: Ints
    department: Ints
    latitude: Floats
    longitude: Floats
    radius: Floats
    association: Ints

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True)
class Schools:
    """Where the pupils are."""

    town: Ints
    department: Ints
    latitude: Floats
    longitude: Floats

    def __len__(self) -> int:
        return len(self.town)


@dataclass(frozen=True)
class Associations:
    """What agreements say: at most ``cap`` pupils (minus one: no limit), ``floor`` if possible.

    ``barred[association, school]`` is zero where it may act, else the code of ``BARRED``.
    """

    cap: Ints
    floor: Ints
    barred: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.cap)


@dataclass(frozen=True)
class Links:
    """Pairs named one by one, as positions of needs and offers, with a code."""

    need: Ints
    offer: Ints
    code: Ints

    def __len__(self) -> int:
        return len(self.need)


@dataclass(frozen=True)
class Question:
    """All that the engine is told. ``affinity[training, trade]``, ``fits[objective, origin]``."""

    needs: Needs
    offers: Offers
    schools: Schools
    associations: Associations
    affinity: Ints
    fits: Ints
    never: Links
    wishes: Links
    pins: Links
    rules: Rules
    seed: int
