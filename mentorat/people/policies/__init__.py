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
from mentorat.people.policies.files import former_files

__all__ = [
    "DEFAULT_RULES",
    "HONORABILITY_MONTHS",
    "check_authorised",
    "check_cleared",
    "check_has_not_left",
    "former_files",
    "is_adult",
    "missing_by_mentor",
    "missing_clearances",
    "rule_for",
    "rules_in_force",
    "standing_rules",
    "unauthorised",
]
