"""The closing of a relation: opened, its talks asked, the relation ended, complete."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.followup import notices, policies
from mentorat.followup.actions.certificates import issue_for
from mentorat.followup.actions.settling import become, settle
from mentorat.followup.actions.talks import ask_everyone
from mentorat.followup.enums import (
    Attempt,
    AttemptOutcome,
    ClosingKind,
    ClosingState,
    ContactRule,
    NextStep,
    Side,
    TalkState,
)
from mentorat.followup.errors import ClosingNotOpened
from mentorat.followup.models import Closing, ClosingReview, ContactAttempt
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import EndReason, ObjectiveReached
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import User
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.models import MentoringSession


@transaction.atomic
def open_closing(
    *,
    mentorship: Mentorship,
    kind: ClosingKind,
    reason: EndReason | None = None,
    now: datetime,
    by: User | None,
    is_guided: bool = False,
) -> Closing:
    """Begin to end a running relation. One that is open already is returned as it is.

    Whoever leaves (a mentor, a pupil, an association) goes through here; nothing else ends a
    relation.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    known = standing_closing(mentorship)
    if known is not None:
        return known
    policies.check_can_open(mentorship)
    closing = Closing.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        kind=kind,
        reason=reason or "",
        is_guided=is_guided,
        state_at=now,
        opened_at=now,
        opened_by=by,
    )
    record(Event.CLOSING_OPENED, on=mentorship, by=by, kind=kind.value)
    return closing


def open_guided_closing(*, mentorship: Mentorship, now: datetime, by: User | None) -> Closing:
    """Begin to end a relation without a sign of life: each side is first sought."""
    return open_closing(
        mentorship=mentorship,
        kind=ClosingKind.ONE_SIDED,
        reason=EndReason.NO_CONTACT,
        now=now,
        by=by,
        is_guided=True,
    )


@transaction.atomic
def ask_to_stop(
    *, mentorship: Mentorship, reason: EndReason, now: datetime, by: User | None
) -> Closing:
    """Open the closing because a member stops, and tell whoever follows the relation."""
    closing = open_closing(
        mentorship=mentorship, kind=ClosingKind.ONE_SIDED, reason=reason, now=now, by=by
    )
    follower = mentorship.followed_by or mentorship.project.pilot
    if follower is not None:
        letter = notices.closing_asked_by_a_side(
            school=mentorship.school.name, url=f"{settings.SITE_URL}/clotures/{closing.pk}/"
        )
        notify(
            key=f"closing_asked:{closing.pk}",
            address=follower.email,
            kind=Kind.ACT,
            letter=letter,
        )
    return closing


@transaction.atomic
def ask_talks(*, closing: Closing, now: datetime, by: User | None) -> Closing:
    """Ask each member for his or her talk: by mail where an address is known, else by hand."""
    closing = Closing.objects.all().locked(closing)
    become(closing, ClosingState.ASKED, now=now)
    ask_everyone(closing=closing, now=now, by=by)
    record(Event.EXIT_TALK_ASKED, on=closing.mentorship, by=by)
    return closing


@transaction.atomic
def drop(*, closing: Closing, now: datetime, by: User) -> Closing:
    """Give a closing up because the relation goes on. Nobody is asked for a talk any more."""
    closing = Closing.objects.all().locked(closing)
    policies.check_can_drop(closing, closing.mentorship)
    for talk in closing.talks.filter(state=TalkState.ASKED):
        access.revoke_links(about=talk, act=LinkAct.EXIT_TALK, now=now)
    become(closing, ClosingState.DROPPED, now=now)
    record(Event.CLOSING_DROPPED, on=closing.mentorship, by=by)
    return closing


@transaction.atomic
def record_attempt(
    *, closing: Closing, attempt: Attempt, outcome: AttemptOutcome, on: date, by: User
) -> ContactAttempt:
    """Note what was tried to reach a side of a relation without a sign of life."""
    return ContactAttempt.objects.create(
        closing=closing,
        place=closing.place,
        attempt=attempt,
        outcome=outcome,
        made_on=on,
        recorded_by=by,
    )


@transaction.atomic
def close(
    *,
    mentorship: Mentorship,
    on: date,
    reason: EndReason,
    objective_reached: ObjectiveReached,
    contact_rule: ContactRule,
    next_step: NextStep,
    next_words: str = "",
    now: datetime,
    by: User | None,
) -> ClosingReview:
    """End a relation and keep its review. Sessions still to come are cancelled, past ones kept.

    Its closing is open. Talks that nobody asked yet are asked now; the closing is complete once
    each took place or was given up. Whoever met someone receives a certificate.
    """
    closing = standing_closing(mentorship)
    if closing is None:
        raise ClosingNotOpened
    if closing.state == ClosingState.OPENED:
        closing = ask_talks(closing=closing, now=now, by=by)
    mentorship = mentorships.end(
        mentorship=mentorship,
        on=on,
        reason=reason,
        objective_reached=objective_reached,
        now=now,
        by=by,
    )
    _cancel_what_is_planned(mentorship, now=now, by=by)
    review = ClosingReview.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        contact_rule=contact_rule,
        next_step=next_step,
        next_words=next_words,
        closed_by=by,
        closed_at=now,
    )
    _tell_what_was_heard(closing, now=now)
    issue_for(mentorship=mentorship, now=now, by=by)
    settle(closing, now=now)
    return review


def standing_closing(mentorship: Mentorship) -> Closing | None:
    """Return the closing under way of a relation, locked."""
    return (
        Closing.objects.unscoped("of a relation one holds")
        .standing()
        .select_for_update(of=("self",))
        .filter(mentorship=mentorship)
        .order_by("pk")
        .first()
    )


def _tell_what_was_heard(closing: Closing, *, now: datetime) -> None:
    """Tell the holds of the pupils which talks were settled before the relation ended."""
    heard = closing.talks.filter(side=Side.MENTEE).exclude(state=TalkState.ASKED)
    for pk in heard.values_list("mentee_id", flat=True):
        if pk is not None:
            mentorships.exit_talk_settled(
                mentorship_id=closing.mentorship_id, mentee_id=pk, now=now
            )


def _cancel_what_is_planned(mentorship: Mentorship, *, now: datetime, by: User | None) -> None:
    to_come = (
        MentoringSession.objects.unscoped("of a relation that ends")
        .planned()
        .filter(mentorship=mentorship, during__startswith__gt=now)
    )
    for session in to_come:
        scheduling.cancel(session=session, now=now, by=by)
