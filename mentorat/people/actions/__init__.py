"""Persons, as verbs. The journal stands above: whoever calls writes its line."""

from mentorat.people.actions.clearance_rules import (
    Effect,
    open_rules,
    weigh_rules,
    write_rules,
)
from mentorat.people.actions.clearances import (
    Proof,
    enter_ase_path,
    leave_ase_path,
    record_clearance,
)
from mentorat.people.actions.guardians import Reply, ask, remove_guardian, reply, save_guardian
from mentorat.people.actions.mentees import apply_mentees
from mentorat.people.actions.mentors import (
    add_mentor,
    announce_leaving,
    change_association,
    change_mentor,
    mentor_leaves,
    mentor_returns,
    pause_mentor,
)
from mentorat.people.actions.photos import remove_photo, set_photo
from mentorat.people.actions.preparations import prepare
from mentorat.people.actions.rosters import ClearanceRecord, apply_clearances, apply_mentors
from mentorat.people.actions.training import fresh_units, pass_unit, sign_charter

__all__ = [
    "ClearanceRecord",
    "Effect",
    "Proof",
    "Reply",
    "add_mentor",
    "announce_leaving",
    "apply_clearances",
    "apply_mentees",
    "apply_mentors",
    "ask",
    "change_association",
    "change_mentor",
    "enter_ase_path",
    "fresh_units",
    "leave_ase_path",
    "mentor_leaves",
    "mentor_returns",
    "open_rules",
    "pass_unit",
    "pause_mentor",
    "prepare",
    "record_clearance",
    "remove_guardian",
    "remove_photo",
    "reply",
    "save_guardian",
    "set_photo",
    "sign_charter",
    "weigh_rules",
    "write_rules",
]
