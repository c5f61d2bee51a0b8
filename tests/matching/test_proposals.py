from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.actions import Refused, accept_many, accept_proposal, decline_proposal
from mentorat.matching.errors import (
    AlreadyDecided,
    KindsApart,
    NeedInMentorship,
    NeedWithdrawn,
    OfferClosed,
    OfferFull,
)
from mentorat.mentorships.models import Mentorship
from mentorat.people.errors import NotCleared
from tests.factories.matching import MatchingRunFactory, OfferFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.programmes import SchoolProjectFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
DAY = date(2026, 10, 1)


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place))


def accepted(proposal):
    return accept_proposal(proposal=proposal, now=NOW, by=UserFactory())


def test_accepted_proposal_becomes_a_relation_that_each_side_is_asked_about(rls):
    proposal, by = ProposalFactory(offer__kind="parcours"), UserFactory()
    need, mentor = proposal.need, proposal.offer.mentor

    with rls(of_school(proposal.place)):
        mentorship = accept_proposal(proposal=proposal, now=NOW, by=by)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at, proposal.decided_by) == ("accepted", NOW, by)
    assert proposal.mentorship == mentorship
    assert (mentorship.project, mentorship.place) == (proposal.run.project, proposal.place)
    assert (mentorship.kind, mentorship.form) == ("parcours", "individual")
    assert (mentorship.objective, mentorship.programme) == ("pfmp", "local")
    assert (mentorship.state, mentorship.reasons) == ("proposed", proposal.reasons)
    assert [side.mentor for side in mentorship.mentor_memberships.all()] == [mentor]
    assert [side.mentee for side in mentorship.mentee_memberships.all()] == [need.mentee]


def test_declined_proposal_says_who_and_when_and_makes_no_relation(rls):
    proposal, by = ProposalFactory(), UserFactory()

    with rls(of_school(proposal.place)):
        declined = decline_proposal(proposal=proposal, now=NOW, by=by)

    assert (declined.state, declined.decided_at, declined.decided_by) == ("declined", NOW, by)
    assert declined.mentorship is None
    entry = Entry.objects.within(of_school(proposal.place)).get()
    assert (entry.event, entry.about_id) == (Event.PROPOSAL_DECLINED, proposal.pk)


def test_proposal_is_decided_once():
    proposal, by = ProposalFactory(), UserFactory()
    decline_proposal(proposal=proposal, now=NOW, by=by)

    with pytest.raises(AlreadyDecided, match="elle est écartée"):
        accepted(proposal)
    with pytest.raises(AlreadyDecided):
        decline_proposal(proposal=proposal, now=NOW, by=by)


def test_pupil_who_found_a_mentor_meanwhile_is_not_given_a_second():
    proposal = ProposalFactory()
    MentorshipFactory(project=proposal.run.project, mentee=proposal.need.mentee)

    with pytest.raises(NeedInMentorship):
        accepted(proposal)


@pytest.mark.parametrize("changes", [{"need__withdrawn_at": NOW}, {"need__mentee__left_on": DAY}])
def test_pupil_who_no_longer_volunteers_is_left_alone(changes):
    with pytest.raises(NeedWithdrawn):
        accepted(ProposalFactory(**changes))


def test_mentor_is_never_given_more_pupils_than_offered():
    run = MatchingRunFactory()
    offer = OfferFactory(school=run.project.school, campaign=run.project.campaign)
    first, second = ProposalFactory(run=run, offer=offer), ProposalFactory(run=run, offer=offer)
    accepted(first)

    with pytest.raises(OfferFull, match="autant d’élèves qu’il l’a proposé : 1"):
        accepted(second)


def test_closed_offer_takes_nobody():
    with pytest.raises(OfferClosed):
        accepted(ProposalFactory(offer__closed_on=DAY))


def test_offer_that_changed_its_kind_is_not_imposed():
    with pytest.raises(KindsApart):
        accepted(ProposalFactory(need__kind="metier", offer__kind="parcours"))


def test_mentor_without_clearances_is_refused_whatever_was_proposed():
    run = MatchingRunFactory()
    proposal = ProposalFactory(run=run, offer__mentor=MentorFactory(school=run.project.school))

    with pytest.raises(NotCleared):
        accepted(proposal)

    proposal.refresh_from_db()
    assert proposal.state == "suggested"


def test_many_are_accepted_best_first_and_the_others_get_a_sentence(rls):
    run = MatchingRunFactory()
    offer = OfferFactory(school=run.project.school, campaign=run.project.campaign)
    weaker = ProposalFactory(run=run, offer=offer, score=60)
    better = ProposalFactory(run=run, offer=offer, score=90)
    apart = ProposalFactory(run=run, score=50)
    by = UserFactory()

    with rls(of_school(run.place)):
        outcome = accept_many(proposals=[weaker, apart, better], now=NOW, by=by)

    assert [mentorship.proposals.get() for mentorship in outcome.mentorships] == [better, apart]
    assert [str(refused) for refused in outcome.refused] == [outcome.refused[0].sentence]
    assert outcome.refused == (
        Refused(
            weaker.pk,
            "Ce mentor accompagne déjà autant d’élèves qu’il l’a proposé : 1.",
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_last_seat_goes_to_one_of_two_coordinators_who_accept_at_once():
    run, by = MatchingRunFactory(), UserFactory()
    offer = OfferFactory(school=run.project.school, campaign=run.project.campaign)
    proposals = [ProposalFactory(run=run, offer=offer) for _ in range(2)]
    together = Barrier(2)

    def accept(proposal):
        together.wait()
        try:
            return accept_proposal(proposal=proposal, now=NOW, by=by).state
        except OfferFull:
            return "full"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(accept, proposals))

    assert sorted(outcomes) == ["full", "proposed"]


def test_proposal_of_another_school_is_out_of_reach(rls):
    proposal, other, by = ProposalFactory(), SchoolProjectFactory(), UserFactory()

    with rls(of_school(other.place)), pytest.raises(type(proposal).DoesNotExist):
        accept_proposal(proposal=proposal, now=NOW, by=by)

    assert Mentorship.objects.within(of_school(proposal.place)).count() == 0
