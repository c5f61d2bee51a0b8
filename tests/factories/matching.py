from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.matching.engine import VERSION
from mentorat.matching.models import MatchingRun, Need, Offer, Proposal
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory


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


class MatchingRunFactory(DjangoModelFactory):
    class Meta:
        model = MatchingRun

    project = factory.SubFactory(SchoolProjectFactory)
    place = factory.SelfAttribute("project.place")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 10, 1, 8, tzinfo=UTC)
    seed = 2026
    engine = VERSION
    rules = {"weights": {"affinity": "fort"}}


class ProposalFactory(DjangoModelFactory):
    """A proposal of a run, for a volunteer and a mentor of the run's school."""

    class Meta:
        model = Proposal

    run = factory.SubFactory(MatchingRunFactory)
    need = factory.SubFactory(
        NeedFactory,
        campaign=factory.SelfAttribute("..run.project.campaign"),
        mentee__school=factory.SelfAttribute("...run.project.school"),
    )
    offer = factory.SubFactory(
        OfferFactory,
        campaign=factory.SelfAttribute("..run.project.campaign"),
        school=factory.SelfAttribute("..run.project.school"),
    )
    place = factory.SelfAttribute("run.place")
    score = 80
    parts = {"affinity": 80}
    reasons = ["Le mentor propose un mentorat de métier, comme demandé."]
