"""Campaigns, opened by the nation."""

from datetime import date

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people import actions as people
from mentorat.people.models import User
from mentorat.programmes.errors import CampaignExists
from mentorat.programmes.models import Campaign


@transaction.atomic
def open_campaign(
    *,
    year: int,
    opens_on: date,
    closes_on: date,
    minimum_months: int,
    target_mentees: int,
    by: User,
) -> Campaign:
    campaign, created = Campaign.objects.get_or_create(
        year=year,
        defaults={
            "opens_on": opens_on,
            "closes_on": closes_on,
            "minimum_months": minimum_months,
            "target_mentees": target_mentees,
        },
    )
    if not created:
        raise CampaignExists(year=campaign)
    people.open_rules(year=year)
    record(Event.CAMPAIGN_OPENED, on=campaign, by=by, year=year)
    return campaign
