"""What one thing more or less is worth to the whole: a seat more, a pupil fewer. Exact, not duals.

Where several prices prove the same answer, they are bounds; what is said here is what solving again
would find.
"""

import numpy as np

from mentorat.matching.engine.columns import Ints
from mentorat.matching.engine.kernels.paths import FAR
from mentorat.matching.engine.outcome import Cost
from mentorat.matching.engine.solving import Answer
from mentorat.matching.engine.ways import Ways


def one_fewer(answer: Answer) -> Cost | None:
    """Return what serving one pupil fewer, at best, would cost; nothing when nobody is served.

    Its ``points`` are less than zero when the last pupil served costs the others some quality.
    """
    drawn = answer.solved.drawn
    cost = Ways(drawn).one_fewer()
    return drawn.scale.split(cost, pupils=1) if cost < FAR else None


def seats_worth(answer: Answer) -> Ints:
    """Return, by offer, what one seat more would add, as a cost that goes down."""
    drawn, ground = answer.solved.drawn, answer.solved.ground
    ways, potential = Ways(drawn), drawn.tree.potential
    seats = np.arange(drawn.offers, drawn.groups)
    above = drawn.network.above[seats]
    worth = potential[above] - potential[seats]
    for node in np.unique(above).tolist():
        ways.leave(node)
        worth[above == node] -= ways.distance[seats[above == node]]
    found: Ints = np.maximum(worth, 0)[ground.rank]
    return found
