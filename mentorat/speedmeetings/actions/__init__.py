"""A « rencontre éclair » is planned; each side says whom it chose; pairs are proposed."""

from mentorat.speedmeetings.actions.choices import (
    forget_marks,
    give_marks,
    mark_absent,
    mark_present,
)
from mentorat.speedmeetings.actions.meetings import cancel_meeting, decide_meeting, plan_meeting

__all__ = [
    "cancel_meeting",
    "decide_meeting",
    "forget_marks",
    "give_marks",
    "mark_absent",
    "mark_present",
    "plan_meeting",
]
