"""Why nobody was found: how many offers each rule set aside, counted under the first it broke."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from mentorat.matching.engine.columns import Ints, Links, Question
from mentorat.matching.engine.facts import NO_OFFER, TAKEN, Part, Rule, Weight
from mentorat.matching.engine.feasible import TOGETHER, ground_of
from mentorat.matching.engine.profiles import profiles_of
from mentorat.matching.engine.solving import merits_of, seats_left

# What each column counts, after the first: the offers that no rule set aside.
CAUSES: tuple[str, ...] = (*Rule, *Part)


def funnel(question: Question, rows: Ints) -> Ints:
    """Count the offers left for each need asked about, then those that each cause set aside."""
    asked = np.zeros(len(question.needs), np.bool_)
    asked[rows] = True
    profiles = profiles_of(question, asked)
    ground = ground_of(question, profiles, seats_left(question))
    counts = ground.set_aside(np.arange(len(profiles)))[profiles.of[rows]]
    _, alone = merits_of(question)
    for part, values in zip(list(Part)[len(TOGETHER) :], alone[:, rows], strict=True):
        if question.rules.weights[part] is Weight.INDISPENSABLE:
            lacks = values == 0
            counts[lacks, 1 + CAUSES.index(part)] = counts[lacks, 0]
            counts[lacks, 0] = 0
    return counts


def funnel_of_pair(question: Question, need: int, offer: int) -> str:
    """Return the rule that keeps an offer from a need, or nothing."""
    offers = question.offers
    only = replace(
        question,
        offers=replace(offers, **{name: column[[offer]] for name, column in vars(offers).items()}),
        never=_of(question.never, offer),
        wishes=_of(question.wishes, offer),
        pins=_of(question.pins, offer),
    )
    cause, left, _ = told(funnel(only, np.array([need]))[0])
    return "" if left else cause


def _of(links: Links, offer: int) -> Links:
    kept = links.offer == offer
    return Links(links.need[kept], links.offer[kept] * 0, links.code[kept])


def told(counts: Ints) -> tuple[str, int, Mapping[str, int]]:
    """Return the cause, the offers that were possible, and what each rule set aside."""
    left, *others = counts.tolist()
    removed = {str(cause): count for cause, count in zip(CAUSES, others, strict=True) if count}
    # Among the rules, the last one that set an offer aside: it was the nearest miss.
    return (TAKEN if left else next(reversed(removed), NO_OFFER)), left, removed
