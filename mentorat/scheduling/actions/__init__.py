"""What may be done to sessions, as verbs."""

from mentorat.scheduling.actions.attendance import record_attendance
from mentorat.scheduling.actions.planning import (
    cancel,
    give_seats_back,
    leave_session,
    move,
    plan,
)
from mentorat.scheduling.actions.series import SeriesOutcome, Unplanned, plan_weekly

__all__ = [
    "SeriesOutcome",
    "Unplanned",
    "cancel",
    "give_seats_back",
    "leave_session",
    "move",
    "plan",
    "plan_weekly",
    "record_attendance",
]
