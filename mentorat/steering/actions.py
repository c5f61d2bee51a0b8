"""Figures, as verbs: compute them, or say that they have changed."""

from mentorat.steering import tasks
from mentorat.steering.computing import refresh_academy, refresh_all, refresh_school

__all__ = [
    "figures_changed",
    "refresh_academy",
    "refresh_all",
    "refresh_school",
]


def figures_changed(*, school_id: int, campaign_id: int) -> None:
    """Have the figures of a school computed again, once, after the act in hand is committed."""
    tasks.defer_refresh(school_id, campaign_id)
