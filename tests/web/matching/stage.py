"""The project of a school, its volunteers, its offers, and a run that is done."""

import pytest

from mentorat.mentorships.models import Mentorship
from tests.factories.matching import (
    MatchingRunFactory,
    NeedFactory,
    OfferFactory,
    ProposalFactory,
)
from tests.factories.people import MenteeFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import staff


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


def volunteer(project, **names):
    mentee = MenteeFactory(school=project.school, **names)
    return NeedFactory(mentee=mentee, campaign=project.campaign)


def offered(project, capacity=1, **mentor):
    mentor = cleared_mentor(place=project.place, **mentor)
    return OfferFactory(
        mentor=mentor, school=project.school, campaign=project.campaign, capacity=capacity
    )


def done(project, proposals=1, **fields):
    """Return the proposals of a run that is done, the best first."""
    run = MatchingRunFactory(project=project, state="done", **fields)
    return [
        ProposalFactory(run=run, need=volunteer(project), offer=offered(project), score=90 - rank)
        for rank in range(proposals)
    ]


def state_of(proposal):
    proposal.refresh_from_db()
    return proposal.state


def mentorships():
    return Mentorship.objects.unscoped("a test")
