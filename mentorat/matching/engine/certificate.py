"""The proof that goes with an answer: what it is worth, and that nothing is worth more.

Worked out from the arcs and the duals alone, not by the solver: any prices give a bound, and when
the bound is what the answer is worth, the answer is the best there is.
"""

import hashlib
from dataclasses import fields
from typing import Any

import numba
import numpy as np

from mentorat.matching.engine.columns import Question
from mentorat.matching.engine.kernels.proof import bound_of
from mentorat.matching.engine.kernels.simplex import IN_TREE
from mentorat.matching.engine.network import Layout
from mentorat.matching.engine.outcome import VERSION, Certificate


def certificate_of(question: Question, drawn: Layout, turns: int) -> Certificate:
    network, tree = drawn.network, drawn.tree
    carried = drawn.carried
    inner = np.flatnonzero(tree.arc[: drawn.root] < 0)
    quality = -int((tree.cost[inner] * tree.flow[inner]).sum())
    assert not (carried[tree.state == IN_TREE] < 0).any()  # noqa: S101 -- a bug of the solver
    return Certificate(
        served=int(tree.flow[inner].sum()),
        quality=quality,
        objective=int((carried * network.cost).sum()) - quality,
        bound=int(bound_of(network, tree.potential)),
        turns=turns,
        edges=len(network.offer),
        profiles=drawn.offers,
        engine=VERSION,
        versions=f"numpy {np.__version__}, numba {numba.__version__}",
        seed=question.seed,
        digest=digest_of(question),
    )


def digest_of(question: Question) -> str:
    """Return what changes when anything of the question does."""
    sum_of = hashlib.sha256()
    _add(sum_of, question)
    return sum_of.hexdigest()


def _add(sum_of: Any, value: Any) -> None:
    for field in fields(value):
        held = getattr(value, field.name)
        sum_of.update(field.name.encode())
        if isinstance(held, np.ndarray):
            sum_of.update(np.ascontiguousarray(held).data)
        elif hasattr(held, "__dataclass_fields__"):
            _add(sum_of, held)
        else:
            # A set has no order: it would change from one process to the next.
            held = sorted(held) if isinstance(held, frozenset) else held
            sum_of.update(repr(held).encode())
