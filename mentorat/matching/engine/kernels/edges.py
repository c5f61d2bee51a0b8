"""Every feasible edge of every profile, with its value: rows of offers, six bytes an edge.

What depends on the school alone is worked out once a school, what depends on the training once a
class (school and training); a profile then only reads the offers that its class may have.
"""

from typing import NamedTuple

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.pairs import (
    NOWHERE,
    PARCOURS,
    TERRITORY,
    Int8s,
    Measure,
    Sides,
    lacked,
    parts_of,
    reach,
    suits,
    weighed,
)
from mentorat.matching.engine.kernels.simplex import Int16s, Int32s, Int64s


class Reached(NamedTuple):
    """Offers on a list, with how they reach the school and how near their trade is."""

    offer: Int32s
    way: Int8s
    near: Int16s
    affinity: Int16s


class Edges(NamedTuple):
    """By profile, from ``start`` on: the offers that it may have, and what each is worth."""

    start: Int64s
    offer: Int32s
    value: Int16s


@inlined
def offers_around(s: Sides, m: Measure, school: int, found: Reached) -> int:
    """List the offers that stand and reach the school; return how many."""
    count = 0
    for offer in range(len(s.o_open)):
        if s.o_open[offer] == 0 and s.barred[s.o_association[offer], school] == 0:
            way, near = reach(s, m, school, offer)
            if way != NOWHERE:
                found.offer[count], found.way[count], found.near[count] = offer, way, near
                count += 1
    return count


@inlined
def offers_of_training(
    s: Sides, m: Measure, training: int, around: Reached, number: int, found: Reached
) -> int:
    """List, among those around, the offers that a pupil of the training may have; return how many.

    A trade that is too far is set aside unless « parcours » may be common.
    """
    count = 0
    for position in range(number):
        offer = around.offer[position]
        affinity = s.affinity[training, s.o_trade[offer]]
        if affinity >= m.least_affinity or s.o_kinds[offer] & PARCOURS:
            found.offer[count], found.affinity[count] = offer, affinity
            found.way[count], found.near[count] = around.way[position], around.near[position]
            count += 1
    return count


@compiled
def most_edges(s: Sides, m: Measure, around: Reached, inside: Reached) -> int:
    """Return how many edges there are at most: for each profile, the offers of its class."""
    total, school, training, number, count = 0, -1, -1, 0, 0
    for profile in range(len(s.p_school)):
        if s.p_school[profile] != school:
            school, training = s.p_school[profile], -1
            number = offers_around(s, m, school, around)
        if s.p_training[profile] != training:
            training = s.p_training[profile]
            count = offers_of_training(s, m, training, around, number, inside)
        total += count
    return total


@compiled
def find_edges(
    s: Sides, m: Measure, around: Reached, inside: Reached, edges: Edges, marks: Int32s
) -> int:
    """Fill the rows of all profiles; profiles come by school, then by training."""
    barred_for, named_for = marks[0], marks[1]
    filled, school, training, number, count = 0, -1, -1, 0, 0
    for profile in range(len(s.p_school)):
        if s.p_school[profile] != school:
            school, training = s.p_school[profile], -1
            number = offers_around(s, m, school, around)
        if s.p_training[profile] != training:
            training = s.p_training[profile]
            count = offers_of_training(s, m, training, around, number, inside)
        edges.start[profile] = filled
        for position in range(s.never_start[profile], s.never_start[profile + 1]):
            barred_for[s.never[position]] = profile
        for position in range(s.wished_start[profile], s.wished_start[profile + 1]):
            named_for[s.wished[position]] = profile
        for position in range(count):
            offer, affinity = inside.offer[position], inside.affinity[position]
            if barred_for[offer] == profile:
                continue
            if suits(s, m, profile, offer, inside.way[position], affinity):
                continue
            named = named_for[offer] == profile
            parts = parts_of(s, m, profile, offer, inside.near[position], affinity, named)
            if m.needed == 0 or lacked(m, parts) == 0:
                edges.offer[filled], edges.value[filled] = offer, weighed(m, parts)
                filled += 1
    edges.start[len(s.p_school)] = filled
    return filled


@compiled
def set_aside(s: Sides, m: Measure, profiles: Int64s, counts: Int64s, marks: Int32s) -> None:
    """Count, for each profile asked about, the offers that each rule set aside (0: none did)."""
    barred_for, named_for = marks[0], marks[1]
    for row in range(len(profiles)):
        profile = profiles[row]
        school = s.p_school[profile]
        for position in range(s.never_start[profile], s.never_start[profile + 1]):
            barred_for[s.never[position]] = position
        for position in range(s.wished_start[profile], s.wished_start[profile + 1]):
            named_for[s.wished[position]] = position
        for offer in range(len(s.o_open)):
            rule = int(s.o_open[offer])
            if rule == 0:
                rule = int(s.barred[s.o_association[offer], school])
            if rule == 0:
                way, near = reach(s, m, school, offer)
                affinity = s.affinity[s.p_training[profile], s.o_trade[offer]]
                rule = suits(s, m, profile, offer, way, affinity)
                if barred_for[offer] >= 0 and rule != TERRITORY:
                    rule = int(s.never_rule[barred_for[offer]])
                if rule == 0 and m.needed:
                    named = named_for[offer] >= 0
                    rule = lacked(m, parts_of(s, m, profile, offer, near, affinity, named))
            counts[row, rule] += 1
        for position in range(s.never_start[profile], s.never_start[profile + 1]):
            barred_for[s.never[position]] = -1
        for position in range(s.wished_start[profile], s.wished_start[profile + 1]):
            named_for[s.wished[position]] = -1


@compiled
def score_pairs(
    s: Sides, m: Measure, profiles: Int64s, offers: Int64s, named: Int8s, parts: Int64s
) -> None:
    """Fill the six parts of each pair, a column a pair."""
    for pair in range(len(profiles)):
        profile, offer = profiles[pair], offers[pair]
        near = reach(s, m, s.p_school[profile], offer)[1]
        affinity = int(s.affinity[s.p_training[profile], s.o_trade[offer]])
        scored = parts_of(s, m, profile, offer, near, affinity, named[pair] != 0)
        parts[0, pair], parts[1, pair], parts[2, pair] = scored[0], scored[1], scored[2]
        parts[3, pair], parts[4, pair], parts[5, pair] = scored[3], scored[4], scored[5]
