"""What is asked while a relation lives, and when it ends."""

from mentorat.followup.models.closing import ClosingReview

__all__ = ["ClosingReview"]
