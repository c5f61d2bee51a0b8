"""Small questions by columns, drawn at random, in which everything that can be asked is asked."""

from dataclasses import replace

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from mentorat.matching.engine.columns import (
    Associations,
    Links,
    Needs,
    Offers,
    Question,
    Schools,
)
from mentorat.matching.engine.facts import Rules

TRAININGS, TRADES, OBJECTIVES, ORIGINS, ASSOCIATIONS = 3, 4, 3, 3, 2


def drawn_question(seed, *, pupils=12, mentors=6, schools=3, tiers=(), quotas=True):
    chance = np.random.default_rng(seed)

    def pick(size, *choices):
        return chance.choice(choices, size).astype(np.int64)

    def often(size, share):
        return chance.random(size) < share

    number, seats = chance.integers(0, pupils + 1), chance.integers(0, mentors + 1)
    cap = pick(ASSOCIATIONS, -1, -1, 0, 1, 3) if quotas else np.full(ASSOCIATIONS, -1)
    return Question(
        needs=Needs(
            id=chance.permutation(1000)[:number] + 1,
            school=chance.integers(0, schools, number),
            kinds=pick(number, 1, 2, 3),
            objective=chance.integers(0, OBJECTIVES, number),
            training=chance.integers(0, TRAININGS, number),
            remote=often(number, 0.5),
            waiting=pick(number, 0, 45, 90, 200),
            last_year=often(number, 0.3),
            wish=pick(number, 0, 0, 0, 1, 2),
            languages=pick(number, 0, 0, 0, 1, 2, 3),
            slots=pick(number, 0, 1, 3, 6),
            group=pick(number, -1, 0, 1),
            form=np.full(number, -1),
        ),
        offers=Offers(
            id=chance.permutation(1000)[:seats] + 1,
            mentor=chance.permutation(1000)[:seats] + 1,
            school=chance.integers(-1, schools, seats),
            only_here=often(seats, 0.2),
            kinds=pick(seats, 1, 2, 3),
            origin=chance.integers(0, ORIGINS, seats),
            trade=chance.integers(0, TRADES, seats),
            remote=often(seats, 0.5),
            cleared=often(seats, 0.9),
            alone=pick(seats, 0, 1, 1, 2, 3),
            grouped=np.zeros(seats, np.int64),
            gender=pick(seats, 0, 1, 2),
            languages=pick(seats, 0, 1, 2, 3),
            slots=pick(seats, 0, 1, 3, 6),
            town=pick(seats, -1, 0, 1),
            department=pick(seats, -1, 0, 1),
            latitude=chance.choice((np.nan, 46.0, 46.2), seats),
            longitude=chance.choice((2.0, 2.3), seats),
            radius=chance.choice((np.nan, 5.0, 30.0), seats),
            association=chance.integers(-1, ASSOCIATIONS, seats),
        ),
        schools=Schools(
            town=chance.integers(-1, 2, schools),
            department=chance.integers(-1, 2, schools),
            latitude=chance.choice((np.nan, 46.0, 46.1), schools),
            longitude=chance.choice((2.0, 2.2), schools),
        ),
        associations=Associations(
            cap=cap,
            floor=pick(ASSOCIATIONS, 0, 2) if quotas else np.zeros(ASSOCIATIONS, np.int64),
            barred=pick((ASSOCIATIONS, schools), 0, 0, 3, 4).astype(np.int8),
        ),
        affinity=pick((TRAININGS, TRADES), 0, 40, 60, 100),
        fits=pick((OBJECTIVES, ORIGINS), 20, 50, 100),
        never=_links(chance, number, seats, 3, (6, 7, 8)),
        wishes=_links(chance, number, seats, 2, (0,)),
        pins=_links(chance, 0, 0, 0, (0,)),
        rules=Rules(tiers=tiers, preferences=frozenset()),
        seed=int(seed),
    )


def shuffled(question, seed):
    """Return the same question, its needs and offers in another order."""
    chance = np.random.default_rng(seed)
    needs, offers = (chance.permutation(len(side)) for side in (question.needs, question.offers))

    def moved(side, order):
        return replace(side, **{name: column[order] for name, column in vars(side).items()})

    def linked(links):
        return Links(np.argsort(needs)[links.need], np.argsort(offers)[links.offer], links.code)

    return replace(
        question,
        needs=moved(question.needs, needs),
        offers=moved(question.offers, offers),
        never=linked(question.never),
        wishes=linked(question.wishes),
        pins=linked(question.pins),
    )


def least_cost(net):
    """Return the cost that OR-Tools finds for a network, every arc handed over."""
    nodes = np.arange(len(net.above))
    profiles = len(net.start) - 1
    flow = SimpleMinCostFlow()
    tail = np.repeat(nodes[:profiles], np.diff(net.start))
    flow.add_arcs_with_capacity_and_unit_cost(
        tail, net.offer.astype(np.int64) + profiles, net.supply[tail], -net.value.astype(np.int64)
    )
    tail = np.repeat(nodes, np.diff(net.ladder))
    flow.add_arcs_with_capacity_and_unit_cost(
        tail, net.above[tail].astype(np.int64), np.minimum(net.room, 10**6), net.cost
    )
    supply = net.supply.copy()
    supply[-1] = -supply.sum()
    flow.set_nodes_supplies(nodes, supply)
    assert flow.solve() == flow.OPTIMAL
    return flow.optimal_cost()


def may_meet(question, row, place):
    """The rules once more, said in another way."""
    q = question
    need = {name: column[row] for name, column in vars(q.needs).items()}
    offer = {name: column[place] for name, column in vars(q.offers).items()}
    school = {name: column[need["school"]] for name, column in vars(q.schools).items()}
    never = set(zip(q.never.need.tolist(), q.never.offer.tolist(), strict=True))
    common = need["kinds"] & offer["kinds"]
    association = offer["association"]
    agreed = association < 0 or (
        q.associations.barred[association, need["school"]] == 0
        and q.associations.cap[association] != 0
    )
    return (
        bool(offer["cleared"])
        and offer["alone"] > 0
        and bool(agreed)
        and (_comes(need, offer, school) or (bool(need["remote"]) and _away(need, offer)))
        and (row, place) not in never
        and common > 0
        and (common & 2 > 0 or q.affinity[need["training"], offer["trade"]] >= 60)
        and (not need["wish"] or offer["gender"] in {0, need["wish"]})
        and (not need["languages"] or need["languages"] & offer["languages"] > 0)
    )


def most_pupils(question, rows, seats):
    """Return how many of the needs can be served at once: by paths that free a seat, one by one."""
    held = {place: [] for place in range(len(question.offers))}

    def seated(row, tried):
        for place, ours in held.items():
            if place in tried or not may_meet(question, row, place):
                continue
            tried.add(place)
            if len(ours) < seats[place]:
                ours.append(row)
                return True
            for other in ours:
                if seated(other, tried):
                    ours.remove(other)
                    ours.append(row)
                    return True
        return False

    return sum(seated(row, set()) for row in rows)


def _comes(need, offer, school):
    if offer["school"] == need["school"]:
        return True
    if offer["only_here"]:
        return False
    across = (offer["longitude"] - school["longitude"]) * np.cos(np.radians(school["latitude"]))
    distance = 111.195 * np.hypot(offer["latitude"] - school["latitude"], across)
    if np.isnan(distance) or np.isnan(offer["radius"]):
        return offer["department"] >= 0 and offer["department"] == school["department"]
    return distance <= offer["radius"]


def _away(need, offer):
    return bool(offer["remote"]) and (offer["school"] == need["school"] or not offer["only_here"])


def _links(chance, needs, offers, most, codes):
    pairs = {
        (int(chance.integers(needs)), int(chance.integers(offers))): int(chance.choice(codes))
        for _ in range(most if needs and offers else 0)
    }
    return Links(
        need=np.array([need for need, _ in pairs], np.int64),
        offer=np.array([offer for _, offer in pairs], np.int64),
        code=np.array(list(pairs.values()), np.int64),
    )
