"""Yes, no, or « j’ai besoin de savoir » : the answer of a member, for himself or herself."""

from datetime import datetime

from django.db import transaction

from mentorat.access.actions import revoke_links
from mentorat.access.enums import LinkAct
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies, tasks
from mentorat.mentorships.actions.becoming import (
    become,
    settle,
    someone_is_still_asked,
    take_out,
)
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import (
    MemberQuestion,
    Membership,
    MenteeMembership,
    MentorMembership,
    Mentorship,
)
from mentorat.people.models import User


@transaction.atomic
def accept(
    *, mentorship: Mentorship, membership: Membership, now: datetime, by: User | None
) -> Mentorship:
    """Record a side's yes (``by``: nobody, when the member answered by link).

    With the last one, the relation waits for what is still missing, or is ready to start.
    """
    mentorship, membership = _locked_for_answer(mentorship, membership)
    _answer(membership, MemberState.ACCEPTED, now=now, by=by)
    record(Event.MENTORSHIP_ACCEPTED, on=mentorship, by=by, side=_side(membership))
    _close_link(mentorship, membership, now=now)
    if not someone_is_still_asked(mentorship):
        settle(mentorship, now=now, by=by)
    return mentorship


@transaction.atomic
def decline(
    *, mentorship: Mentorship, membership: Membership, now: datetime, by: User | None
) -> Mentorship:
    """Record a side's no. It needs no reason.

    It ends the proposal for all; in a group, a pupil's no takes that pupil out, and the others go
    on while one is left.
    """
    mentorship, membership = _locked_for_answer(mentorship, membership)
    record(Event.MENTORSHIP_DECLINED, on=mentorship, by=by, side=_side(membership))
    _close_link(mentorship, membership, now=now)
    if isinstance(membership, MenteeMembership):
        mentee = membership.mentee_id
        if policies.goes_on_without(mentorship, [mentee]):
            take_out(mentorship, [mentee], now=now, by=by)
            return mentorship
    _answer(membership, MemberState.DECLINED, now=now, by=by)
    become(mentorship, MentorshipState.DECLINED, now=now)
    return mentorship


@transaction.atomic
def ask_question(
    *, mentorship: Mentorship, membership: Membership, text: str, now: datetime, by: User | None
) -> MemberQuestion:
    """Ask the school what one needs to know. The clock of the answer stops meanwhile, for a time
    that the campaign limits.
    """
    text = " ".join(text.split())
    mentorship, membership = _locked_for_answer(mentorship, membership)
    policies.check_can_ask(mentorship, membership, text)
    question = MemberQuestion.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        text=text,
        asked_at=now,
        asked_by=by,
        **membership.whose,
    )
    # The whole pause now; what is not used of it is taken back with the answer.
    mentorship.extra_days += mentorship.project.campaign.question_days
    mentorship.save(update_fields=["extra_days"])
    record(Event.MENTORSHIP_QUESTION, on=mentorship, by=by, side=_side(membership))
    tasks.tell_question.defer(question_id=question.pk)
    return question


@transaction.atomic
def answer_question(
    *, question: MemberQuestion, answer: str, now: datetime, by: User
) -> MemberQuestion:
    """Answer the one who asked, and nobody else. The clock goes on."""
    mentorship = Mentorship.objects.all().locked(question.mentorship)
    question = MemberQuestion.objects.all().locked(question)
    question.mentorship = mentorship
    policies.check_can_reply(question)
    question.answer, question.answered_at, question.answered_by = answer, now, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    most = mentorship.project.campaign.question_days
    unused = most - policies.days_of_pause(question.asked_at, now=now, most=most)
    mentorship.extra_days = max(0, mentorship.extra_days - unused)
    mentorship.save(update_fields=["extra_days"])
    record(Event.QUESTION_ANSWERED, on=mentorship, by=by)
    tasks.tell_answer.defer(question_id=question.pk)
    return question


def _locked_for_answer(
    mentorship: Mentorship, membership: Membership
) -> tuple[Mentorship, Membership]:
    mentorship = Mentorship.objects.all().locked(mentorship)
    membership.refresh_from_db()
    policies.check_can_answer(mentorship, membership)
    return mentorship, membership


def _answer(membership: Membership, answer: MemberState, *, now: datetime, by: User | None) -> None:
    membership.state, membership.answered_at, membership.answered_by = answer, now, by
    membership.save(update_fields=["state", "answered_at", "answered_by"])


def _close_link(mentorship: Mentorship, membership: Membership, *, now: datetime) -> None:
    """Close what one has no more use for: the answer is given, by this way or the other."""
    revoke_links(about=mentorship, act=LinkAct.ANSWER, now=now, **membership.whose)


def _side(membership: Membership) -> str:
    return "mentor" if isinstance(membership, MentorMembership) else "mentee"
