"""The draw: a number for each identifier, the same for the same seed. It orders all that is equal.

Whoever knows the seed and an identifier can work the number out again: that is the audit.
"""

import numpy as np
import numpy.typing as npt

from mentorat.matching.engine.columns import Ints

MASK = (1 << 64) - 1
FACTORS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def draws(identifiers: Ints, seed: int) -> npt.NDArray[np.uint64]:
    """Return a number for each identifier, spread evenly (the mixing of splitmix64)."""
    first, second, third = (np.uint64(factor) for factor in FACTORS)
    mixed = identifiers.astype(np.uint64) * first ^ np.uint64(seed * FACTORS[2] & MASK)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * second
    mixed = (mixed ^ (mixed >> np.uint64(27))) * third
    drawn: npt.NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return drawn


def drawn_order(identifiers: Ints, seed: int) -> Ints:
    """Return positions in the order of the draw; the identifier settles what even that does not."""
    order: Ints = np.lexsort((identifiers, draws(identifiers, seed)))
    return order
