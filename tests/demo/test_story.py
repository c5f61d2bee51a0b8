"""The invented year holds together: nothing in it could not have happened on the platform."""

from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count, F, Q

from mentorat.followup.models import ClosingReview
from mentorat.foundations.identifiers import is_uai
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.models import MatchingRun, Need, Offer, Proposal
from mentorat.matching.policies import free_seats
from mentorat.matching.queries import reasons_for
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.mentorships.policies import check_members
from mentorat.organisations.models import Association, ClosedDay, Company, School
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Mentee, Mentor, User
from mentorat.people.policies import missing_clearances, unauthorised
from mentorat.programmes.models import SchoolProject
from mentorat.reference.models import Academy
from mentorat.reference.queries import class_days_between
from mentorat.scheduling.enums import AttendanceStatus, SessionMode, SessionState
from mentorat.scheduling.models import Attendance, Booking, MentoringSession
from mentorat.steering.models import IndicatorValue
from tests.demo.conftest import MONDAY
from tests.matching.sentences import READERS, is_plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

UNANSWERED = frozenset(
    {MentorshipState.PROPOSED, MentorshipState.WITHDRAWN, MentorshipState.LAPSED}
)


def of(model):
    return model.objects.unscoped("test")


def local_day(moment, school):
    return moment.astimezone(ZoneInfo(school.academy.time_zone)).date()


def test_invented_schools_stand_in_every_academy_under_numbers_that_no_school_has():
    invented = School.objects.filter(is_fictitious=True)

    assert {school.academy_id for school in invented} == {a.code for a in Academy.objects.all()}
    for school in invented:
        assert is_uai(school.uai)
        assert school.uai.startswith("000")
        assert school.place in school.academy.span
        assert school.place % 10_000 > 9_000
        assert school.department.academy_id == school.academy_id
        assert "d’essai" in school.name


@pytest.mark.parametrize("model", [SchoolProject, Mentee, Need, Mentorship, IndicatorValue])
def test_no_trouble_is_pinned_on_a_real_school(model):
    real = School.objects.filter(is_fictitious=False).values("place")

    assert real.count() > 1_000
    assert of(model).exists()
    assert not of(model).filter(place__in=real).exists()


def test_bodies_are_marked_as_invented_and_have_no_number_of_the_state():
    assert not Association.objects.filter(is_fictitious=False).exists()
    assert not Company.objects.exclude(is_fictitious=True, siret="").exists()


def test_no_mail_can_reach_anyone():
    addresses = [
        *User.objects.values_list("email", flat=True),
        *of(Mentor).values_list("email", flat=True),
        *School.objects.filter(is_fictitious=True).values_list("email", flat=True),
    ]

    assert len(addresses) > 200
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_pupils_are_enrolled_in_what_their_class_is_taught():
    for mentee in of(Mentee).select_related("mef", "speciality", "family", "school"):
        assert mentee.place == mentee.school.place
        assert mentee.training is not None
        if mentee.mef:
            assert mentee.mef.level == mentee.level
            assert (mentee.mef.speciality_id, mentee.mef.family_id) in {
                (mentee.speciality_id, None),
                (mentee.speciality_id, mentee.family_id),
                (None, mentee.family_id),
            }


def test_steps_of_a_relation_follow_one_another():
    relations = of(Mentorship).prefetch_related(
        "mentor_memberships", "mentee_memberships__mentee__needs"
    )
    for relation in relations.select_related("project", "school__academy"):
        proposed_on = local_day(relation.proposed_at, relation.school)
        sides = [*relation.mentor_memberships.all(), *relation.mentee_memberships.all()]
        answers = [side.answered_at for side in sides if side.answered_at]
        volunteered = [
            need.volunteered_on
            for side in relation.mentee_memberships.all()
            for need in side.mentee.needs.all()
        ]
        assert relation.project.opened_at <= relation.proposed_at
        assert len(volunteered) == len(relation.mentee_memberships.all())
        assert max(volunteered) <= proposed_on <= MONDAY
        assert all(relation.proposed_at < at for at in answers)
        if relation.started_on:
            assert max(local_day(at, relation.school) for at in answers) < relation.started_on
        if relation.ended_on:
            assert relation.started_on < relation.ended_on < MONDAY
        assert relation.reasons


def test_every_proposal_and_relation_gives_reasons_that_a_parent_understands():
    written = [
        reason for model in (Proposal, Mentorship) for one in of(model) for reason in one.reasons
    ]

    said = {"engine": written} | {
        reader: reasons_for(scope, written) for reader, scope in READERS.items()
    }

    assert all(one.reasons for one in of(Proposal))
    assert {
        reader: sorted({reason for reason in reasons if not is_plain(reason)})
        for reader, reasons in said.items()
    } == {reader: [] for reader in said}


def test_answers_are_those_of_the_state():
    states = Counter()
    for relation in of(Mentorship).prefetch_related("mentor_memberships", "mentee_memberships"):
        mentors, mentees = relation.mentor_memberships.all(), relation.mentee_memberships.all()
        check_members(relation.form, mentors, mentees)
        states[relation.state] += 1
        answers = {side.state for side in [*mentors, *mentees]}
        if relation.state == MentorshipState.DECLINED:
            assert MemberState.DECLINED in answers
        elif relation.state in UNANSWERED:
            assert MemberState.ASKED in answers
        else:
            assert answers == {MemberState.ACCEPTED}

    assert set(states) == set(MentorshipState)


def test_a_pupil_lives_one_relation_at_a_time():
    live = (
        of(MenteeMembership)
        .filter(mentorship__state__in=MentorshipState.LIVE)
        .values("mentee")
        .annotate(number=Count("pk"))
        .order_by("mentee")
    )

    assert {row["number"] for row in live} == {1}


def test_no_mentor_has_more_pupils_than_offered():
    taken = Count(
        "mentor__memberships__mentorship__mentee_memberships",
        filter=Q(
            mentor__memberships__place=F("place"),
            mentor__memberships__mentorship__state__in=MentorshipState.LIVE,
        ),
        distinct=True,
    )
    full = of(Offer).annotate(taken=taken).filter(taken__gt=F("capacity"))

    assert free_seats(of(Offer))
    assert not full.exists()


def test_whoever_accompanies_a_pupil_is_cleared_since_before_the_proposal():
    live = of(MentorMembership).filter(mentorship__state__in=MentorshipState.LIVE)
    for side in live.select_related("mentor", "mentorship__school__academy"):
        asked_on = local_day(side.mentorship.proposed_at, side.mentorship.school)
        assert missing_clearances(side.mentor, on=asked_on) == []
        assert missing_clearances(side.mentor, on=MONDAY) == []


def test_a_relation_starts_on_the_day_of_its_first_session_with_a_pupil_present():
    first = {}
    present = of(Attendance).filter(status=AttendanceStatus.PRESENT)
    for row in present.select_related("session__mentorship__school__academy"):
        relation = row.session.mentorship
        day = local_day(row.session.during.lower, relation.school)
        first[relation.pk] = min(day, first.get(relation.pk, day))

    started = of(Mentorship).started().values_list("pk", "started_on")
    assert dict(started) == first


def test_sessions_are_held_on_days_of_class_within_the_hours_of_their_room():
    closed = set(of(ClosedDay).values_list("place", "day"))
    first, last = date(2026, 9, 1), MONDAY + timedelta(days=60)
    days = {
        academy.code: set(class_days_between(academy, first, last))
        for academy in Academy.objects.all()
    }
    sessions = of(MentoringSession).select_related("room", "mentorship__school__academy")
    for session in sessions.prefetch_related("bookings", "attendances"):
        school, bookings = session.mentorship.school, session.bookings.all()
        zone = ZoneInfo(school.academy.time_zone)
        begins = session.during.lower.astimezone(zone)
        ends = session.during.upper.astimezone(zone)
        assert begins.date() in days[school.academy_id]
        assert (session.place, begins.date()) not in closed
        people = [booking for booking in bookings if booking.room_id is None]
        assert len(people) >= 2
        assert {booking.room_id for booking in bookings} - {None} == {session.room_id} - {None}
        if session.room:
            assert session.room.opens_at <= begins.time() < ends.time() <= session.room.closes_at
            assert len(people) <= session.room.capacity
        cancelled = session.state == SessionState.CANCELLED
        assert {booking.is_cancelled for booking in bookings} == {cancelled}
        told = {row.mentee_id for row in session.attendances.all()}
        booked = {booking.mentee_id for booking in bookings} - {None}
        assert told == (booked if session.state == SessionState.HELD else set())
        if session.state == SessionState.HELD:
            assert begins.date() < MONDAY


def test_every_end_has_its_review():
    ended = of(Mentorship).filter(state=MentorshipState.ENDED)

    assert ended.exists()
    assert set(of(ClosingReview).values_list("mentorship", flat=True)) == {
        relation.pk for relation in ended
    }


def test_the_journal_tells_the_life_of_every_relation():
    told = {
        event: set(of(Entry).filter(event=event).values_list("about_id", flat=True))
        for event in (Event.MENTORSHIP_PROPOSED, Event.MENTORSHIP_STARTED, Event.MENTORSHIP_ENDED)
    }

    relations = of(Mentorship)
    assert told == {
        Event.MENTORSHIP_PROPOSED: {relation.pk for relation in relations},
        Event.MENTORSHIP_STARTED: {relation.pk for relation in relations.started()},
        Event.MENTORSHIP_ENDED: {relation.pk for relation in relations if relation.ended_on},
    }
    assert not of(Entry).filter(at__gt=of(MatchingRun).get().asked_at).exists()


def test_figures_are_those_of_the_rows():
    def total(code):
        return sum(of(IndicatorValue).filter(code=code).values_list("numerator", flat=True))

    held = of(MentoringSession).filter(state=SessionState.HELD)
    assert total("sessions_held") == held.count()
    assert (
        total("projects")
        == of(SchoolProject).count()
        < School.objects.filter(is_fictitious=True).count()
    )


def test_nothing_is_booked_twice():
    live = of(Booking).filter(is_cancelled=False)
    for resource in ("room", "mentor", "mentee"):
        taken = live.exclude(**{resource: None}).values_list(resource, "during")
        assert len(taken) == len(set(taken)) > 0


def test_minors_are_met_with_an_authorisation_and_awaited_without():
    met = MenteeMembership.objects.unscoped("test").filter(
        mentorship__state__in=MentorshipState.STARTED | {MentorshipState.READY}
    )
    awaited = MenteeMembership.objects.unscoped("test").filter(
        mentorship__state=MentorshipState.AWAITING
    )
    started = {pk for (pk,) in met.values_list("mentee_id")}
    waiting = {pk for (pk,) in awaited.values_list("mentee_id")}

    assert unauthorised(started, to=AuthorisationScope.IN_PERSON, on=MONDAY) == set()
    assert waiting


def test_minors_meet_at_a_distance_with_the_authorisation_of_it():
    remote = of(MentoringSession).filter(mode=SessionMode.REMOTE)
    pupils = of(Booking).filter(session__in=remote, mentee__isnull=False)
    met = set(pupils.values_list("mentee_id", flat=True))

    assert met
    assert unauthorised(met, to=AuthorisationScope.REMOTE, on=MONDAY) == set()
