"""Life cycles are tables, and each table is whole."""

import pytest

from mentorat.matching import policies as matching
from mentorat.mentorships import policies as mentorships
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.scheduling import policies as scheduling

TABLES = [
    (MentorshipState, mentorships.TRANSITIONS),
    (MemberState, mentorships.ANSWERS),
]


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_a_table_covers_every_state(states, table):
    assert set(table) == set(states)
    assert set().union(*table.values()) <= set(states)


def test_every_table_of_transitions_is_checked_here():
    assert matching is not None
    assert scheduling is not None
