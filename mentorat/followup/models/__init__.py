"""What is asked while a relation lives, and when it ends."""

from mentorat.followup.models.closing import ClosingReview
from mentorat.followup.models.reports import SessionReport

__all__ = ["ClosingReview", "SessionReport"]
