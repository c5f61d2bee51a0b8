from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.programmes.models import Campaign, SchoolProject
from tests.factories.organisations import SchoolFactory
from tests.factories.people import UserFactory


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign
        django_get_or_create = ("year",)

    year = 2026
    opens_on = date(2026, 9, 1)
    closes_on = date(2027, 7, 3)
    target_mentees = 60_000
    # Few tests are about signatures: those that are ask for them.
    requires_agreement = False


class SchoolProjectFactory(DjangoModelFactory):
    class Meta:
        model = SchoolProject

    campaign = factory.SubFactory(CampaignFactory)
    school = factory.SubFactory(SchoolFactory)
    place = factory.SelfAttribute("school.place")
    kinds = ["metier", "parcours"]
    forms = ["individual"]
    target_mentees = 40
    opened_at = datetime(2026, 9, 15, 8, tzinfo=UTC)
    opened_by = factory.SubFactory(UserFactory)
