"""No relation ends without its closing, and no closing is complete without each side's talk."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.questions import link_scope
from mentorat.followup import actions
from mentorat.followup.enums import (
    ClosingKind,
    ClosingState,
    ContactRule,
    GivenUp,
    NextStep,
    Side,
    TalkMode,
    TalkState,
)
from mentorat.followup.errors import (
    AnswersMissing,
    ClosingNotOpened,
    HeldInTheFuture,
    NotRunning,
    RelationAlreadyEnded,
    TalkAlreadySettled,
)
from mentorat.followup.exit_questions import VERSION, questions_for
from mentorat.followup.models import Closing, ClosingReview, ExitTalk
from mentorat.followup.queries import closing_shown
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import EndReason, MentorshipState, ObjectiveReached
from mentorat.mentorships.models import RematchHold
from mentorat.notifications.models import Delivery
from tests.factories.closing import said
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import GuardianFactory, UserFactory
from tests.factories.scheduling import MentoringSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def by():
    return UserFactory()


def opened(by, **fields):
    mentorship = MentorshipFactory(active=True, **fields)
    return actions.open_closing(mentorship=mentorship, kind=ClosingKind.ANTICIPATED, now=NOW, by=by)


def end(mentorship, by):
    return actions.close(
        mentorship=mentorship,
        on=TODAY,
        reason=EndReason.OBJECTIVE_REACHED,
        objective_reached=ObjectiveReached.YES,
        contact_rule=ContactRule.SCHOOL,
        next_step=NextStep.STUDIES,
        now=NOW,
        by=by,
    )


def talks(closing):
    return {talk.side: talk for talk in ExitTalk.objects.unscoped("a test").filter(closing=closing)}


def answer(talk, by, mode=TalkMode.ACCOUNT, **fields):
    return actions.answer(talk=talk, answers=said(talk.side), mode=mode, now=NOW, by=by, **fields)


def state(closing):
    closing.refresh_from_db()
    return closing.state, closing.talks_left


def test_a_relation_does_not_end_before_its_closing_is_open(by):
    mentorship = MentorshipFactory(active=True)

    with pytest.raises(ClosingNotOpened):
        end(mentorship, by)

    mentorship.refresh_from_db()
    assert mentorship.state == MentorshipState.ACTIVE


def test_nothing_but_the_closing_ends_a_relation():
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mentorat").rglob("*.py")
        if "mentorships.end(" in path.read_text() or "import end\n" in path.read_text()
    }

    assert callers == {"mentorat/followup/actions/closing.py"}


def test_a_closing_is_opened_once(by):
    closing = opened(by)

    again = actions.open_guided_closing(mentorship=closing.mentorship, now=NOW, by=None)

    assert (again, again.is_guided) == (closing, False)


@pytest.mark.parametrize("before", ["proposed", "ready", "ended"])
def test_only_a_relation_under_way_is_closed(by, before):
    ended = {
        "started_on": date(2026, 10, 12),
        "ended_on": TODAY,
        "end_reason": "other",
        "objective_reached": "no",
    }
    mentorship = MentorshipFactory(state=before, **(ended if before == "ended" else {}))

    with pytest.raises(NotRunning):
        actions.open_closing(mentorship=mentorship, kind=ClosingKind.ONE_SIDED, now=NOW, by=by)


def test_each_side_is_asked_and_the_last_one_heard_settles_the_closing(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    asked = talks(closing)
    states = [state(closing)]

    for talk in asked.values():
        answer(talk, by)
        states.append(state(closing))

    assert set(asked) == {Side.MENTOR, Side.MENTEE}
    assert states == [("asked", 2), ("asked", 1), ("settled", 0)]


def test_the_closing_is_complete_once_the_relation_ended_and_each_side_was_heard(by):
    closing = opened(by)
    review = end(closing.mentorship, by)
    asked = talks(closing)
    after_the_act = state(closing)

    answer(asked[Side.MENTOR], by)
    actions.give_up(talk=asked[Side.MENTEE], reason=GivenUp.UNREACHABLE, now=NOW, by=by)

    assert (review.contact_rule, review.next_step) == (ContactRule.SCHOOL, NextStep.STUDIES)
    assert (after_the_act, state(closing)) == (("asked", 2), ("complete", 0))


def test_what_was_said_before_the_end_completes_the_closing_at_the_end(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    for talk in talks(closing).values():
        answer(talk, by)

    end(closing.mentorship, by)

    assert state(closing) == ("complete", 0)


def test_a_talk_keeps_what_was_said_in_which_wording_when_and_how(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    held_on = date(2026, 11, 20)

    talk = answer(talks(closing)[Side.MENTEE], by, TalkMode.PHONE, held_on=held_on)

    assert (talk.answers, talk.version) == (said("mentee"), VERSION)
    assert (talk.satisfaction, talk.future_before, talk.future_after) == (5, 5, 5)
    assert (talk.mode, talk.held_on, talk.settled_by) == (TalkMode.PHONE, held_on, by)


def test_a_talk_has_an_answer_to_each_question_and_happened_already(by):
    talk = talks(actions.ask_talks(closing=opened(by), now=NOW, by=by))[Side.MENTEE]

    with pytest.raises(AnswersMissing):
        actions.answer(
            talk=talk,
            answers={**said("mentee"), "feeling": "perplexe"},
            mode=TalkMode.LINK,
            now=NOW,
            by=None,
        )
    with pytest.raises(HeldInTheFuture):
        answer(talk, by, TalkMode.PHONE, held_on=date(2026, 11, 24))


def test_what_nobody_asked_is_not_kept(by):
    talk = talks(actions.ask_talks(closing=opened(by), now=NOW, by=by))[Side.MENTOR]

    kept = actions.answer(
        talk=talk,
        answers={**said("mentor"), "future_after": "1", "health": "…"},
        mode=TalkMode.LINK,
        now=NOW,
        by=None,
    )

    assert set(kept.answers) == {question.code for question in questions_for(Side.MENTOR)}


def test_a_talk_is_given_once_but_one_given_up_may_still_be_heard(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    asked = talks(closing)
    answer(asked[Side.MENTOR], by)
    actions.give_up(talk=asked[Side.MENTEE], reason=GivenUp.UNREACHABLE, now=NOW, by=by)

    with pytest.raises(TalkAlreadySettled):
        answer(asked[Side.MENTOR], by)
    with pytest.raises(TalkAlreadySettled):
        actions.give_up(talk=asked[Side.MENTOR], reason=GivenUp.OTHER, now=NOW, by=by)
    heard = answer(asked[Side.MENTEE], by)

    assert (heard.state, heard.given_up) == (TalkState.DONE, "")
    assert state(closing) == ("settled", 0)


def test_the_mentor_is_written_to_and_no_pupil_is_named(by):
    closing = opened(by)

    actions.ask_talks(closing=closing, now=NOW, by=by)

    letter = Delivery.objects.get()
    mentor = closing.mentorship.mentor_memberships.get().mentor
    assert letter.address == mentor.email
    lina = closing.mentorship.mentee_memberships.get().mentee
    assert lina.first_name not in letter.body + letter.html + letter.subject


def test_a_guardian_is_asked_as_well_and_the_closing_waits_for_the_answer(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    for talk in talks(closing).values():
        answer(talk, by)
    mentee = closing.mentorship.mentee_memberships.get().mentee
    guardian = GuardianFactory(mentee=mentee)

    talk = actions.ask_guardian(closing=closing, guardian=guardian, now=NOW, by=by)
    waiting = state(closing)
    actions.ask_guardian(closing=closing, guardian=guardian, now=NOW, by=by)
    answer(talk, by)

    assert (waiting, state(closing)) == (("asked", 1), ("settled", 0))
    assert Delivery.objects.filter(address=guardian.email).count() == 1


def test_a_closing_is_dropped_when_the_relation_goes_on_and_its_links_close(by):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)

    dropped = actions.drop(closing=closing, now=NOW, by=by)

    assert dropped.state == ClosingState.DROPPED
    assert not SignedLink.objects.standing(at=NOW).filter(act=LinkAct.EXIT_TALK).exists()
    assert closing.mentorship.state == MentorshipState.ACTIVE
    assert opened_again(closing, by) != closing


def opened_again(closing, by):
    return actions.open_closing(
        mentorship=closing.mentorship, kind=ClosingKind.UNANTICIPATED, now=NOW, by=by
    )


def test_a_closing_is_not_dropped_once_the_relation_ended(by):
    closing = opened(by)
    end(closing.mentorship, by)

    with pytest.raises(RelationAlreadyEnded):
        actions.drop(closing=closing, now=NOW, by=by)


def test_sessions_to_come_are_cancelled_and_past_ones_kept(by):
    closing = opened(by)
    past = MentoringSessionFactory(mentorship=closing.mentorship)
    day = datetime(2026, 12, 1, 9, tzinfo=UTC)
    coming = MentoringSessionFactory(
        mentorship=closing.mentorship, starts_at=day, ends_at=day.replace(hour=10)
    )

    end(closing.mentorship, by)

    past.refresh_from_db()
    coming.refresh_from_db()
    assert (past.state, coming.state) == ("planned", "cancelled")


@pytest.mark.parametrize("first", [True, False], ids=["before the end", "after the end"])
def test_the_pupils_talk_counts_towards_another_relation(by, first):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    talk = talks(closing)[Side.MENTEE]
    if first:
        answer(talk, by)
    end(closing.mentorship, by)
    if not first:
        answer(talk, by)

    hold = RematchHold.objects.unscoped("a test").get()

    assert (hold.until, hold.talk_settled_at) == (date(2026, 12, 7), NOW)


def test_each_side_sees_its_own_talk_alone(by, rls):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    for talk in talks(closing).values():
        scope = Scope(Family.GRANT, mentor=talk.mentor_id, mentee=talk.mentee_id)

        with rls(scope):
            by_orm = list(ExitTalk.objects.within(scope))
            by_database = list(ExitTalk.objects.unscoped("the database alone"))

        assert by_orm == by_database == [talk]


def test_the_last_to_answer_by_link_completes_a_closing_of_which_he_sees_one_talk(by, rls):
    closing = opened(by)
    end(closing.mentorship, by)
    asked = talks(closing)
    answer(asked[Side.MENTEE], by)
    link = SignedLink.objects.get(act=LinkAct.EXIT_TALK, mentor__isnull=False)

    with rls(link_scope(link)):
        own = ExitTalk.objects.within(link_scope(link)).get()
        actions.answer(talk=own, answers=said("mentor"), mode=TalkMode.LINK, now=NOW, by=None)

    assert state(closing) == ("complete", 0)


def test_the_pupil_answers_by_link_and_the_hold_hears_it(by, rls):
    closing = opened(by)
    end(closing.mentorship, by)
    link = SignedLink.objects.get(act=LinkAct.EXIT_TALK, mentee__isnull=False)

    with rls(link_scope(link)):
        own = ExitTalk.objects.within(link_scope(link)).get()
        actions.answer(talk=own, answers=said("mentee"), mode=TalkMode.LINK, now=NOW, by=None)

    assert RematchHold.objects.unscoped("a test").get().talk_settled_at == NOW


def test_the_page_of_a_closing_asks_as_many_questions_for_one_talk_as_for_many(
    by, django_assert_num_queries
):
    closing = actions.ask_talks(closing=opened(by), now=NOW, by=by)
    scope = Scope(Family.SCHOOL, closing.mentorship.school.span)
    for guardians in range(2):
        with django_assert_num_queries(8):
            shown = closing_shown(Closing.objects.within(scope).get(), scope=scope)
        assert len(shown.guardians) == guardians
        mentee = closing.mentorship.mentee_memberships.get().mentee
        GuardianFactory(mentee=mentee, rank=guardians + 1)


def test_a_member_who_stops_opens_the_closing_and_the_pilot_is_told(by):
    mentorship = MentorshipFactory(active=True, project__pilot=by)

    closing = actions.ask_to_stop(
        mentorship=mentorship, reason=EndReason.MENTEE_STOPPED, now=NOW, by=UserFactory()
    )

    assert (closing.kind, closing.reason) == (ClosingKind.ONE_SIDED, EndReason.MENTEE_STOPPED)
    assert Delivery.objects.get().address == by.email
    assert not ClosingReview.objects.unscoped("a test").exists()
