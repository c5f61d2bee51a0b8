from datetime import date

import factory
from factory.django import DjangoModelFactory

from mentorat.matching.models import Need, Offer
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    mentee = factory.SubFactory(MenteeFactory)
    campaign = factory.SubFactory(CampaignFactory)
    place = factory.SelfAttribute("mentee.place")
    objective = "pfmp"
    volunteered_on = date(2026, 9, 20)
    recorded_by = factory.SubFactory(UserFactory)


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    mentor = factory.LazyAttribute(lambda o: cleared_mentor(place=o.school.place))
    campaign = factory.SubFactory(CampaignFactory)
    school = factory.SubFactory("tests.factories.organisations.SchoolFactory")
    place = factory.SelfAttribute("school.place")
    capacity = 1
