"""Care before a second relation: what a pupil waits for, and what a coordinator decides."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.enums import RematchDecision, RematchReason
from mentorat.mentorships.models import Mentorship, RematchHold
from mentorat.people.models import User


def hold_back(mentorship: Mentorship, mentee_ids: Iterable[int], *, ended_on: date) -> None:
    """Make pupils whose relation ends wait before another one. Twice: once."""
    until = ended_on + timedelta(days=mentorship.project.campaign.rematch_days)
    RematchHold.objects.bulk_create(
        (
            RematchHold(mentee_id=pk, mentorship=mentorship, place=mentorship.place, until=until)
            for pk in mentee_ids
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def exit_talk_settled(*, mentorship_id: int, mentee_id: int, now: datetime) -> None:
    """Note that the closing talk of a pupil took place, or will not."""
    holds = RematchHold.objects.unscoped("of one pupil and relation")
    holds.filter(mentorship=mentorship_id, mentee=mentee_id, talk_settled_at=None).update(
        talk_settled_at=now
    )


@transaction.atomic
def decide_rematch(
    *,
    hold: RematchHold,
    decision: RematchDecision,
    reason: RematchReason,
    now: datetime,
    by: User,
) -> RematchHold:
    """Allow another relation, or say « not now », which may be decided again."""
    hold = RematchHold.objects.all().locked(hold)
    policies.check_decision(hold, decision, reason, on=timezone.localdate(now))
    hold.decision, hold.reason = decision, reason
    hold.decided_at, hold.decided_by = now, by
    hold.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    if decision is RematchDecision.ALLOWED:
        record(Event.REMATCH_ALLOWED, on=hold.mentorship, by=by, reason=reason.value)
    return hold
