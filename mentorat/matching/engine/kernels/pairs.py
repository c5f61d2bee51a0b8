"""The rules and the score of one pair, each said once: edges, funnels and explanations read them.

A pair is a profile and an offer. Rules that the offer breaks alone (clearance, seats, authorisation
of the school, agreement) are columns: ``o_open`` and ``barred`` hold the code of the rule.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.kernels.compiled import inlined
from mentorat.matching.engine.kernels.simplex import Int16s, Int32s, Int64s
from mentorat.matching.engine.scoring import KM_A_DEGREE

Int8s = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Six = tuple[int, int, int, int, int, int]

NOWHERE, IN_PERSON, REMOTELY = 0, 1, 2
PARCOURS = 2
# Codes of the rules, in the order in which offers are set aside: the positions of ``Rule``, from 1.
CLEARANCE, SEATS, AUTHORISATION, AGREEMENT, TERRITORY = 1, 2, 3, 4, 5
FORMER, VETO, CONFLICT, KIND, TRADE, WISH, LANGUAGE = 6, 7, 8, 9, 10, 11, 12
NEAR_KM = 5.0
LEAST_NEAR = 40


class Sides(NamedTuple):
    """Columns of profiles (``p_``) and offers (``o_``), in the order of the nodes."""

    p_school: Int32s
    p_training: Int32s
    p_kinds: Int8s
    p_objective: Int32s
    p_remote: Int8s
    p_wish: Int8s
    p_languages: Int64s
    p_slots: Int64s
    o_school: Int32s
    o_only: Int8s
    o_kinds: Int8s
    o_origin: Int32s
    o_trade: Int32s
    o_remote: Int8s
    o_open: Int8s
    o_gender: Int8s
    o_languages: Int64s
    o_slots: Int64s
    o_town: Int32s
    o_department: Int32s
    o_latitude: Floats
    o_longitude: Floats
    o_radius: Floats
    o_association: Int32s
    o_type: Int32s  # kinds, origin, gender and distance accepted: what most profiles tell apart
    t_offer: Int32s  # an offer of each type
    s_town: Int32s
    s_department: Int32s
    s_latitude: Floats
    s_longitude: Floats
    barred: Int8s
    affinity: Int16s
    fits: Int16s
    never_start: Int64s
    never: Int32s
    never_rule: Int8s
    wished_start: Int64s
    wished: Int32s


class Measure(NamedTuple):
    """Points of each part and what the rules ask."""

    affinity: int
    kind: int
    objective: int
    nearness: int
    availability: int
    wishes: int
    needed: int  # bits of the parts that are indispensable
    least_affinity: int
    strict_wish: bool
    strict_language: bool
    by_remote: int
    partly: int


@inlined
def reach(s: Sides, m: Measure, school: int, offer: int) -> tuple[int, int]:
    """Return how the mentor can meet the pupils of a school, and how near that is, on 100."""
    same_town = s.o_town[offer] >= 0 and s.o_town[offer] == s.s_town[school]
    distance = (s.o_latitude[offer] - s.s_latitude[school]) * KM_A_DEGREE
    across = (s.o_longitude[offer] - s.s_longitude[school]) * KM_A_DEGREE
    across *= np.cos(np.radians(s.s_latitude[school]))
    distance = np.sqrt(distance * distance + across * across)
    known = distance == distance  # noqa: PLR0124 -- false for what is not a number
    radius = s.o_radius[offer]
    here = s.o_school[offer] == school
    if not here:
        if s.o_only[offer]:
            return NOWHERE, 0
        if known and radius >= 0:
            here = distance <= radius
        else:
            department = s.o_department[offer]
            here = department >= 0 and department == s.s_department[school]
    if not here:
        return (REMOTELY, m.by_remote) if s.o_remote[offer] else (NOWHERE, 0)
    if same_town:
        return IN_PERSON, 100
    if not known:
        return IN_PERSON, 0
    beyond = max(distance - NEAR_KM, 0.0) / max(radius - NEAR_KM, 10.0)
    return IN_PERSON, max(100 - int(60 * beyond), LEAST_NEAR)


@inlined
def common_slots(ours: int, theirs: int) -> int:
    """Return how well the weeks of the two fit, on 100; half when one of them said nothing."""
    if ours == 0 or theirs == 0:
        return 50
    shared = ours & theirs
    if shared == 0:
        return 0
    return 100 if shared & (shared - 1) else 70


@inlined
def speaks(s: Sides, profile: int, offer: int) -> bool:
    """Say whether the mentor speaks a language that the pupil asks for."""
    return bool(s.o_languages[offer] & s.p_languages[profile])


@inlined
def granted(s: Sides, profile: int, offer: int, spoken: bool, named: bool) -> int:
    """Return how far what the two wished for is met, on 100; half when they wished nothing."""
    asked, met = 0, 0
    if s.p_wish[profile]:
        asked, met = asked + 1, met + (s.o_gender[offer] == s.p_wish[profile])
    if s.p_languages[profile]:
        asked, met = asked + 1, met + spoken
    if named:
        return 100
    return 50 if asked == 0 else 20 + 60 * met // asked


@inlined
def parts_of(
    s: Sides,
    m: Measure,
    profile: int,
    offer: int,
    near: int,
    affinity: int,
    spoken: bool,
    named: bool,
) -> Six:
    """Return the six parts of the score that take two, each from 0 to 100."""
    if s.p_remote[profile] and s.o_remote[offer]:
        near = max(near, m.by_remote)
    kind = m.partly if s.p_kinds[profile] & ~s.o_kinds[offer] else 100
    goal = int(s.fits[s.p_objective[profile], s.o_origin[offer]])
    slots = common_slots(s.p_slots[profile], s.o_slots[offer])
    return affinity, kind, goal, near, slots, granted(s, profile, offer, spoken, named)


@inlined
def weighed(m: Measure, parts: Six) -> int:
    """Return what the pair adds to the quality."""
    affinity, kind, goal, near, slots, wishes = parts
    return (
        m.affinity * affinity
        + m.kind * kind
        + m.objective * goal
        + m.nearness * near
        + m.availability * slots
        + m.wishes * wishes
    )


@inlined
def lacked(m: Measure, parts: Six) -> int:
    """Return the rule of the first part that is indispensable and of which there is nothing."""
    affinity, kind, goal, near, slots, wishes = parts
    missing = (affinity == 0) | (kind == 0) << 1 | (goal == 0) << 2
    missing |= (near == 0) << 3 | (slots == 0) << 4 | (wishes == 0) << 5
    missing &= m.needed
    if missing == 0:
        return 0
    part = 1
    while not missing & 1:
        missing, part = missing >> 1, part + 1
    return LANGUAGE + part


@inlined
def suits(
    s: Sides, m: Measure, profile: int, offer: int, way: int, affinity: int, spoken: bool
) -> int:
    """Return the rule that the two break, or zero; those of the offer alone come before."""
    if way == NOWHERE or (way == REMOTELY and not s.p_remote[profile]):
        return TERRITORY
    common = s.p_kinds[profile] & s.o_kinds[offer]
    if common == 0:
        return KIND
    if common & PARCOURS == 0 and affinity < m.least_affinity:
        return TRADE
    wish, gender = s.p_wish[profile], s.o_gender[offer]
    if m.strict_wish and wish and gender and gender != wish:
        return WISH
    if m.strict_language and s.p_languages[profile] and not spoken:
        return LANGUAGE
    return 0
