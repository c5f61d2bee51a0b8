"""Each persona finds something to do at the first page, in one school, and sees no more."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorat.access.models import Grant
from mentorat.access.questions import scope
from mentorat.access.roles import Role
from mentorat.demo.cast import BY_SLUG, PERSONAS
from mentorat.followup.models import ClosingReview
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Need, Offer, Proposal
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import MentorMembership, Mentorship
from mentorat.organisations.models import Campus, School
from mentorat.people.models import Clearance, Mentee, Mentor, User
from mentorat.programmes.models import SchoolProject
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import MentoringSession
from mentorat.speedmeetings.models import Mark, Participant, SpeedMeeting
from tests.demo.conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

MORNING = datetime(2026, 11, 23, 7, tzinfo=ZoneInfo("Europe/Paris"))
WEEK = timedelta(days=7)


def grant_of(slug):
    return Grant.objects.get(user__email=BY_SLUG[slug].email)


@pytest.fixture
def sees(rls):
    """Return what a persona sees of a model, as a list, by both layers of access."""

    def look(slug, model, **conditions):
        within = scope(grant_of(slug))
        with rls(within):
            return list(model.objects.within(within).filter(**conditions))

    return look


def test_every_role_is_played_by_an_account_that_no_password_opens():
    users = User.objects.filter(email__in=[persona.email for persona in PERSONAS])

    assert {persona.role for persona in PERSONAS} == set(Role)
    assert Counter(grant.user.email for grant in Grant.objects.filter(user__in=users)) == {
        persona.email: 1 for persona in PERSONAS
    }
    assert not any(user.has_usable_password() for user in users)
    assert [user.email for user in users if not user.full_name] == [BY_SLUG["eleve"].email]


def test_grants_are_in_force_today_with_the_role_of_the_persona():
    for persona in PERSONAS:
        grant = grant_of(persona.slug)
        assert grant.role == persona.role
        assert grant in Grant.objects.in_force(on=MONDAY)
        assert grant.where_label


def test_people_of_the_school_work_in_the_same_one():
    slugs = ("bde", "proviseur", "ddfpt", "pp", "cpe", "mentor", "eleve")

    schools = {grant_of(slug).school for slug in slugs}

    assert len(schools) == 1
    (main,) = schools
    assert main.is_fictitious
    assert main.place in grant_of("referent").span
    assert main.place in grant_of("drafpic").span
    assert main.place not in grant_of("referent2").span


def test_mentor_has_relations_a_session_soon_a_report_to_make_and_a_proposal(sees):
    states = Counter(relation.state for relation in sees("mentor", Mentorship))
    sessions = sees("mentor", MentoringSession, state=SessionState.PLANNED)
    mine = grant_of("mentor").mentor_id
    asked = sees("mentor", MentorMembership, mentor=mine, state=MemberState.ASKED)

    assert states == {MentorshipState.ACTIVE: 2, MentorshipState.PROPOSED: 1}
    assert any(MORNING <= session.during.lower < MORNING + WEEK for session in sessions)
    assert any(session.during.lower < MORNING for session in sessions)
    assert [membership.mentorship.state for membership in asked] == [MentorshipState.PROPOSED]


def test_pupil_has_a_running_relation_with_the_mentor(sees):
    (relation,) = sees("eleve", Mentorship)
    (me,) = sees("eleve", Mentee)

    assert relation.state == MentorshipState.ACTIVE
    assert relation in sees("mentor", Mentorship)
    assert me.is_in_last_year


def test_bureau_finds_sessions_today_proposals_reports_and_volunteers(sees):
    planned = sees("bde", MentoringSession, state=SessionState.PLANNED)
    proposals = sees("bde", Proposal)
    oldest = min(need.volunteered_on for need in sees("bde", Need))

    assert any(session.during.lower.date() == MONDAY for session in planned)
    assert any(session.during.lower < MORNING for session in planned)
    assert {proposal.state for proposal in proposals} == {ProposalState.SUGGESTED}
    assert all(proposal.reasons and proposal.parts for proposal in proposals)
    assert (MONDAY - oldest).days > 45


def test_main_school_shows_each_trouble(sees):
    relations = {state: sees("bde", Mentorship, state=state) for state in MentorshipState}
    active = relations[MentorshipState.ACTIVE]
    met = {relation.pk: [] for relation in active}
    for session in sees("bde", MentoringSession, mentorship__in=active):
        statuses = {row.status for row in session.attendances.all()}
        if session.state == SessionState.HELD:
            met[session.mentorship_id].append((session.during.lower, statuses))

    silent = [pk for pk, held in met.items() if max(held)[0] < MORNING - timedelta(days=40)]
    absent = [
        pk
        for pk, held in met.items()
        if [statuses for _, statuses in sorted(held, key=lambda one: one[0])[-2:]]
        == [{AttendanceStatus.ABSENT}] * 2
    ]
    long_ago = MORNING - timedelta(days=15)
    assert silent
    assert absent
    assert all(relations.values())
    assert any(one.proposed_at < long_ago for one in relations[MentorshipState.PROPOSED])
    late = [one for one in relations[MentorshipState.READY] if one.proposed_at < long_ago]
    assert any(not one.sessions.all() for one in late)
    assert sees("bde", ClosingReview)


def test_clearances_about_to_end_are_seen_by_those_who_renew_them():
    soon = Clearance.objects.unscoped("test").filter(
        expires_on__range=(MONDAY, MONDAY + timedelta(days=30))
    )

    assert soon.exists()


def test_association_follows_mentors_in_several_schools(sees):
    mentors, relations = sees("association", Mentor), sees("association", Mentorship)

    assert len(mentors) > 10
    assert len({relation.school_id for relation in relations}) > 2
    assert grant_of("mentor").mentor in mentors


def test_company_sees_what_its_employees_offer_and_no_pupil(sees):
    assert sees("entreprise", Offer)
    assert sees("entreprise", Mentee) == []


def test_campus_covers_schools_and_families_of_trades():
    campus = Campus.objects.get(pk=grant_of("cmq").campus_id)

    assert School.objects.filter(campuses=campus, is_fictitious=True).exists()
    assert campus.families.exists()


def test_stranger_of_the_next_academy_sees_no_name(sees):
    for slug in ("referent", "referent2", "drafpic", "dgesco"):
        assert sees(slug, Mentee) == []


def test_the_main_school_has_a_group_half_days_and_a_meeting_to_decide(sees):
    grouped = sees("bde", Mentor, group_seats__gt=0)
    (meeting,), (project,) = sees("bde", SpeedMeeting), sees("bde", SchoolProject)
    participants = sees("bde", Participant, meeting=meeting)

    assert len(grouped) == 1
    assert "wed_pm" in project.half_days
    # The Friday before.
    assert (meeting.state, meeting.held_on) == ("planned", MONDAY - timedelta(days=3))
    assert [one.marked_at is None for one in participants].count(True) == 1
    assert sees("bde", Mark)
    assert {mentor.gender for mentor in sees("bde", Mentor)} >= {"f", "m"}
    assert [need for need in sees("bde", Need) if need.mentor_wish]
