"""Writes about schools, their rooms and the days on which they are closed."""

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
    "add_room",
    "change_room",
    "close_schools",
    "remove_closed_day",
    "reopen_room",
    "retire_room",
    "save_schools",
]
