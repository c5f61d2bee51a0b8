"""Following a relation, as verbs."""

from mentorat.followup.actions.closing import close

__all__ = ["close"]
