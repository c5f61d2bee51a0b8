"""Every pair that breaks no rule, and what each is worth: rows of edges, a row a profile."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.columns import Associations, Bools, Ints, Links, Question
from mentorat.matching.engine.facts import Part, Rule, Rules, Weight
from mentorat.matching.engine.kernels import edges as kernel
from mentorat.matching.engine.kernels.edges import Edges, Packed, Reached
from mentorat.matching.engine.kernels.pairs import Measure, Sides
from mentorat.matching.engine.lottery import drawn_order
from mentorat.matching.engine.profiles import Profiles, combined
from mentorat.matching.engine.scoring import BY_REMOTE, PARTLY

T = TypeVar("T", bound=np.generic)

# The parts that the kernels work out, the two of the volunteer alone left aside.
TOGETHER = list(Part)[:6]
CLEARANCE, SEATS, AGREEMENT = 1, 2, 4


@dataclass(frozen=True)
class Ground:
    """What is needed to speak of any pair. Offers are in the order of the draw.

    ``order[node]`` is the position of an offer in the question, ``rank`` the reverse.
    """

    profiles: Profiles
    sides: Sides
    measure: Measure
    order: Ints
    rank: Ints
    seats: Ints

    def set_aside(self, profiles: Ints) -> Ints:
        """Count the offers that each rule set aside, a row a profile; column 0: none did."""
        counts = np.zeros((len(profiles), 1 + len(Rule) + len(Part)), np.int64)
        asked = np.ascontiguousarray(profiles)
        number = len(self.order)
        around, base = _reached(number), np.zeros(counts.shape[1], np.int64)
        kernel.set_aside(self.sides, self.measure, asked, around, base, counts, _marks(number))
        return counts

    def parts(self, profiles: Ints, offers: Ints) -> Ints:
        """Return the six parts of pairs of a profile and of an offer's node, a column a pair."""
        sides = self.sides
        named = np.zeros(len(profiles), np.int8)
        for pair in np.flatnonzero(np.diff(sides.wished_start)[profiles]).tolist():
            row = slice(*sides.wished_start[profiles[pair] : profiles[pair] + 2])
            named[pair] = offers[pair] in sides.wished[row]
        found = np.zeros((len(TOGETHER), len(profiles)), np.int64)
        kernel.score_pairs(
            sides,
            self.measure,
            np.ascontiguousarray(profiles),
            np.ascontiguousarray(offers),
            named,
            found,
        )
        return found


def ground_of(question: Question, profiles: Profiles, seats: Ints) -> Ground:
    """Lay out profiles and offers that still have ``seats``, as the kernels read them."""
    order = drawn_order(question.offers.id, question.seed)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    sides = _sides(question, profiles, order, rank, seats)
    return Ground(profiles, sides, measure_of(question.rules), order, rank, seats[order])


def quotas_left(question: Question) -> Associations:
    """Return what the agreements of associations leave beside the pairs that are pinned."""
    quotas, held = question.associations, question.offers.association[question.pins.offer]
    taken = np.bincount(held[held >= 0], minlength=len(quotas))
    cap = np.where(quotas.cap < 0, -1, np.maximum(quotas.cap - taken, 0))
    return replace(quotas, cap=cap, floor=np.maximum(quotas.floor - taken, 0))


def edges_of(ground: Ground) -> Edges:
    """Find every edge of every profile, and what it is worth."""
    sides, measure, number = ground.sides, ground.measure, len(ground.order)
    around, inside = _reached(number), _packed(number, len(sides.t_offer))
    most = kernel.most_edges(sides, measure, around)
    start = np.zeros(len(ground.profiles) + 1, np.int64)
    # Room is reserved, not taken: what no edge fills is never touched.
    room = Edges(start, np.empty(most, np.int32), np.empty(most, np.int16))
    found = kernel.find_edges(sides, measure, around, inside, room)
    return Edges(start, room.offer[:found], room.value[:found])


def measure_of(rules: Rules) -> Measure:
    needed = sum(
        1 << bit for bit, part in enumerate(TOGETHER) if rules.weights[part] is Weight.INDISPENSABLE
    )
    affinity, kind, objective, nearness, availability, wishes = rules.points[: len(TOGETHER)]
    return Measure(
        affinity=affinity,
        kind=kind,
        objective=objective,
        nearness=nearness,
        availability=availability,
        wishes=wishes,
        needed=needed,
        least_affinity=rules.least_affinity,
        strict_wish=Rule.WISH not in rules.preferences,
        strict_language=Rule.LANGUAGE not in rules.preferences,
        by_remote=BY_REMOTE,
        partly=PARTLY,
    )


def _sides(question: Question, profiles: Profiles, order: Ints, rank: Ints, seats: Ints) -> Sides:
    needs, offers, schools = question.needs, question.offers, question.schools
    first, associations = profiles.first, quotas_left(question)
    # The last cap, and the last row, are for the offers of no association.
    is_out = np.append(associations.cap == 0, False)[offers.association]
    closed = np.select(
        [~offers.cleared, seats <= 0, is_out], [CLEARANCE, SEATS, AGREEMENT], default=0
    )
    barred = np.vstack([associations.barred, np.zeros((1, len(schools)), np.int8)])
    told_apart = (offers.kinds, offers.origin, offers.gender, offers.remote.astype(np.int64))
    _, of_type, type_of = np.unique(
        combined([column[order] for column in told_apart]), return_index=True, return_inverse=True
    )
    never_start, never, never_rule = _rows(question.never, profiles, rank)
    wished_start, wished, _ = _rows(question.wishes, profiles, rank)
    return Sides(
        p_school=_as(needs.school[first], np.int32),
        p_training=_as(needs.training[first], np.int32),
        p_kinds=_as(needs.kinds[first], np.int8),
        p_objective=_as(needs.objective[first], np.int32),
        p_remote=_as(needs.remote[first], np.int8),
        p_wish=_as(needs.wish[first], np.int8),
        p_languages=_as(needs.languages[first], np.int64),
        p_slots=_as(needs.slots[first], np.int64),
        o_school=_as(offers.school[order], np.int32),
        o_only=_as(offers.only_here[order], np.int8),
        o_kinds=_as(offers.kinds[order], np.int8),
        o_origin=_as(offers.origin[order], np.int32),
        o_trade=_as(offers.trade[order], np.int32),
        o_remote=_as(offers.remote[order], np.int8),
        o_open=_as(closed[order], np.int8),
        o_gender=_as(offers.gender[order], np.int8),
        o_languages=_as(offers.languages[order], np.int64),
        o_slots=_as(offers.slots[order], np.int64),
        o_town=_as(offers.town[order], np.int32),
        o_department=_as(offers.department[order], np.int32),
        o_latitude=_as(offers.latitude[order], np.float64),
        o_longitude=_as(offers.longitude[order], np.float64),
        o_radius=_as(offers.radius[order], np.float64),
        o_association=_as(offers.association[order] % len(barred), np.int32),
        o_type=_as(type_of, np.int32),
        t_offer=_as(of_type, np.int32),
        s_town=_as(schools.town, np.int32),
        s_department=_as(schools.department, np.int32),
        s_latitude=_as(schools.latitude, np.float64),
        s_longitude=_as(schools.longitude, np.float64),
        barred=_as(barred, np.int8),
        affinity=_as(question.affinity, np.int16),
        fits=_as(question.fits, np.int16),
        never_start=never_start,
        never=never,
        never_rule=never_rule,
        wished_start=wished_start,
        wished=wished,
    )


def _rows(
    links: Links, profiles: Profiles, rank: Ints
) -> tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.int8]]:
    """Return named pairs as rows of profiles; needs that do not wait have none."""
    profile = profiles.of[links.need]
    waits: Bools = profile >= 0
    profile, node, code = profile[waits], rank[links.offer[waits]], links.code[waits]
    by_profile = np.lexsort((code, node, profile))
    start = np.searchsorted(profile[by_profile], np.arange(len(profiles) + 1)).astype(np.int64)
    return start, _as(node[by_profile], np.int32), _as(code[by_profile], np.int8)


def _reached(number: int) -> Reached:
    return Reached(
        np.empty(number, np.int32),
        np.empty(number, np.int8),
        np.empty(number, np.int16),
    )


def _packed(number: int, types: int) -> Packed:
    return Packed(
        offer=np.empty(number, np.int32),
        sort=np.empty(number, np.int16),
        slots=np.empty(number, np.int64),
        languages=np.empty(number, np.int64),
        fit=np.empty((2, number), np.int16),
        worth=np.empty((2, number), np.int16),
        table=np.empty((2, 4 * types), np.int16),
    )


def _marks(number: int) -> npt.NDArray[np.int32]:
    return np.full((2, number), -1, np.int32)


def _as(column: npt.NDArray[Any], kind: type[T]) -> npt.NDArray[T]:
    return np.ascontiguousarray(column, dtype=kind)
