"""What the tasks of a person are computed from."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorat.programmes.models import Campaign
from mentorat.web.pages import PageRequest
from mentorat.web.templatetags.french import number


@dataclass(frozen=True)
class Desk:
    """One person, one campaign, now."""

    request: PageRequest
    campaign: Campaign
    now: datetime
    today: date


def several(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count <= 1 else many}"
