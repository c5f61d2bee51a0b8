"""How well an offer suits a need: parts, each from 0 to 100, weighed by the rules.

Here are the tables that the score reads and the parts of the volunteer alone; those of the two
together are worked out pair by pair in ``kernels.edges``.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mentorat.matching.engine.columns import Ints, Needs
from mentorat.matching.engine.facts import Rules

FULL = 100

# Affinity of a trade with a training.
SAME_GROUP = FULL  # an NSF group of the training
SAME_DOMAIN = 80  # a ROME domain to which the training leads
SAME_FIELD = 60  # NSF groups of one field: their first two digits
SAME_SECTOR = 40  # ROME domains of one letter
UNKNOWN = 30  # one of the two is not filled in
ELSEWHERE = 0

PARTLY = 50  # the offer covers a part of the kinds asked for
KM_A_DEGREE = 111.195  # of a meridian
BY_REMOTE = 70  # another town, but both accept to meet at a distance

# The nine general psychosocial competences are learned with any adult who has time.
ANYONE = {"alumnus": 90, "retired": 90, "student": 80, "employee": 80, "pfmp_tutor": 80}
COMPETENCES = (
    "self_awareness",
    "self_control",
    "decision",
    "emotions",
    "emotion_control",
    "stress",
    "communication",
    "relations",
    "conflicts",
)

# What a mentor's situation is worth for each objective.
FITS: Mapping[str, Mapping[str, int]] = {
    "pfmp": {"pfmp_tutor": 100, "employee": 90, "retired": 50, "alumnus": 50, "student": 20},
    "insertion": {"employee": 100, "pfmp_tutor": 90, "retired": 70, "alumnus": 70, "student": 20},
    "apprenticeship": {
        "pfmp_tutor": 100,
        "employee": 90,
        "alumnus": 60,
        "retired": 50,
        "student": 30,
    },
    "further_study": {
        "student": 100,
        "alumnus": 80,
        "employee": 50,
        "retired": 50,
        "pfmp_tutor": 40,
    },
    "confidence": {
        "alumnus": 100,
        "retired": 80,
        "student": 80,
        "pfmp_tutor": 70,
        "employee": 70,
    },
    "trade_discovery": {
        "employee": 100,
        "pfmp_tutor": 100,
        "retired": 80,
        "alumnus": 60,
        "student": 30,
    },
    **dict.fromkeys(COMPETENCES, ANYONE),
}
ANY_SITUATION = 40


class Trades(NamedTuple):
    """The trades of a training, or those of a mentor."""

    nsf_groups: frozenset[str]
    rome_domains: frozenset[str]


def affinity_of(training: Trades, trade: Trades) -> int:
    """Return how near a mentor's trade is to a training."""
    groups = _shared(training.nsf_groups, trade.nsf_groups, digits=3)
    domains = _shared(training.rome_domains, trade.rome_domains, digits=3)
    fields = _shared(training.nsf_groups, trade.nsf_groups, digits=2)
    sectors = _shared(training.rome_domains, trade.rome_domains, digits=1)
    levels = (
        (SAME_GROUP, groups),
        (SAME_DOMAIN, domains),
        (SAME_FIELD, fields),
        (SAME_SECTOR, sectors),
        (UNKNOWN, not any(training) or not any(trade)),
    )
    return next((level for level, holds in levels if holds), ELSEWHERE)


def affinities(trainings: Sequence[Trades], trades: Sequence[Trades]) -> Ints:
    """Return the affinity of every distinct training with every distinct trade."""
    table = [[affinity_of(training, trade) for trade in trades] for training in trainings]
    return np.array(table, dtype=np.int64).reshape(len(trainings), len(trades))


def merits(needs: Needs, rules: Rules) -> tuple[Ints, Ints]:
    """Return the two parts of the volunteer alone: the wait, and the last year."""
    waited = np.clip(needs.waiting, 0, rules.longest_wait) * FULL // max(rules.longest_wait, 1)
    return waited, needs.last_year * FULL


def fit(objective: str, origin: str) -> int:
    return FITS.get(objective, {}).get(origin, ANY_SITUATION)


def score_of(quality: int, rules: Rules) -> int:
    """Return a quality on 100."""
    return round(quality / sum(rules.points))


def _shared(ours: frozenset[str], theirs: frozenset[str], *, digits: int) -> bool:
    return not {code[:digits] for code in ours}.isdisjoint(code[:digits] for code in theirs)
