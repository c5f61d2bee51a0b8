"""When a mentorship may change. Who may change it is a question for ``access``."""

from mentorat.mentorships.policies.life import (
    ANSWERS,
    MOST_MENTORS,
    TRANSITIONS,
    can_become,
    check_can_answer,
    check_can_become,
    check_end,
    check_free,
    check_members,
    check_start,
    state_once_agreed,
)

__all__ = [
    "ANSWERS",
    "MOST_MENTORS",
    "TRANSITIONS",
    "can_become",
    "check_can_answer",
    "check_can_become",
    "check_end",
    "check_free",
    "check_members",
    "check_start",
    "state_once_agreed",
]
