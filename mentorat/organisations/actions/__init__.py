"""Writes about schools (rooms, closed days, PFMP of classes), associations and companies."""

from mentorat.organisations.actions.associations import association_leaves, association_stays
from mentorat.organisations.actions.companies import found_or_made_company
from mentorat.organisations.actions.pfmp import add_pfmp, change_pfmp, copy_pfmp, remove_pfmp
from mentorat.organisations.actions.rooms import (
    add_closed_day,
    add_room,
    change_room,
    remove_closed_day,
    reopen_room,
    retire_room,
)
from mentorat.organisations.actions.schools import close_schools, save_schools

__all__ = [
    "add_closed_day",
    "add_pfmp",
    "add_room",
    "association_leaves",
    "association_stays",
    "change_pfmp",
    "change_room",
    "close_schools",
    "copy_pfmp",
    "found_or_made_company",
    "remove_closed_day",
    "remove_pfmp",
    "reopen_room",
    "retire_room",
    "save_schools",
]
