"""A mentor pauses, announces a departure, leaves: nobody is left without a turn."""

from datetime import UTC, date, datetime

import pytest

from mentorat.followup import actions
from mentorat.followup.models import ClosingReview
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.models import Need, Offer
from mentorat.matching.policies import open_offers
from mentorat.matching.queries import waiting_list
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import ConflictKind, ConflictReason
from mentorat.mentorships.errors import (
    AccompaniesAlone,
    ConflictAccepted,
    ConflictKnown,
    MeetsNobodyAlone,
    MentorAway,
    RolesInConflict,
)
from mentorat.mentorships.models import MentorMembership, Mentorship
from mentorat.people.errors import MentorHasLeft, MentorHasNotLeft, PauseEndsTooEarly
from mentorat.people.models import Mentor
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.scheduling.models import MentoringSession
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue", "monday")]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def project():
    return SchoolProjectFactory(pilot=UserFactory())


@pytest.fixture
def mentor(project):
    mentor = cleared_mentor(place=project.place)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign, capacity=3)
    return mentor


def relation(project, mentor, **more):
    mentee = MenteeFactory(school=project.school)
    NeedFactory(mentee=mentee, campaign=project.campaign, volunteered_on=date(2026, 11, 1))
    return MentorshipFactory(project=project, mentor=mentor, mentee=mentee, **more)


def leave(mentor, on=TODAY, by=None):
    return actions.mentor_leaves(mentor=mentor, on=on, today=TODAY, now=NOW, by=by)


def propose(project, mentor, mentee=None, form=MentoringForm.INDIVIDUAL):
    return mentorships.propose(
        project=project,
        mentors=[mentor],
        mentees=[mentee or MenteeFactory(school=project.school)],
        kind=MentoringKind.METIER,
        form=form,
        objective=Objective.PFMP,
        programme=Programme.LOCAL,
        reasons=[],
        now=NOW,
        by=UserFactory(),
    )


def waiting(project):
    scope = Scope(Family.SCHOOL, project.school.span)
    return waiting_list(project, scope=scope, today=TODAY)


def test_a_mentor_who_leaves_ends_relations_and_frees_what_was_planned(project, mentor):
    running = relation(project, mentor, active=True)
    asked = relation(project, mentor)
    session = MentoringSessionFactory(mentorship=running)

    gone = leave(mentor, by=UserFactory())

    running.refresh_from_db()
    asked.refresh_from_db()
    session.refresh_from_db()
    assert (gone.left_on, gone.leaves_on) == (TODAY, None)
    assert (running.state, running.end_reason, running.ended_on) == (
        "ended",
        "mentor_left",
        TODAY,
    )
    assert asked.state == "withdrawn"
    assert ClosingReview.objects.unscoped("a test").get().mentorship == running
    later = MentoringSession.objects.unscoped("a test").planned().filter(during__startswith__gt=NOW)
    assert not later.exists()
    assert Offer.objects.unscoped("a test").get().closed_on == TODAY


def test_orphans_come_first_on_the_waiting_list_before_those_who_waited_longer(project, mentor):
    lost = relation(project, mentor)
    patient = NeedFactory(
        mentee=MenteeFactory(school=project.school),
        campaign=project.campaign,
        volunteered_on=date(2026, 9, 1),
    )

    leave(mentor, by=UserFactory())

    orphan = Need.objects.unscoped("a test").exclude(pk=patient.pk).get()
    assert orphan.mentee_id == lost.mentee_memberships.get().mentee_id
    assert [(row.need_id, row.has_priority) for row in waiting(project)] == [
        (orphan.pk, True),
        (patient.pk, False),
    ]


def test_a_relation_with_a_second_mentor_goes_on(project, mentor):
    running = relation(project, mentor, active=True)
    second = cleared_mentor(place=project.place)
    MentorMembership.objects.create(
        mentorship=running,
        mentor=second,
        place=project.place,
        function="second",
        state="accepted",
        answered_at=NOW,
    )

    leave(mentor, by=UserFactory())

    running.refresh_from_db()
    assert running.state == "active"
    assert not Need.objects.unscoped("a test").exclude(priority_since=None).exists()


def test_an_announced_departure_stops_proposals_and_takes_effect_on_its_day(
    project, mentor, time_machine
):
    running = relation(project, mentor, active=True)
    day = date(2026, 12, 8)

    leave(mentor, on=day)
    with pytest.raises(MentorAway):
        propose(project, Mentor.objects.unscoped("a test").get(pk=mentor.pk))
    early = actions.leave_on_time(today=TODAY, now=NOW)
    then = datetime(2026, 12, 8, 6, tzinfo=UTC)
    time_machine.move_to(then, tick=False)
    late = [actions.leave_on_time(today=day, now=then) for _ in range(2)]

    running.refresh_from_db()
    mentor.refresh_from_db()
    assert (early, late) == (0, [1, 0])
    assert (running.state, running.ended_on, mentor.left_on) == ("ended", day, day)


def test_a_pause_stops_proposals_from_its_first_to_its_last_day(project, mentor):
    until = date(2026, 12, 1)
    mentor = actions.pause(mentor=mentor, start=TODAY, until=until, by=None)

    assert not open_offers(project, on=TODAY).exists()
    assert not open_offers(project, on=until).exists()
    assert open_offers(project, on=date(2026, 12, 2)).exists()
    assert not mentor.is_available(on=until)
    assert mentor.is_available(on=date(2026, 12, 2))
    with pytest.raises(MentorAway):
        propose(project, mentor)
    back = actions.come_back(mentor=mentor, by=None)
    assert propose(project, back).state == "proposed"


def test_a_pause_without_end_lasts_until_one_comes_back(project, mentor):
    actions.pause(mentor=mentor, start=TODAY, until=None, by=None)

    assert not open_offers(project, on=date(2027, 6, 1)).exists()


def test_a_relation_under_way_goes_on_during_a_pause(project, mentor):
    running = relation(project, mentor, active=True)

    actions.pause(mentor=mentor, start=TODAY, until=None, by=None)

    running.refresh_from_db()
    assert running.state == "active"


def test_what_makes_no_sense_is_refused_in_words(mentor):
    with pytest.raises(PauseEndsTooEarly):
        actions.pause(mentor=mentor, start=TODAY, until=date(2026, 11, 22), by=None)
    with pytest.raises(MentorHasNotLeft):
        actions.come_back(mentor=mentor, by=None)
    gone = leave(mentor)
    with pytest.raises(MentorHasLeft):
        leave(gone)


def test_a_tie_that_nobody_weighed_stops_a_proposal_until_a_reason_is_given(project, mentor):
    mentee = MenteeFactory(school=project.school)
    conflict = mentorships.declare_conflict(
        mentor=mentor, mentee=mentee, kind=ConflictKind.TUTOR, now=NOW, by=UserFactory()
    )

    with pytest.raises(RolesInConflict) as refused:
        propose(project, mentor, mentee)
    assert "son tuteur de PFMP cette année" in refused.value.sentence
    mentorships.accept_conflict(
        conflict=conflict, reason=ConflictReason.ONLY_TRADE, now=NOW, by=UserFactory()
    )
    assert propose(project, mentor, mentee).state == "proposed"
    with pytest.raises(ConflictAccepted):
        mentorships.accept_conflict(
            conflict=conflict, reason=ConflictReason.ONLY_TRADE, now=NOW, by=UserFactory()
        )


def test_a_tie_concerns_its_own_pair_alone_and_is_said_once(project, mentor):
    mentee = MenteeFactory(school=project.school)
    declared = {"mentor": mentor, "mentee": mentee, "kind": ConflictKind.FAMILY, "now": NOW}
    mentorships.declare_conflict(**declared, by=None)

    with pytest.raises(ConflictKnown):
        mentorships.declare_conflict(**declared, by=None)
    assert propose(project, mentor).state == "proposed"


def test_who_meets_nobody_alone_is_proposed_to_groups_only(project, mentor):
    mentor = mentorships.meet_alone(mentor=mentor, meets_alone=False, by=UserFactory())

    with pytest.raises(MeetsNobodyAlone):
        propose(project, mentor)
    assert propose(project, mentor, form=MentoringForm.GROUP).form == "group"


def test_who_meets_a_pupil_alone_cannot_be_said_not_to(project, mentor):
    relation(project, mentor, active=True)

    with pytest.raises(AccompaniesAlone):
        mentorships.meet_alone(mentor=mentor, meets_alone=False, by=UserFactory())
    assert Mentorship.objects.unscoped("a test").get().state == "active"
