"""A campaign with its rules, and what schools and associations do in it."""

from mentorat.programmes.models.campaigns import Campaign, default_check_in_days
from mentorat.programmes.models.projects import (
    AggregateCount,
    AssociationTarget,
    FollowingTime,
    SchoolProject,
)

__all__ = [
    "AggregateCount",
    "AssociationTarget",
    "Campaign",
    "FollowingTime",
    "SchoolProject",
    "default_check_in_days",
]
