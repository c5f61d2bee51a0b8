"""« J’ai besoin de savoir… » : read by the school alone, answered to the one who asked."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships import actions, policies, tasks
from mentorat.mentorships.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    NothingToAnswer,
    QuestionEmpty,
)
from mentorat.mentorships.models import MemberQuestion
from mentorat.notifications.models import Delivery
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 2, 9, tzinfo=UTC)


def ask(mentorship, side="mentor", text="Quel jour de la semaine ?"):
    membership = getattr(mentorship, f"{side}_memberships").get()
    return actions.ask_question(
        mentorship=mentorship, membership=membership, text=text, now=NOW, by=None
    )


def reply(question, days=0):
    return actions.answer_question(
        question=question, answer="Le mercredi.", now=NOW + timedelta(days=days), by=UserFactory()
    )


def last_day(mentorship):
    mentorship.refresh_from_db()
    return policies.deadlines(mentorship).end


def test_a_question_stops_the_clock_until_its_answer():
    mentorship = MentorshipFactory()
    before = last_day(mentorship)

    question = ask(mentorship)
    asked = last_day(mentorship)
    reply(question, days=2)

    assert asked - before == timedelta(days=5)
    assert last_day(mentorship) - before == timedelta(days=2)


@pytest.mark.parametrize(("days", "gained"), [(0, 0), (5, 5), (9, 5)])
def test_the_clock_stops_for_as_long_as_the_campaign_allows(days, gained):
    mentorship = MentorshipFactory()
    before = last_day(mentorship)

    reply(ask(mentorship), days=days)

    assert last_day(mentorship) - before == timedelta(days=gained)


def test_a_member_asks_once_and_the_school_answers_once():
    mentorship = MentorshipFactory()
    question = ask(mentorship)
    reply(question)

    with pytest.raises(AlreadyAsked):
        ask(mentorship)
    with pytest.raises(NothingToAnswer):
        reply(question)
    assert ask(mentorship, "mentee").pk != question.pk


@pytest.mark.parametrize("text", ["", "   ", "x" * 141])
def test_a_question_has_words_and_at_most_140_characters(text):
    with pytest.raises(QuestionEmpty, match="140"):
        ask(MentorshipFactory(), text=text)


def test_nobody_asks_once_the_answer_is_given():
    mentorship = MentorshipFactory()
    membership = mentorship.mentor_memberships.get()
    actions.accept(mentorship=mentorship, membership=membership, now=NOW, by=None)

    with pytest.raises(AlreadyAnswered):
        ask(mentorship)


def test_a_question_of_a_proposal_that_is_over_is_not_answered():
    mentorship = MentorshipFactory()
    question = ask(mentorship)
    actions.withdraw(mentorship=mentorship, now=NOW, by=UserFactory())

    with pytest.raises(NothingToAnswer):
        reply(question)


def test_the_other_side_reads_neither_question_nor_answer(rls):
    mentorship = MentorshipFactory()
    question = reply(ask(mentorship))
    mentor = mentorship.mentor_memberships.get().mentor_id
    mentee = mentorship.mentee_memberships.get().mentee_id
    asker, other = Scope(Family.GRANT, mentor=mentor), Scope(Family.GRANT, mentee=mentee)
    school = Scope(Family.SCHOOL, mentorship.school.span)

    def seen(scope):
        with rls(scope):
            by_orm = list(MemberQuestion.objects.within(scope))
            by_database = list(MemberQuestion.objects.unscoped("the database alone"))
        assert by_orm == by_database
        return by_orm

    assert seen(asker) == seen(school) == [question]
    assert seen(other) == []


@pytest.mark.usefixtures("queue")
def test_the_school_then_the_one_who_asked_are_told_without_a_word_of_it(time_machine):
    time_machine.move_to(NOW)
    mentorship = MentorshipFactory(followed_by=UserFactory(email="pilote@exemple.fr"))
    question = ask(mentorship, text="Est-ce loin de Créteil ?")
    tasks.tell_question(question_id=question.pk)
    reply(question)
    tasks.tell_answer(question_id=question.pk)
    tasks.tell_answer(question_id=question.pk)

    letters = Delivery.objects.order_by("pk")
    mentor = mentorship.mentor_memberships.get().mentor
    assert [letter.address for letter in letters] == ["pilote@exemple.fr", mentor.email]
    assert not any("Créteil" in letter.body for letter in letters)
    assert list(
        Entry.objects.unscoped("a test").values_list("event", flat=True).order_by("pk")
    ) == [
        "mentorship_question",
        "question_answered",
    ]
