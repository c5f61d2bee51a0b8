"""The only place that asks what time it is. Pages, periodic jobs and commands call it; the domain
takes time as an argument.
"""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """Return the date in the time zone in force (Paris unless a page set another)."""
    return timezone.localdate()
