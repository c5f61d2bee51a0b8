"""The talk of each side: asked, had or given up. The last one settles the closing."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.followup import notices, policies
from mentorat.followup.actions.settling import become, settle
from mentorat.followup.enums import ClosingState, GivenUp, Side, TalkMode, TalkState
from mentorat.followup.errors import AnswersMissing
from mentorat.followup.exit_questions import MARKS, VERSION, Answers, questions_for
from mentorat.followup.models import Closing, ExitTalk
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import MemberState
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import Guardian, User


def ask_everyone(*, closing: Closing, now: datetime, by: User | None) -> list[ExitTalk]:
    """Ask every member who said yes to the relation. The closing is locked."""
    mentorship = closing.mentorship
    accepted = {"state": MemberState.ACCEPTED}
    mentors = mentorship.mentor_memberships.filter(**accepted).order_by("pk")
    mentees = mentorship.mentee_memberships.filter(**accepted).order_by("pk")
    asked = [
        *(_talk(closing, now, side=Side.MENTOR, mentor_id=one.mentor_id) for one in mentors),
        *(_talk(closing, now, side=Side.MENTEE, mentee_id=one.mentee_id) for one in mentees),
    ]
    talks = ExitTalk.objects.bulk_create(asked)
    _count(closing, len(talks))
    for talk in talks:
        invite(talk=talk, now=now, by=by)
    return talks


@transaction.atomic
def ask_guardian(*, closing: Closing, guardian: Guardian, now: datetime, by: User) -> ExitTalk:
    """Ask the guardian of a minor as well. Asked once: a second time changes nothing."""
    closing = Closing.objects.all().locked(closing)
    known = closing.talks.filter(guardian=guardian).first()
    if known is not None:
        return known
    if closing.state != ClosingState.ASKED:
        become(closing, ClosingState.ASKED, now=now)
    talk = _talk(closing, now, side=Side.GUARDIAN, guardian_id=guardian.pk)
    talk.save(force_insert=True)
    _count(closing, 1)
    invite(talk=talk, now=now, by=by)
    return talk


@transaction.atomic
def invite(*, talk: ExitTalk, now: datetime, by: User | None) -> SignedLink:
    """Give a person the link to his or her talk, and write it where an address is known.

    The same link while it stands: handed on paper, it is the one of the mail.
    """
    link = access.make_link(
        act=LinkAct.EXIT_TALK,
        about=talk,
        mentor=talk.mentor,
        mentee=talk.mentee,
        guardian=talk.guardian,
        school=talk.mentorship.school,
        now=now,
        by=by,
    )
    address = _address(talk)
    if address:
        letter = notices.exit_talk_asked(
            side=Side(talk.side), school=talk.mentorship.school.name, url=link_address(link)
        )
        notify(key=f"exit_talk:{link.pk}", address=address, kind=Kind.ACT, letter=letter)
    return link


@transaction.atomic
def answer(
    *,
    talk: ExitTalk,
    answers: Answers,
    mode: TalkMode,
    held_on: date | None = None,
    now: datetime,
    by: User | None,
) -> ExitTalk:
    """Keep what a person said, by himself or herself or to a coordinator."""
    today = timezone.localdate(now)
    policies.check_held_on(held_on or today, today=today)
    talk, closing = _locked(talk, TalkState.DONE)
    kept = _known(Side(talk.side), answers)
    talk.answers, talk.version = kept, VERSION
    talk.mode, talk.held_on = mode, held_on or today
    talk.given_up = ""
    for mark in MARKS:
        setattr(talk, mark, int(str(kept[mark])) if mark in kept else None)
    columns = ("answers", "version", "mode", "held_on", "given_up", *MARKS)
    _settle_talk(talk, closing, TalkState.DONE, *columns, now=now, by=by)
    # Who left a group no longer sees the relation.
    about = talk.mentorship if talk.closing_id else talk
    record(Event.EXIT_TALK_DONE, on=about, by=by, side=talk.side)
    return talk


@transaction.atomic
def give_up(*, talk: ExitTalk, reason: GivenUp, now: datetime, by: User) -> ExitTalk:
    """Say why a talk will not take place: the closing no longer waits for it."""
    talk, closing = _locked(talk, TalkState.GIVEN_UP)
    talk.given_up = reason
    _settle_talk(talk, closing, TalkState.GIVEN_UP, "given_up", now=now, by=by)
    return talk


def _talk(closing: Closing, now: datetime, *, side: Side, **person: int) -> ExitTalk:
    return ExitTalk(
        closing=closing,
        mentorship_id=closing.mentorship_id,
        place=closing.place,
        side=side,
        asked_at=now,
        **person,
    )


def _count(closing: Closing, change: int) -> None:
    closing.talks_left += change
    closing.save(update_fields=["talks_left"])


def _locked(talk: ExitTalk, target: TalkState) -> tuple[ExitTalk, Closing | None]:
    closing = Closing.objects.all().locked(talk.closing) if talk.closing else None
    talk = ExitTalk.objects.all().locked(talk)
    policies.check_can_answer(talk, target)
    return talk, closing


def _settle_talk(
    talk: ExitTalk,
    closing: Closing | None,
    state: TalkState,
    *changed: str,
    now: datetime,
    by: User | None,
) -> None:
    if closing is not None and talk.state == TalkState.ASKED:
        _count(closing, -1)
    talk.state, talk.settled_at, talk.settled_by = state, now, by
    talk.save(update_fields=["state", "settled_at", "settled_by", *changed])
    if talk.mentee_id is not None:
        mentorships.exit_talk_settled(
            mentorship_id=talk.mentorship_id, mentee_id=talk.mentee_id, now=now
        )
    if closing is not None:
        settle(closing, now=now)
    access.revoke_links(about=talk, act=LinkAct.EXIT_TALK, now=now)


def _known(side: Side, answers: Answers) -> dict[str, str | list[str]]:
    """Return the answers to what this side is asked, nothing else; each single one is there."""
    kept: dict[str, str | list[str]] = {}
    for question in questions_for(side):
        codes = {code for code, _ in question.choices}
        given = answers.get(question.code) or ""
        if question.many:
            kept[question.code] = [code for code in given if code in codes]
        elif given in codes:
            kept[question.code] = given
        else:
            raise AnswersMissing(question=question.text)
    return kept


def _address(talk: ExitTalk) -> str:
    """Return where a person is written to. The file of a pupil holds no address."""
    if talk.mentor is not None:
        return talk.mentor.email
    return talk.guardian.email if talk.guardian is not None else ""
