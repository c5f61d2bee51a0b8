from datetime import date

import pytest

from mentorat.matching import policies
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.errors import KindsApart, WrongRunState
from mentorat.matching.models import MatchingRun, Need, Offer, Proposal
from mentorat.mentorships.models import MenteeMembership
from mentorat.programmes.enums import MentoringKind, Programme
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory
from tests.factories.people import MenteeFactory, MentorFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory

DAY = date(2026, 10, 1)


def test_transition_tables_cover_every_state():
    assert set(policies.RUN_TRANSITIONS) == set(RunState)
    assert set(policies.PROPOSAL_TRANSITIONS) == set(ProposalState)


@pytest.mark.parametrize(
    ("state", "can"),
    [
        (ProposalState.SUGGESTED, True),
        (ProposalState.ACCEPTED, False),
        (ProposalState.DECLINED, False),
    ],
)
def test_proposal_is_decided_once(state, can):
    assert policies.can_decide(Proposal(state=state)) is can


def test_run_that_is_done_stays_done():
    with pytest.raises(WrongRunState, match="« terminé » ne peut pas devenir « en cours »"):
        policies.check_run_can_become(MatchingRun(state=RunState.DONE), RunState.RUNNING)


@pytest.mark.parametrize(
    ("need", "offer", "kind"),
    [
        ("both", "both", MentoringKind.BOTH),
        ("both", "metier", MentoringKind.METIER),
        ("parcours", "both", MentoringKind.PARCOURS),
        ("metier", "metier", MentoringKind.METIER),
    ],
)
def test_relation_has_the_kind_that_both_sides_want(need, offer, kind):
    assert policies.common_kind([Need(kind=need), Offer(kind=offer)]) == kind


def test_two_sides_who_want_another_kind_are_refused():
    with pytest.raises(KindsApart):
        policies.common_kind([Need(kind="metier"), Offer(kind="parcours")])


@pytest.mark.django_db
def test_relations_of_a_laureate_association_count_under_its_programme():
    laureate = MentorFactory(association=AssociationFactory(is_laureate=True))
    other = MentorFactory(association=AssociationFactory())

    assert [policies.programme_of(mentor) for mentor in (laureate, other, MentorFactory())] == [
        Programme.UN_JEUNE_UN_MENTOR,
        Programme.LOCAL,
        Programme.LOCAL,
    ]


@pytest.mark.django_db
def test_seats_are_counted_in_pupils_of_live_relations_in_this_school():
    project = SchoolProjectFactory()
    mentor = cleared_mentor(place=project.place)
    offer = OfferFactory(
        school=project.school, campaign=project.campaign, mentor=mentor, capacity=4
    )
    group = MentorshipFactory(project=project, mentor=mentor, form="group")
    MenteeMembership.objects.create(
        mentorship=group, mentee=MenteeFactory(school=project.school), place=project.place
    )
    MentorshipFactory(project=project, mentor=mentor, state="declined")
    MentorshipFactory(mentor=mentor)  # in another school

    seats = policies.free_seats(policies.open_offers(project, on=DAY))

    assert seats == {offer.pk: 2}


@pytest.mark.django_db
def test_offer_stands_until_the_day_it_is_closed():
    project = SchoolProjectFactory()
    here = {"school": project.school, "campaign": project.campaign}
    standing = [OfferFactory(**here), OfferFactory(**here, closed_on=date(2026, 10, 2))]
    OfferFactory(**here, closed_on=DAY)
    OfferFactory(**here, mentor=cleared_mentor(place=project.place, left_on=DAY))
    OfferFactory(campaign=project.campaign)

    assert list(policies.open_offers(project, on=DAY).order_by("pk")) == standing
