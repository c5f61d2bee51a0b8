"""A second pass: those whom first answers left without mentor, with the seats that these left.

Schools, or académies, answer each for itself; then every offer is open beyond its school, as far as
its mentor travels or accepts a distance, and whoever is left is matched across all of them. What
was made does not move, and agreements and floors count it.
"""

from dataclasses import replace

import numpy as np

from mentorat.matching.engine.columns import Links, Question
from mentorat.matching.engine.solving import Answer, solve


def solve_rest(question: Question, made: Links) -> Answer:
    """Match the rest of a question around the pairs made in its parts, exactly."""
    here = np.zeros(len(question.offers), np.bool_)
    return solve(replace(question, offers=replace(question.offers, only_here=here), pins=made))
