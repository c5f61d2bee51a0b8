"""Invented pupils and mentors by columns, skewed as the real ones are; the same for the same seed.

Schools of very unequal size, in towns of Zipf weight and in the country; specialities of Zipf
weight in fields; needs concentrated in some schools; mentors in towns, and in other fields than the
pupils; few seats, some groups; some travel, half accept a distance.
"""

from dataclasses import replace

import numpy as np

from mentorat.matching.engine.columns import (
    Associations,
    Ints,
    Links,
    Needs,
    Offers,
    Question,
    Schools,
)
from mentorat.matching.engine.facts import Rules

SEED = 2026
NATION, NATION_MENTORS, ACADEMIES = 650_000, 300_000, 30
FIELDS, SPECIALITIES, TRADES = 14, 96, 532
OBJECTIVES, ORIGINS, ASSOCIATIONS = 15, 6, 66
A_SCHOOL, A_CLASS = 310, 20


def pool(
    pupils: int,
    mentors: int = 0,
    *,
    seed: int = SEED,
    rules: Rules | None = None,
    apart: float = 0,
) -> Question:
    """Return one pool: an académie, or a part of one.

    ``apart``: the share of pupils who have slots of their own, hence are like no other.
    """
    chance = np.random.default_rng((seed, pupils))
    schools, weights, towns = _schools(chance, max(pupils // A_SCHOOL, 1))
    affinity, fields = _affinities()
    needs = _needs(chance, pupils, weights)
    if apart:
        own, free = chance.random(pupils) < apart, chance.integers(1, 1 << 10, pupils)
        needs = replace(needs, slots=np.where(own, free, needs.slots))
    offers = _offers(chance, mentors or pupils * 46 // 100, towns, fields)
    return Question(
        needs=needs,
        offers=offers,
        schools=schools,
        associations=Associations(
            cap=np.full(ASSOCIATIONS, -1),
            floor=np.zeros(ASSOCIATIONS, np.int64),
            barred=np.zeros((ASSOCIATIONS, len(schools)), np.int8),
        ),
        affinity=affinity,
        fits=np.random.default_rng(seed).integers(2, 11, (OBJECTIVES, ORIGINS)) * 10,
        never=_links(chance, pupils // 100, needs, offers),
        wishes=_links(chance, pupils // 25, needs, offers),
        pins=_links(chance, 0, needs, offers),
        # Strict: the most rules that the engine may be asked to hold.
        rules=rules or Rules(preferences=frozenset()),
        seed=seed,
    )


def academy(number: int, seed: int = SEED) -> Question:
    """Return one of the 30 académies, the largest first."""
    return pool(*sizes_of_academies(seed)[number], seed=seed + number)


def sizes_of_academies(seed: int = SEED) -> list[tuple[int, int]]:
    """Return pupils and mentors of each académie: from 7.6 % of the pupils to 0.4 %."""
    chance = np.random.default_rng(seed)
    shares = np.geomspace(7.6, 0.9, ACADEMIES)
    shares[-4:] = (0.8, 0.7, 0.5, 0.4)
    shares /= shares.sum()
    lure = shares * chance.lognormal(0.0, 0.25, ACADEMIES)
    lure /= lure.sum()
    return [
        (round(NATION * share), round(NATION_MENTORS * pull))
        for share, pull in zip(shares.tolist(), lure.tolist(), strict=True)
    ]


def _schools(chance: np.random.Generator, count: int) -> tuple[Schools, Ints, Ints]:
    cities = max(2, min(6, count // 10))
    centre = chance.uniform((-0.7, -0.9), (0.7, 0.9), (cities, 2))
    weight = 1.0 / np.arange(1, cities + 1)
    town = chance.choice(cities, count, p=weight / weight.sum())
    is_urban = chance.random(count) < 0.72
    where = np.where(
        is_urban[:, None],
        centre[town] + chance.normal(0, 0.05, (count, 2)),
        chance.uniform((-1, -1.2), (1, 1.2), (count, 2)),
    )
    sizes = chance.lognormal(0.0, 0.6, count)
    schools = Schools(
        town=np.where(is_urban, town, cities + np.arange(count)),
        department=(where[:, 1] > 0) * 2 + (where[:, 0] > 0),
        latitude=46.0 + where[:, 0],
        longitude=2.0 + where[:, 1],
    )
    return schools, sizes / sizes.sum(), np.column_stack([centre, weight])


def _affinities() -> tuple[Ints, Ints]:
    """Return the affinity of each speciality with each trade, and the field of each trade."""
    chance = np.random.default_rng(SEED)
    of_speciality = np.arange(SPECIALITIES) % FIELDS
    of_trade = np.arange(TRADES) % FIELDS
    apart = (of_speciality[:, None] - of_trade[None, :]) % FIELDS
    affinity = np.select([apart == 0, apart <= 2], [60, 40], 5)
    linked = (apart == 0) & (chance.random(affinity.shape) < 0.3)
    return np.where(linked, 100, affinity), of_trade


def _needs(chance: np.random.Generator, count: int, weights: Ints) -> Needs:
    school = np.sort(chance.choice(len(weights), count, p=weights))
    # Classes of one training: taken in order inside each school.
    begins = np.flatnonzero(np.diff(school, prepend=-1))
    rank = np.arange(count) - np.repeat(begins, np.diff(np.append(begins, count)))
    form = np.unique(school * 100_000 + rank // A_CLASS, return_inverse=True)[1]
    popular = 1.0 / np.arange(1, SPECIALITIES + 1)
    training = chance.choice(SPECIALITIES, form.max() + 1, p=popular / popular.sum())
    strain = chance.beta(1.2, 3.0, len(weights))
    return Needs(
        id=np.arange(1, count + 1),
        school=school,
        kinds=chance.choice((1, 2, 3), count, p=(0.35, 0.40, 0.25)),
        objective=form * 7 % OBJECTIVES,
        training=training[form],
        remote=(chance.random(form.max() + 1) < 0.5)[form],
        waiting=np.floor(strain[school] * chance.integers(0, 4, count)).astype(np.int64) * 30,
        last_year=(form % 3) == 0,
        wish=np.where(chance.random(count) < 0.03, chance.integers(1, 3, count), 0),
        languages=np.where(chance.random(count) < 0.04, 1 << chance.integers(0, 8, count), 0),
        slots=1 << (form % 10) | 1 << (form * 3 % 10) | 1 << (form * 7 % 10),
        group=np.full(count, -1),
        form=form,
    )


def _offers(chance: np.random.Generator, count: int, towns: Ints, fields: Ints) -> Offers:
    centre, weight = towns[:, :2], towns[:, 2]
    city = chance.choice(len(centre), count, p=weight / weight.sum())
    where = np.where(
        (chance.random(count) < 0.86)[:, None],
        centre[city] + chance.normal(0, 0.1, (count, 2)),
        chance.uniform((-1, -1.2), (1, 1.2), (count, 2)),
    )
    skew = 1.0 / (1 + np.roll(np.arange(FIELDS), 5))
    by_trade = skew[fields]
    in_group = chance.random(count) < 0.01
    return Offers(
        id=np.arange(1, count + 1),
        mentor=np.arange(1, count + 1),
        school=np.full(count, -1),
        only_here=np.zeros(count, np.bool_),
        kinds=chance.choice((1, 2, 3), count, p=(0.30, 0.30, 0.40)),
        origin=chance.integers(0, ORIGINS, count),
        trade=chance.choice(TRADES, count, p=by_trade / by_trade.sum()),
        remote=chance.random(count) < 0.55,
        cleared=chance.random(count) < 0.97,
        alone=np.where(in_group, 12, chance.choice(5, count, p=(0.5, 0.25, 0.15, 0.06, 0.04)) + 1),
        grouped=np.zeros(count, np.int64),
        gender=chance.integers(1, 3, count),
        languages=np.where(chance.random(count) < 0.3, chance.integers(1, 256, count), 0),
        slots=chance.integers(1, 1 << 10, count) & chance.integers(1, 1 << 10, count),
        town=np.full(count, -1),
        department=np.full(count, -1),
        latitude=46.0 + where[:, 0],
        longitude=2.0 + where[:, 1],
        radius=chance.lognormal(2.77, 0.6, count),
        association=chance.choice(
            ASSOCIATIONS, count, p=(w := 1.0 / np.arange(1, ASSOCIATIONS + 1)) / w.sum()
        ),
    )


def _links(chance: np.random.Generator, count: int, needs: Needs, offers: Offers) -> Links:
    return Links(
        need=chance.integers(0, max(len(needs), 1), count),
        offer=chance.integers(0, max(len(offers), 1), count),
        code=np.full(count, 6),
    )
