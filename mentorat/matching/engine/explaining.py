"""Why not this mentor, and what else: read off the best answer, never about another pupil's name.

Forcing a pair moves others along the cheapest way round; what that way costs is exactly what the
whole would lose, since the answer is the best one.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mentorat.matching.engine.funnel import funnel_of_pair
from mentorat.matching.engine.outcome import Cost
from mentorat.matching.engine.solving import Answer
from mentorat.matching.engine.ways import Ways

ALTERNATIVES = 3


@dataclass(frozen=True)
class WhyNot:
    """What a pair would cost all: pupils no longer served, steps of fairness, points of quality.

    ``rule``: the rule that it breaks, and then nothing else is said. ``displaced``: how many other
    pupils would have another mentor, or none.
    """

    rule: str = ""
    pupils: int = 0
    fairness: int = 0
    points: int = 0
    displaced: int = 0

    @property
    def cost(self) -> Cost:
        return Cost(self.pupils, self.fairness, self.points)


class Explainer:
    """Answers questions on one answer; made once, asked often."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.ways = Ways(answer.solved.drawn)
        self._given = np.full(len(answer.question.needs), -1)
        self._given[answer.need] = answer.offer

    def why_not(self, need: int, offer: int) -> WhyNot:
        """Return what it would cost to give this offer to this pupil."""
        solved = self.answer.solved
        profile, node = int(solved.profiles.of[need]), int(solved.ground.rank[offer])
        edge = self._edge(profile, node) if profile >= 0 else -1
        if edge < 0:
            return WhyNot(self._broken(need, offer))
        if self._given[need] == offer:
            return WhyNot()
        cost, way = self._cost(need, edge)
        told = solved.drawn.scale.split(cost, pupils=self._left(need, way))
        return WhyNot("", *told, self._displaced(need, way))

    def alternatives(self, need: int, most: int = ALTERNATIVES) -> list[tuple[int, WhyNot]]:
        """Return the offers that would cost all the least, besides the one that was given.

        No way is shorter than what it brings nearer to the root: an edge of which the least that it
        can cost is too much is not looked at.
        """
        solved = self.answer.solved
        profile = int(solved.profiles.of[need])
        if profile < 0:
            return []
        edges, order = solved.edges, solved.ground.order
        row = np.arange(edges.start[profile], edges.start[profile + 1])
        row = row[order[edges.offer[row]] != self._given[need]]
        drawn = solved.drawn
        seats, near = drawn.offers + edges.offer[row], self.ways.from_root
        worth = edges.value[row] + drawn.tree.potential[seats]
        least = self._missed(need, profile) - worth
        least += np.maximum(near[self._end(need, profile)] - near[seats], 0)
        found: list[tuple[int, int]] = []
        for rank in np.argsort(least, kind="stable").tolist():
            if len(found) >= most and found[most - 1][0] <= least[rank]:
                break
            found.append((self._cost(need, int(row[rank]))[0], int(order[edges.offer[row[rank]]])))
            found.sort(key=lambda one: one[0])
        return [(offer, self.why_not(need, offer)) for _, offer in found[:most]]

    def _cost(self, need: int, edge: int) -> tuple[int, list[int]]:
        """Return what an edge would cost if the pupil had it, and the way by which others move.

        Whoever is served leaves a seat of the profile; whoever waits leaves the way up by which he
        or she waits, which is his or her own: pupils of a profile differ by their merit.
        """
        solved, drawn = self.answer.solved, self.answer.solved.drawn
        profile, seat = int(solved.profiles.of[need]), drawn.offers + int(solved.edges.offer[edge])
        end = self._end(need, profile)
        self.ways.leave(seat)
        worth = int(solved.edges.value[edge]) + int(drawn.tree.potential[seat])
        cost = self._missed(need, profile) - worth + int(self.ways.distance[end])
        return cost, self.ways.way(seat, end)

    def _end(self, need: int, profile: int) -> int:
        """Return the node to which the way leads that makes room for the pupil."""
        above = self.answer.solved.drawn.network.above
        return int(above[profile]) if self._given[need] < 0 else profile

    def _missed(self, need: int, profile: int) -> int:
        """Return what the place that the pupil has, or waits at, is worth at the present prices."""
        drawn, merit = self.answer.solved.drawn, self.answer.solved.merit
        potential = drawn.tree.potential
        if self._given[need] >= 0:
            return int(potential[profile])
        return int(potential[drawn.network.above[profile]] - merit[need]) - drawn.scale.served

    def _edge(self, profile: int, node: int) -> int:
        edges = self.answer.solved.edges
        row = edges.offer[edges.start[profile] : edges.start[profile + 1]]
        place = int(np.searchsorted(row, node))
        is_edge = place < len(row) and row[place] == node
        return int(edges.start[profile]) + place if is_edge else -1

    def _left(self, need: int, way: list[int]) -> int:
        """Return how many fewer pupils are served once others have moved along a way."""
        drawn = self.answer.solved.drawn
        above, profiles = drawn.network.above, drawn.offers
        more = sum(before < profiles and after == above[before] for before, after in pairwise(way))
        fewer = sum(after < profiles and before == above[after] for before, after in pairwise(way))
        return int(more - fewer) - int(self._given[need] < 0)

    def _displaced(self, need: int, way: list[int]) -> int:
        """Count the seats that a way takes back from others than the pupil who leaves one."""
        solved, given = self.answer.solved, self._given[need]
        profiles, last = solved.drawn.offers, solved.drawn.groups
        taken = sum(after < profiles <= before < last for before, after in pairwise(way))
        leaves = given >= 0 and profiles + solved.ground.rank[given] == way[-2]
        return taken - int(leaves)

    def _broken(self, need: int, offer: int) -> str:
        return funnel_of_pair(self.answer.question, need, offer)
