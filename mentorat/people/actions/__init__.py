"""Persons, as verbs. The journal stands above: whoever calls writes its line."""

from mentorat.people.actions.mentees import apply_mentees
from mentorat.people.actions.mentors import (
    add_mentor,
    change_mentor,
    mentor_leaves,
    mentor_returns,
    record_clearance,
)
from mentorat.people.actions.rosters import ClearanceRecord, apply_clearances, apply_mentors

__all__ = [
    "ClearanceRecord",
    "add_mentor",
    "apply_clearances",
    "apply_mentees",
    "apply_mentors",
    "change_mentor",
    "mentor_leaves",
    "mentor_returns",
    "record_clearance",
]
