"""The relation, as verbs."""

from mentorat.mentorships.actions.life import (
    accept,
    decline,
    end,
    propose,
    resume,
    start,
    suspend,
    withdraw,
)

__all__ = [
    "accept",
    "decline",
    "end",
    "propose",
    "resume",
    "start",
    "suspend",
    "withdraw",
]
