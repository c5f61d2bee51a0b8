"""When what follows a relation may change. Who may change it is a question for ``access``."""

from mentorat.followup.policies.alarms import (
    ALARMS,
    check_alarm_can_become,
    check_snooze,
)
from mentorat.followup.policies.closing import (
    CLOSING_TRANSITIONS,
    TALK_TRANSITIONS,
    can_become,
    check_can_answer,
    check_can_become,
    check_can_drop,
    check_can_open,
    check_held_on,
    state_of_talks,
)

__all__ = [
    "ALARMS",
    "CLOSING_TRANSITIONS",
    "TALK_TRANSITIONS",
    "can_become",
    "check_alarm_can_become",
    "check_can_answer",
    "check_can_become",
    "check_can_drop",
    "check_can_open",
    "check_held_on",
    "check_snooze",
    "state_of_talks",
]
