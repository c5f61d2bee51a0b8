"""What every verb that changes the state of a relation shares."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from mentorat.access.actions import revoke_links
from mentorat.access.enums import LinkAct
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies, tasks
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import Mentorship, Signature
from mentorat.people.models import User

TOLD = {
    MentorshipState.AWAITING: Event.MENTORSHIP_AWAITS,
    MentorshipState.READY: Event.MENTORSHIP_READY,
}
WAIT = ("state_at", "extra_days", "is_extended", "reminded_at")


def become(mentorship: Mentorship, target: MentorshipState, *changed: str, now: datetime) -> None:
    """Enter a state: its time begins, links that no longer lead anywhere are closed, and whoever
    is now waited for gets his or her own.
    """
    policies.check_can_become(mentorship, target)
    was_proposed = mentorship.state == MentorshipState.PROPOSED
    mentorship.state, mentorship.state_at = target, now
    mentorship.extra_days, mentorship.is_extended, mentorship.reminded_at = 0, False, None
    mentorship.save(update_fields=["state", *WAIT, *changed])
    if was_proposed:
        revoke_links(about=mentorship, act=LinkAct.ANSWER, now=now)
    if target not in MentorshipState.LIVE:
        for agreement in mentorship.agreements.order_by("pk"):
            revoke_links(about=agreement, now=now)
    if target in MentorshipState.WAITING:
        tasks.prepare.defer(mentorship_id=mentorship.pk)


def settle(
    mentorship: Mentorship, *, without: Collection[int] = (), now: datetime, by: User | None
) -> None:
    """Go where a relation that everyone accepted stands now, if that is elsewhere."""
    today = timezone.localdate(now)
    target = policies.state_once_agreed(mentorship, on=today, without=without)
    if target == mentorship.state:
        return
    become(mentorship, target, now=now)
    if target in TOLD:
        record(TOLD[target], on=mentorship, by=by)


def someone_is_still_asked(mentorship: Mentorship, *, without: Collection[int] = ()) -> bool:
    mentees = mentorship.mentee_memberships.exclude(mentee__in=without)
    asked = {"state": MemberState.ASKED}
    return (
        mentorship.mentor_memberships.filter(**asked).exists() or mentees.filter(**asked).exists()
    )


def take_out(
    mentorship: Mentorship, mentees: Collection[int], *, now: datetime, by: User | None
) -> None:
    """Let a group go on without some of its pupils, who are free again.

    What a running group was signed with stays. Their own rows go last: a pupil who leaves no longer
    sees the relation.
    """
    waits = mentorship.state in MentorshipState.WAITING
    signatures = Signature.objects.unscoped("of pupils who leave").filter(
        agreement__mentorship=mentorship, agreement__replaced_at=None, mentee__in=mentees
    )
    (signatures if waits else signatures.filter(signed_on=None)).delete()
    if waits and not someone_is_still_asked(mentorship, without=mentees):
        settle(mentorship, without=mentees, now=now, by=by)
    revoke_links(about=mentorship, mentee__in=mentees, now=now)
    for agreement in mentorship.agreements.order_by("pk"):
        revoke_links(about=agreement, mentee__in=mentees, now=now)
        revoke_links(about=agreement, guardian__mentee__in=mentees, now=now)
    mentorship.mentee_memberships.filter(mentee__in=mentees).delete()
