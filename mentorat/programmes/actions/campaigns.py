"""Campaigns, opened by the nation."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people import actions as people
from mentorat.people.models import RuleValues, User
from mentorat.people.policies import standing_rules
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


@transaction.atomic
def change_rules(*, campaign: Campaign, rules: Mapping[str, Any], by: User) -> Campaign:
    """Change rules of a year, while it runs or before; the journal says which."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    changed = sorted(name for name, value in rules.items() if getattr(campaign, name) != value)
    if not changed:
        return campaign
    for name in changed:
        setattr(campaign, name, rules[name])
    campaign.save(update_fields=changed)
    record(Event.CAMPAIGN_CHANGED, on=campaign, by=by, rules=", ".join(changed))
    return campaign


@transaction.atomic
def change_clearance_rules(
    *, campaign: Campaign, rules: Iterable[RuleValues], by: User
) -> Campaign:
    """Change what is asked of mentors in a year; the journal says about which proofs."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    before, after = set(standing_rules(campaign.year)), set(rules)
    kinds = sorted({rule.kind for rule in before ^ after})
    if kinds:
        people.write_rules(year=campaign.year, rules=after)
        record(Event.CAMPAIGN_CHANGED, on=campaign, by=by, clearances=", ".join(kinds))
    return campaign
