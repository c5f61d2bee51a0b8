"""Writes about schools: their rooms, the days on which they are closed, the PFMP of classes."""

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
    "change_pfmp",
    "change_room",
    "close_schools",
    "copy_pfmp",
    "remove_closed_day",
    "remove_pfmp",
    "reopen_room",
    "retire_room",
    "save_schools",
]
