"""The facts as columns, sorted by number: the order in which they came cannot matter."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.facts import METIER, PARCOURS, NeedFacts, OfferFacts

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)


class Trades(NamedTuple):
    """The trades of a training, or those of a mentor."""

    nsf_groups: frozenset[str]
    rome_domains: frozenset[str]


@dataclass(frozen=True)
class NeedColumns:
    """Volunteers. ``training`` and ``objective`` are positions among the distinct ones."""

    facts: tuple[NeedFacts, ...]
    ids: Ints
    metier: Bools
    parcours: Bools
    remote: Bools
    waiting: Ints
    last_year: Bools
    training: Ints
    trainings: tuple[Trades, ...]
    objective: Ints
    objectives: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.facts)


@dataclass(frozen=True)
class OfferColumns:
    """Offers. ``trade`` and ``origin`` are positions among the distinct ones."""

    facts: tuple[OfferFacts, ...]
    ids: Ints
    mentors: Ints
    metier: Bools
    parcours: Bools
    remote: Bools
    local: Bools
    cleared: Bools
    seats: Ints
    trade: Ints
    trades: tuple[Trades, ...]
    origin: Ints
    origins: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.facts)


def columns_of_needs(needs: Sequence[NeedFacts]) -> NeedColumns:
    facts = tuple(sorted(needs, key=lambda need: need.id))
    training, trainings = _numbered(Trades(n.nsf_groups, n.rome_domains) for n in facts)
    objective, objectives = _numbered(need.objective for need in facts)
    return NeedColumns(
        facts=facts,
        ids=_ints(need.id for need in facts),
        metier=_bools(METIER in need.kinds for need in facts),
        parcours=_bools(PARCOURS in need.kinds for need in facts),
        remote=_bools(need.accepts_remote for need in facts),
        waiting=_ints(need.days_waiting for need in facts),
        last_year=_bools(need.is_last_year for need in facts),
        training=training,
        trainings=trainings,
        objective=objective,
        objectives=objectives,
    )


def columns_of_offers(offers: Sequence[OfferFacts]) -> OfferColumns:
    facts = tuple(sorted(offers, key=lambda offer: offer.id))
    trade, trades = _numbered(Trades(o.nsf_groups, o.rome_domains) for o in facts)
    origin, origins = _numbered(offer.origin for offer in facts)
    return OfferColumns(
        facts=facts,
        ids=_ints(offer.id for offer in facts),
        mentors=_ints(offer.mentor for offer in facts),
        metier=_bools(METIER in offer.kinds for offer in facts),
        parcours=_bools(PARCOURS in offer.kinds for offer in facts),
        remote=_bools(offer.accepts_remote for offer in facts),
        local=_bools(offer.is_local for offer in facts),
        cleared=_bools(offer.is_cleared for offer in facts),
        seats=_ints(max(offer.seats, 0) for offer in facts),
        trade=trade,
        trades=trades,
        origin=origin,
        origins=origins,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)


def _numbered(values: Iterable[T]) -> tuple[Ints, tuple[T, ...]]:
    """Return the position of each value among the distinct ones, and the distinct ones."""
    seen: dict[T, int] = {}
    positions = _ints(seen.setdefault(value, len(seen)) for value in values)
    return positions, tuple(seen)
