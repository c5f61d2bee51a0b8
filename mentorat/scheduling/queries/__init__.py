"""What is planned and told of sessions, and what is free."""

from mentorat.scheduling.queries.free import FreeSlot, free_rooms, free_slots
from mentorat.scheduling.queries.sessions import (
    AttendanceLine,
    SessionLine,
    agenda,
    attendance_sheet,
    history_of,
    not_invited,
    session_lines,
    sessions_to_report,
    upcoming_for,
    without_remote,
)

__all__ = [
    "AttendanceLine",
    "FreeSlot",
    "SessionLine",
    "agenda",
    "attendance_sheet",
    "free_rooms",
    "free_slots",
    "history_of",
    "not_invited",
    "session_lines",
    "sessions_to_report",
    "upcoming_for",
    "without_remote",
]
