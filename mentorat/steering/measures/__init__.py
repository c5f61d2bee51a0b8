"""What is counted, school by school. Each question is asked once for all schools of a perimeter.

A perimeter is one school, an académie or the nation: the same questions, the same answers, and the
same number of queries.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from mentorat.steering.enums import Counted
from mentorat.steering.measures.mentors import mentors
from mentorat.steering.measures.mentorships import mentorships
from mentorat.steering.measures.perimeter import Perimeter
from mentorat.steering.measures.projects import projects
from mentorat.steering.measures.pupils import (
    active,
    first_meetings,
    mentees,
    pupils,
    volunteers,
    waiting,
)
from mentorat.steering.measures.sessions import sessions

__all__ = ["Perimeter", "measure"]

MEASURES = (
    pupils,
    volunteers,
    waiting,
    mentees,
    active,
    first_meetings,
    mentorships,
    sessions,
    mentors,
    projects,
)


def measure(perimeter: Perimeter) -> Mapping[int, Mapping[Counted, int]]:
    """Return, by place, what was found there; what is not named there counts zero."""
    found: dict[int, dict[Counted, int]] = defaultdict(dict)
    for row in chain.from_iterable(count(perimeter) for count in MEASURES):
        numbers = {Counted(name): row[name] or 0 for name in row if name != "place"}
        found[row["place"]].update(numbers)
    return dict(found)
