"""What each objective costs: the same question is answered once more without it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from mentorat.matching.engine.columns import Question

LAST_PUPIL, FLOORS, QUOTAS = "last_pupil", "floors", "quotas"
# Of a trial that tries other rules.
IN_FORCE = "in_force"
NO_LIMIT = -1


def prices_of(question: "Question", answer: Any) -> list[dict[str, Any]]:
    """Return, for each thing that the rules hold dear, what all would gain without it: pupils
    served, and points of score, each score on 100.
    """
    from mentorat.matching.engine.pricing import one_fewer  # noqa: PLC0415 -- numba, when needed

    served, quality = len(answer.need), int(answer.quality.sum())
    points = sum(question.rules.points)
    found = []
    for name, other in _without(question):
        without = _solved(other)
        gained = round((int(without.quality.sum()) - quality) / points)
        found.append({"of": name, "pupils": len(without.need) - served, "points": gained})
    last = one_fewer(answer)
    if last is not None:
        gained = round(-last.points / points)
        found.append({"of": LAST_PUPIL, "pupils": -last.pupils, "points": gained})
    return found


def _without(question: "Question") -> Iterator[tuple[str, "Question"]]:
    if question.rules.tiers:
        yield FLOORS, replace(question, rules=replace(question.rules, tiers=()))
    if _has_quotas(question):
        told = question.associations
        free = replace(told, cap=np.full_like(told.cap, NO_LIMIT), floor=np.zeros_like(told.floor))
        yield QUOTAS, replace(question, associations=free)


def _has_quotas(question: "Question") -> bool:
    told = question.associations
    return bool((told.cap != NO_LIMIT).any() or told.floor.any())


def _solved(question: "Question") -> Any:
    from mentorat.matching.engine.solving import solve  # noqa: PLC0415 -- numba, when it is needed

    return solve(question)
