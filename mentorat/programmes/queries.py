"""Which campaign is on, and which project a school has."""

from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value
from django.db.models.expressions import Combinable

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


def days_before(now: datetime, rule: str) -> Combinable:
    """Return, for the database, the moment so many days before now; ``rule`` is a path to a column
    of the campaign.
    """
    days = F(rule) * Value(timedelta(days=1))
    return ExpressionWrapper(
        Value(now, DateTimeField()) - ExpressionWrapper(days, DurationField()), DateTimeField()
    )


def project_of(school: School, campaign: Campaign, *, scope: Scope) -> SchoolProject | None:
    return (
        SchoolProject.objects.within(scope)
        .filter(school=school, campaign=campaign)
        .select_related("campaign", "school", "pilot", "deputy")
        .first()
    )
