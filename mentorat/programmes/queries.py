"""Which campaign is on, and which project a school has."""

from datetime import date

from mentorat.foundations.scope import Scope
from mentorat.organisations.models import School
from mentorat.programmes.errors import NoCampaign
from mentorat.programmes.models import Campaign, SchoolProject


def campaign_on(day: date) -> Campaign:
    """Return the campaign of the day, else the latest one. Without any, a refusal."""
    campaigns = Campaign.objects.order_by("-year")
    campaign = campaigns.filter(opens_on__lte=day).first() or campaigns.first()
    if campaign is None:
        raise NoCampaign
    return campaign


def project_of(school: School, campaign: Campaign, *, scope: Scope) -> SchoolProject | None:
    return (
        SchoolProject.objects.within(scope)
        .filter(school=school, campaign=campaign)
        .select_related("campaign", "school", "pilot", "deputy")
        .first()
    )
