"""What the rules of a year allow."""

from calendar import monthrange
from datetime import date, timedelta

from mentorat.programmes.models import Campaign

MONTHS_A_YEAR = 12


def last_useful_day(
    campaign: Campaign, objective: str = "", *, is_in_last_year: bool = False
) -> date:
    """Return the « dernier jour utile »: starting later, a relation cannot last long enough.

    A short objective has its own minimum, in weeks. The classes of a last year end earlier.
    """
    early = campaign.end_of_year_weeks if is_in_last_year else 0
    ends_on = campaign.closes_on - timedelta(weeks=early)
    weeks = campaign.minimum_weeks.get(objective)
    if weeks is not None:
        return ends_on - timedelta(weeks=weeks)
    return months_before(ends_on, campaign.minimum_months)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months before, or the last of a shorter month."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
