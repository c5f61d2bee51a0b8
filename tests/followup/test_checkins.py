from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.followup import actions, errors
from mentorat.followup.check_in_questions import HIGHEST, LOWEST, MENTEES, MENTORS, VERSION
from mentorat.followup.enums import CheckInState, Signal, Topic
from mentorat.followup.models import CheckIn, CheckInAnswer
from mentorat.followup.policies import checkins as policies
from mentorat.followup.queries.checkins import overdue, own_check_ins, standing_out
from mentorat.foundations.scope import Family, Scope, system
from mentorat.mentorships.actions import suspend
from mentorat.notifications.models import Delivery
from mentorat.reference.models import HolidayPeriod
from tests.factories.followup import CheckInFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory
from tests.factories.people import MentorFactory, UserFactory, cleared_mentor
from tests.factories.scheduling import paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]
STARTED = date(2026, 11, 2)
# Two weeks after: Monday 16 November.
DUE = paris(16, 7)


@pytest.fixture
def mentorship():
    return MentorshipFactory(active=True, started_on=STARTED)


def run(now):
    return actions.open_check_ins(now=now, today=now.date())


def follow(now):
    return actions.follow_check_ins(now=now, today=now.date())


def check_ins():
    return list(CheckIn.objects.unscoped("test").order_by("step").values_list("step", "state"))


def members(mentorship):
    mentor = mentorship.mentor_memberships.get().mentor
    return mentor, mentorship.mentee_memberships.get().mentee


def scores(relationship=4, usefulness=4, ease=4):
    given_scores = (relationship, usefulness, ease)
    return dict(zip(Topic, given_scores, strict=True))


def answer(check_in, *, mentor=None, mentee=None, wants_talk=False, now=DUE, **said):
    return actions.answer_check_in(
        check_in=check_in,
        mentor_id=mentor.pk if mentor else None,
        mentee_id=mentee.pk if mentee else None,
        scores=scores(**said),
        wants_talk=wants_talk,
        now=now,
        by=None,
    )


def test_a_check_in_opens_two_weeks_after_the_first_meeting_once(mentorship):
    mentor, mentee = members(mentorship)

    assert run(DUE - timedelta(days=1)) == 0
    assert [run(DUE), run(DUE)] == [1, 0]

    check_in = CheckIn.objects.unscoped("test").get()
    links = SignedLink.objects.filter(act=LinkAct.CHECK_IN, about_id=check_in.pk)
    assert (check_in.step, check_in.expected, check_in.answer_by) == (1, 2, date(2026, 11, 30))
    assert {(link.mentor, link.mentee) for link in links} == {(mentor, None), (None, mentee)}
    assert [one.address for one in Delivery.objects.all()] == [mentor.email]


def test_a_pupil_with_an_account_is_written_to(mentorship):
    mentor, mentee = members(mentorship)
    access.give(
        user=UserFactory(email="eleve@exemple.fr"),
        post=access.mentee_post(mentee, mentee.school),
        valid_from=date(2026, 9, 1),
        by=None,
    )

    run(DUE)

    written = set(Delivery.objects.values_list("address", flat=True))
    assert written == {mentor.email, "eleve@exemple.fr"}


@pytest.mark.parametrize("state", ["suspended", "ready", "proposed"])
def test_a_relation_that_does_not_run_is_not_asked(state):
    started = {"started_on": STARTED} if state == "suspended" else {}
    MentorshipFactory(state=state, **started)

    assert run(DUE) == 0


def test_holidays_move_a_check_in_to_the_next_day_with_class(mentorship):
    HolidayPeriod.objects.create(
        calendar=mentorship.school.academy.calendar,
        label="vacances",
        first_day=date(2026, 11, 14),
        last_day=date(2026, 11, 22),
    )

    assert [run(paris(day, 7)) for day in (16, 20, 22, 23)] == [0, 0, 0, 1]


def test_a_relation_found_late_is_asked_the_latest_step_alone(mentorship):
    assert run(DUE + timedelta(days=64)) == 1
    assert run(DUE + timedelta(days=65)) == 0
    assert mentorship.check_ins.get().step == 2


def test_silence_is_asked_once_more_then_late(mentorship):
    mentor, _ = members(mentorship)
    run(DUE)

    for days in (6, 7, 8):
        follow(DUE + timedelta(days=days))

    subjects = list(Delivery.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == ["Point d’étape : une minute", "Rappel : votre point d’étape"]
    assert check_ins() == [(1, CheckInState.OPENED)]

    follow(DUE + timedelta(days=15))

    assert check_ins() == [(1, CheckInState.OVERDUE)]
    (late,) = overdue(system("test"), date(2026, 12, 1))
    assert (late.mentorship_id, late.step, late.missing) == (mentorship.pk, 1, 2)
    answer(mentorship.check_ins.get(), mentor=mentor)
    assert check_ins() == [(1, CheckInState.OVERDUE)]


def test_a_check_in_of_a_relation_that_stops_is_set_aside_with_its_links(mentorship):
    run(DUE)
    suspend(mentorship=mentorship, now=DUE, by=UserFactory())

    follow(DUE + timedelta(days=1))

    assert check_ins() == [(1, CheckInState.SKIPPED)]
    assert SignedLink.objects.standing(at=DUE).count() == 0


def test_each_side_answers_once_and_the_last_one_completes():
    check_in = CheckInFactory()
    mentor, mentee = members(check_in.mentorship)

    answer(check_in, mentor=mentor)
    assert check_ins() == [(1, CheckInState.PARTLY)]
    with pytest.raises(errors.CheckInAlreadyAnswered):
        answer(check_in, mentor=mentor)
    answer(check_in, mentee=mentee)

    assert check_ins() == [(1, CheckInState.COMPLETE)]
    with pytest.raises(errors.WrongCheckInState):
        answer(check_in, mentee=mentee)


def test_whoever_is_not_a_member_answers_nothing():
    with pytest.raises(errors.CheckInAlreadyAnswered):
        answer(CheckInFactory(), mentor=MentorFactory())


@pytest.mark.parametrize(
    ("said", "letters"),
    [({"wants_talk": True}, 1), ({"ease": 2}, 1), ({"ease": 3}, 0), ({"relationship": 1}, 0)],
)
def test_a_pupil_who_wants_to_talk_or_is_not_safe_is_heard_at_once(said, letters):
    check_in = CheckInFactory()
    _, mentee = members(check_in.mentorship)
    project = check_in.mentorship.project
    project.pilot = UserFactory(email="pilote@exemple.fr")
    project.save(update_fields=["pilot"])

    answer(check_in, mentee=mentee, **said)

    written = list(Delivery.objects.values_list("address", flat=True))
    assert written == ["pilote@exemple.fr"] * letters


def found(check_in, **said):
    mentor, mentee = members(check_in.mentorship)
    answer(check_in, mentor=mentor)
    answer(check_in, mentee=mentee, **said)
    return [one.signals for one in standing_out(system("test"))]


@pytest.mark.parametrize(
    ("said", "signals"),
    [
        ({}, []),
        ({"relationship": 2}, [(Signal.GAP,)]),
        ({"relationship": 3}, []),
        ({"ease": 2}, [(Signal.UNSAFE,)]),
        ({"wants_talk": True, "usefulness": 1}, [(Signal.TALK, Signal.GAP)]),
    ],
)
def test_gaps_and_low_safety_stand_out(said, signals):
    assert found(CheckInFactory(), **said) == signals


def test_a_fall_between_two_steps_stands_out():
    first = CheckInFactory()
    mentor, mentee = members(first.mentorship)
    answer(first, mentor=mentor, ease=5)
    second = CheckInFactory(mentorship=first.mentorship, step=2)

    answer(second, mentor=mentor, ease=3)
    answer(second, mentee=mentee)

    (standing,) = standing_out(system("test"))
    assert (standing.check_in, standing.signals) == (second, (Signal.FALL,))


def test_what_is_pressing_comes_first_and_what_is_handled_goes():
    gap, talk = CheckInFactory(), CheckInFactory()
    found(gap, relationship=1)
    found(talk, wants_talk=True)

    assert [one.check_in for one in standing_out(system("test"))] == [talk, gap]
    actions.handle_check_in(check_in=talk, now=DUE, by=UserFactory())
    assert [one.check_in for one in standing_out(system("test"))] == [gap]


@pytest.fixture
def answered():
    association = AssociationFactory()
    mentorship = MentorshipFactory(
        active=True, association=association, mentor=cleared_mentor(association=association)
    )
    check_in = CheckInFactory(mentorship=mentorship)
    mentor, mentee = members(mentorship)
    answer(check_in, mentor=mentor)
    answer(check_in, mentee=mentee)
    return check_in


def test_the_other_side_never_reads_an_answer(rls, answered):
    mentor, mentee = members(answered.mentorship)
    association = answered.mentorship.association_id
    other = AssociationFactory().pk

    def read(scope):
        with rls(scope):
            by_database = CheckInAnswer.objects.unscoped("the database alone")
            by_orm = CheckInAnswer.objects.within(scope)
            sides = {one.person for one in by_database}
            assert sides == {one.person for one in by_orm}
            return sides

    ours, theirs = (True, mentor.pk), (False, mentee.pk)
    assert read(Scope(Family.GRANT, mentor=mentor.pk)) == {ours}
    assert read(Scope(Family.GRANT, mentee=mentee.pk)) == {theirs}
    assert read(Scope(Family.GRANT, association=association)) == {ours}
    assert read(Scope(Family.GRANT, association=other)) == set()
    assert read(Scope(Family.SCHOOL, answered.mentorship.school.span)) == {ours, theirs}


def test_an_association_sees_no_gap_with_the_pupils(rls):
    association = AssociationFactory()
    mentorship = MentorshipFactory(
        active=True, association=association, mentor=cleared_mentor(association=association)
    )
    found(CheckInFactory(mentorship=mentorship), relationship=1)
    scope = Scope(Family.GRANT, association=association.pk)

    with rls(scope):
        assert standing_out(scope) == []


def test_one_sees_the_check_ins_that_wait_for_ones_own_answer(rls):
    check_in = CheckInFactory()
    mentor, mentee = members(check_in.mentorship)
    answer(check_in, mentor=mentor)

    for scope, waiting in (
        (Scope(Family.GRANT, mentor=mentor.pk), []),
        (Scope(Family.GRANT, mentee=mentee.pk), [check_in]),
    ):
        with rls(scope):
            assert list(own_check_ins(scope)) == waiting


def test_every_version_asks_each_side_three_questions_and_a_pupil_about_safety():
    assert set(MENTORS) == set(MENTEES) == set(range(1, VERSION + 1))
    for version in (*MENTORS.values(), *MENTEES.values()):
        assert list(version.by_topic) == list(Topic)
    assert all("sécurité" in one.by_topic[Topic.EASE] for one in MENTEES.values())


SCORES = st.integers(LOWEST, HIGHEST)


@given(st.lists(st.tuples(st.booleans(), SCORES), max_size=6))
def test_a_gap_is_never_found_within_one_side(said):
    answers = [
        CheckInAnswer(**{"mentor_id" if one else "mentee_id": number + 1}, relationship=score)
        for number, (one, score) in enumerate(said)
    ]

    gap = policies.gap(answers, Topic.RELATIONSHIP)

    assert 0 <= gap <= HIGHEST - LOWEST
    if len({is_mentor for is_mentor, _ in said}) < 2:
        assert gap == 0


@given(st.integers(0, 400))
def test_the_step_that_is_due_is_the_latest(days):
    due = policies.step_due(STARTED, [150, 14, 60], today=STARTED + timedelta(days=days))

    assert due == (None if days < 14 else 1 if days < 60 else 2 if days < 150 else 3)
