"""Every feasible edge of every profile, with its value: rows of offers, six bytes an edge.

What depends on the school alone is worked out once a school, what depends on the training once a
class (school and training), and copied side by side; a profile only adds, for each offer that its
class may have, what the class made of it and what its own table says of that sort of offer.
"""

from typing import NamedTuple

from mentorat.matching.engine.kernels.compiled import compiled, inlined
from mentorat.matching.engine.kernels.pairs import (
    IN_PERSON,
    NOWHERE,
    PARCOURS,
    REMOTELY,
    TERRITORY,
    Int8s,
    Measure,
    Sides,
    common_slots,
    granted,
    lacked,
    parts_of,
    reach,
    speaks,
    suits,
    weighed,
)
from mentorat.matching.engine.kernels.simplex import Int16s, Int32s, Int64s

# Less than nothing, whatever is added to it; twice that is still a number of sixteen bits.
NEVER = -(1 << 14)


class Reached(NamedTuple):
    """Offers that reach a school: how, and how near they are."""

    offer: Int32s
    way: Int8s
    near: Int16s


class Packed(NamedTuple):
    """Offers of a class, side by side, with what is the same for all its profiles.

    ``sort`` is a column of the table of a profile: the type of the offer, whether it comes, whether
    its trade is near. ``fit`` is what affinity and nearness are worth, ``worth`` the same with the
    slots; the second row is for who also accepts a distance.
    """

    offer: Int32s
    sort: Int16s
    slots: Int64s
    languages: Int64s
    fit: Int16s
    worth: Int16s
    table: Int16s


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
def is_of_class(s: Sides, m: Measure, offer: int, affinity: int) -> bool:
    """Say whether some pupil of the training may have it: a near trade, or « parcours »."""
    return affinity >= m.least_affinity or s.o_kinds[offer] & PARCOURS != 0


@inlined
def fit_of(m: Measure, affinity: int, near: int) -> int:
    lacks = lacked(m, (affinity, 1, 1, near, 1, 1))
    return NEVER if lacks else weighed(m, (affinity, 0, 0, near, 0, 0))


@inlined
def pack(s: Sides, m: Measure, training: int, around: Reached, number: int, c: Packed) -> int:
    """Copy the offers of a class side by side; return how many there are."""
    count = 0
    for position in range(number):
        offer = around.offer[position]
        affinity = int(s.affinity[training, s.o_trade[offer]])
        if is_of_class(s, m, offer, affinity):
            near = int(around.near[position])
            afar = max(near, m.by_remote) if s.o_remote[offer] else near
            c.offer[count], c.slots[count] = offer, s.o_slots[offer]
            c.languages[count] = s.o_languages[offer]
            case = 2 * (around.way[position] == REMOTELY) + (affinity >= m.least_affinity)
            c.sort[count] = 4 * s.o_type[offer] + case
            c.fit[0, count], c.fit[1, count] = fit_of(m, affinity, near), fit_of(m, affinity, afar)
            count += 1
    return count


@inlined
def add_slots(m: Measure, slots: int, c: Packed, count: int) -> None:
    """Add, to what each offer of the class is worth, the slots in common."""
    for position in range(count):
        common = common_slots(slots, c.slots[position])
        worth = weighed(m, (0, 0, 0, 0, common, 0))
        worth = NEVER if lacked(m, (1, 1, 1, 1, common, 1)) else worth
        c.worth[0, position] = c.fit[0, position] + worth
        c.worth[1, position] = c.fit[1, position] + worth


@inlined
def fill_table(s: Sides, m: Measure, profile: int, table: Int16s) -> None:
    """Say what each sort of offer is worth to a profile beside that, or ``NEVER``.

    The second row is for who speaks a language that is asked for.
    """
    for kind in range(len(s.t_offer)):
        offer = s.t_offer[kind]
        for case in range(8):
            way = REMOTELY if case & 2 else IN_PERSON
            affinity = m.least_affinity - (case & 1 == 0)
            spoken = case & 4 != 0
            parts = parts_of(s, m, profile, offer, 1, 1, spoken, False)
            _, common, goal, _, _, wishes = parts
            barred = suits(s, m, profile, offer, way, affinity, spoken)
            barred |= lacked(m, (1, common, goal, 1, 1, wishes))
            worth = weighed(m, (0, common, goal, 0, 0, wishes))
            table[case >> 2, 4 * kind + (case & 3)] = NEVER if barred else worth


@inlined
def fill_row(s: Sides, profile: int, c: Packed, count: int, edges: Edges, filled: int) -> int:
    """Write down the edges of a profile, as if it named nobody; return where they end."""
    asked = s.p_languages[profile]
    worths = c.worth[int(s.p_remote[profile])]
    for position in range(count):
        spoken = int(c.languages[position] & asked != 0)
        worth = worths[position] + c.table[spoken, c.sort[position]]
        # Written first, kept only if it counts: quicker than to guess which will.
        edges.offer[filled], edges.value[filled] = c.offer[position], worth
        filled += int(worth >= 0)
    return filled


@inlined
def place_of(edges: Edges, begin: int, end: int, offer: int) -> int:
    """Return where the edge to an offer is in a row (rows are in the order of offers), or -1."""
    low, high = begin, end
    while low < high:
        middle = (low + high) >> 1
        if edges.offer[middle] < offer:
            low = middle + 1
        else:
            high = middle
    return low if low < end and edges.offer[low] == offer else -1


@inlined
def mind_names(s: Sides, m: Measure, profile: int, edges: Edges, filled: int) -> int:
    """Reward the offers that a profile wishes for, strike out those it never may have."""
    begin = edges.start[profile]
    for position in range(s.wished_start[profile], s.wished_start[profile + 1]):
        offer = s.wished[position]
        edge = place_of(edges, begin, filled, offer)
        if edge >= 0:
            before = granted(s, profile, offer, speaks(s, profile, offer), False)
            edges.value[edge] += weighed(m, (0, 0, 0, 0, 0, 100 - before))
    for position in range(s.never_start[profile], s.never_start[profile + 1]):
        edge = place_of(edges, begin, filled, s.never[position])
        if edge >= 0:
            filled -= 1
            for after in range(edge, filled):
                edges.offer[after] = edges.offer[after + 1]
                edges.value[after] = edges.value[after + 1]
    return filled


@compiled
def most_edges(s: Sides, m: Measure, around: Reached) -> int:
    """Return how many edges there are at most: for each profile, the offers of its class."""
    total, school, training, number, count = 0, -1, -1, 0, 0
    for profile in range(len(s.p_school)):
        if s.p_school[profile] != school:
            school, training = s.p_school[profile], -1
            number = offers_around(s, m, school, around)
        if s.p_training[profile] != training:
            training, count = s.p_training[profile], 0
            for position in range(number):
                offer = around.offer[position]
                affinity = s.affinity[training, s.o_trade[offer]]
                count += int(is_of_class(s, m, offer, affinity))
        total += count
    return total


@compiled
def find_edges(s: Sides, m: Measure, around: Reached, inside: Packed, edges: Edges) -> int:
    """Fill the rows of all profiles; profiles come by school, then by training."""
    filled, school, training, number, count, slots = 0, -1, -1, 0, 0, -1
    for profile in range(len(s.p_school)):
        if s.p_school[profile] != school:
            school, training = s.p_school[profile], -1
            number = offers_around(s, m, school, around)
        is_new = s.p_training[profile] != training
        if is_new:
            training = s.p_training[profile]
            count = pack(s, m, training, around, number, inside)
        if is_new or s.p_slots[profile] != slots:
            slots = s.p_slots[profile]
            add_slots(m, slots, inside, count)
        edges.start[profile] = filled
        fill_table(s, m, profile, inside.table)
        filled = fill_row(s, profile, inside, count, edges, filled)
        filled = mind_names(s, m, profile, edges, filled)
    edges.start[len(s.p_school)] = filled
    return filled


@inlined
def set_aside_apart(s: Sides, school: int, reached: int, base: Int64s) -> None:
    """Count the offers that do not reach a school, by rule: for all its profiles alike."""
    base[:] = 0
    for offer in range(len(s.o_open)):
        rule = int(s.o_open[offer])
        if rule == 0:
            rule = int(s.barred[s.o_association[offer], school])
        base[rule or TERRITORY] += 1
    base[TERRITORY] -= reached


@compiled
def set_aside(
    s: Sides,
    m: Measure,
    profiles: Int64s,
    around: Reached,
    base: Int64s,
    counts: Int64s,
    marks: Int32s,
) -> None:
    """Count, for each profile asked about, the offers that each rule set aside (0: none did)."""
    barred_for, named_for = marks[0], marks[1]
    school, number = -1, 0
    for row in range(len(profiles)):
        profile = profiles[row]
        if s.p_school[profile] != school:
            school = s.p_school[profile]
            number = offers_around(s, m, school, around)
            set_aside_apart(s, school, number, base)
        for rule in range(len(base)):
            counts[row, rule] += base[rule]
        for position in range(s.never_start[profile], s.never_start[profile + 1]):
            barred_for[s.never[position]] = position
        for position in range(s.wished_start[profile], s.wished_start[profile + 1]):
            named_for[s.wished[position]] = position
        for position in range(number):
            offer, way, near = around.offer[position], around.way[position], around.near[position]
            affinity = s.affinity[s.p_training[profile], s.o_trade[offer]]
            spoken = speaks(s, profile, offer)
            rule = suits(s, m, profile, offer, way, affinity, spoken)
            if barred_for[offer] >= 0 and rule != TERRITORY:
                rule = int(s.never_rule[barred_for[offer]])
            if rule == 0 and m.needed:
                named = named_for[offer] >= 0
                parts = parts_of(s, m, profile, offer, int(near), affinity, spoken, named)
                rule = lacked(m, parts)
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
        spoken = speaks(s, profile, offer)
        scored = parts_of(s, m, profile, offer, near, affinity, spoken, named[pair] != 0)
        parts[0, pair], parts[1, pair], parts[2, pair] = scored[0], scored[1], scored[2]
        parts[3, pair], parts[4, pair], parts[5, pair] = scored[3], scored[4], scored[5]
