"""When a mentor may meet pupils, and when a pupil may be met."""

from mentorat.people.policies.authorisations import check_authorised, is_adult, unauthorised
from mentorat.people.policies.clearances import (
    DEFAULT_RULES,
    HONORABILITY_MONTHS,
    check_cleared,
    check_has_not_left,
    missing_by_mentor,
    missing_clearances,
    rule_for,
    rules_in_force,
    standing_rules,
)

__all__ = [
    "DEFAULT_RULES",
    "HONORABILITY_MONTHS",
    "check_authorised",
    "check_cleared",
    "check_has_not_left",
    "is_adult",
    "missing_by_mentor",
    "missing_clearances",
    "rule_for",
    "rules_in_force",
    "standing_rules",
    "unauthorised",
]
