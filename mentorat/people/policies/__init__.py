"""When a mentor may meet pupils, and when a pupil may be met."""

from mentorat.people.policies.authorisations import check_authorised, is_adult, unauthorised
from mentorat.people.policies.clearances import check_cleared, missing_clearances

__all__ = ["check_authorised", "check_cleared", "is_adult", "missing_clearances", "unauthorised"]
