"""The exact answer to a question by columns: most pupils, then fairness, then the best quality."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from mentorat.matching.engine.certificate import certificate_of
from mentorat.matching.engine.columns import Associations, Bools, Ints, Links, Question
from mentorat.matching.engine.facts import Part, Rules, Weight
from mentorat.matching.engine.feasible import TOGETHER, Ground, edges_of, ground_of
from mentorat.matching.engine.kernels.edges import Edges
from mentorat.matching.engine.kernels.shortlist import UNWORTHY, shorten
from mentorat.matching.engine.kernels.simplex import improve
from mentorat.matching.engine.lottery import draws
from mentorat.matching.engine.network import Layout, layout
from mentorat.matching.engine.outcome import Certificate
from mentorat.matching.engine.profiles import Profiles, given_order, profiles_of
from mentorat.matching.engine.scoring import merits

SHORT = 10  # edges of a profile that are looked at between two looks at all of them
BLOCK = 100  # arcs looked at before the best of them is taken


@dataclass(frozen=True)
class Answer:
    """Positions of needs and offers that go together, by need, beside the pins of the question.

    ``parts`` has a row a part and a column a pair; ``candidates``, by need, counts its feasible
    offers.
    """

    question: Question
    need: Ints
    offer: Ints
    parts: Ints
    quality: Ints
    candidates: Ints
    certificate: Certificate
    solved: "Solved"

    @property
    def unserved(self) -> Ints:
        waits = np.ones(len(self.question.needs), np.bool_)
        waits[self.need] = waits[self.question.pins.need] = False
        return np.flatnonzero(waits)

    @property
    def pairs(self) -> Links:
        """Return what is proposed, as pairs that another question may pin."""
        return Links(self.need, self.offer, np.zeros(len(self.need), np.int64))


class Solved(NamedTuple):
    """The inside of an answer: what explanations and what-ifs start from."""

    profiles: Profiles
    ground: Ground
    edges: Edges
    drawn: Layout
    merit: Ints


def solve(question: Question) -> Answer:
    """Answer a question, and prove it."""
    seats = seats_left(question)
    merit, alone = merits_of(question)
    profiles = profiles_of(question, ~_is_pinned(question) & ~lacks_merit(question, alone))
    ground = ground_of(question, profiles, seats)
    edges = edges_of(ground)
    drawn = layout(question, ground, edges, merit)
    turns = improve_all(question, drawn)
    return _answer(question, Solved(profiles, ground, edges, drawn, merit), alone, turns)


def solve_again(
    answer: Answer,
    *,
    rules: Rules | None = None,
    associations: Associations | None = None,
    edges: Edges | None = None,
) -> Answer:
    """What if? Answer with other floors or quotas (weights and who may meet stay): nothing is
    scored again.
    """
    before, solved = answer.question, answer.solved
    question = replace(
        before, rules=rules or before.rules, associations=associations or before.associations
    )
    solved = solved._replace(edges=solved.edges if edges is None else edges)
    drawn = layout(question, solved.ground, solved.edges, solved.merit)
    turns = improve_all(question, drawn)
    _, alone = merits_of(question)
    return _answer(question, solved._replace(drawn=drawn), alone, turns)


def seats_left(question: Question) -> Ints:
    """Return the seats of each offer that no pin takes."""
    taken = np.bincount(question.pins.offer, minlength=len(question.offers))
    left: Ints = np.maximum(question.offers.alone - taken, 0)
    return left


def _is_pinned(question: Question) -> Bools:
    pinned = np.zeros(len(question.needs), np.bool_)
    pinned[question.pins.need] = True
    return pinned


def lacks_merit(question: Question, alone: Ints) -> Bools:
    """Say which needs have nothing of a part of theirs alone that is indispensable."""
    lacks = np.zeros(len(question.needs), np.bool_)
    for part, values in zip(list(Part)[len(TOGETHER) :], alone, strict=True):
        if question.rules.weights[part] is Weight.INDISPENSABLE:
            lacks |= values == 0
    return lacks


def merits_of(question: Question) -> tuple[Ints, Ints]:
    """Return what each need brings to the quality whoever the mentor is, and by part."""
    alone = np.stack(merits(question.needs, question.rules)).astype(np.int64)
    points = np.array(question.rules.points[len(TOGETHER) :], np.int64)
    return points @ alone, alone


def improve_all(question: Question, drawn: Layout) -> int:
    """Turn arcs in until no edge at all is worth it; return how many turns that took.

    The draw orders those that are worth the same.
    """
    network, tree = drawn.network, drawn.tree
    nodes = np.arange(drawn.root)
    order = np.argsort(draws(nodes, question.seed), kind="stable").astype(np.int32)
    room = np.minimum(np.diff(network.start), SHORT)
    start = np.concatenate([np.zeros(1, np.int64), np.cumsum(room)]).astype(np.int64)
    brief = network._replace(
        start=start,
        offer=np.zeros(start[-1], np.uint32),
        value=np.full(start[-1], UNWORTHY, np.int16),
    )
    worths, turns = np.empty(SHORT, np.int64), 0
    while shorten(network, tree, brief, worths):
        turns += improve(brief, tree, order, BLOCK)
    return turns + improve(brief, tree, order, BLOCK)


def _answer(question: Question, solved: Solved, alone: Ints, turns: int) -> Answer:
    profiles, ground, edges, drawn, merit = solved
    profile, node, count = flows(drawn)
    given = given_order(question, profiles, merit)
    begin = np.searchsorted(profiles.of[given], np.arange(len(profiles)))
    # The pupils of a profile are served in the order in which it gives them.
    pair = np.repeat(np.arange(len(profile)), count)
    rank = np.arange(len(pair)) - np.searchsorted(profile[pair], profile[pair])
    need = given[begin[profile[pair]] + rank]
    together = ground.parts(profile, node)[:, pair]
    offer = ground.order[node[pair]]
    by_need = np.argsort(need)
    parts = np.concatenate([together, alone[:, need]])[:, by_need]
    # The last one is for the needs that have no profile.
    candidates = np.append(np.diff(edges.start), 0)[profiles.of]
    return Answer(
        question=question,
        need=need[by_need],
        offer=offer[by_need],
        parts=parts,
        quality=np.array(question.rules.points, np.int64) @ parts,
        candidates=candidates,
        certificate=certificate_of(question, drawn, turns),
        solved=solved,
    )


def flows(drawn: Layout) -> tuple[Ints, Ints, Ints]:
    """Return profiles, offers' nodes and how many pupils go between them, by profile."""
    tree = drawn.tree
    child = np.flatnonzero((tree.arc < 0) & (tree.flow > 0) & (tree.parent >= 0))
    parent = tree.parent[child].astype(np.int64)
    profile, offer = np.minimum(child, parent), np.maximum(child, parent) - drawn.offers
    order = np.lexsort((offer, profile))
    return profile[order], offer[order], tree.flow[child[order]]
