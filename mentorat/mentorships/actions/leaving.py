"""A pupil leaves a running group, which goes on."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.actions.becoming import take_out
from mentorat.mentorships.enums import LeavingReason
from mentorat.mentorships.models import FormerMentee, MenteeMembership, Mentorship
from mentorat.people.models import Mentee, User


@transaction.atomic
def leave_group(
    *,
    mentorship: Mentorship,
    mentee: Mentee,
    reason: LeavingReason,
    now: datetime,
    by: User | None,
) -> FormerMentee:
    """Let a running group go on without one of its pupils, who is free again.

    What the pupil lived there is kept. The row of today goes last: from then on neither side sees
    the other. ``by``: nobody, when the pupil or the family says so by a link.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_can_leave(mentorship, mentee.pk)
    own = MenteeMembership.objects.unscoped("of a relation that one holds")
    since = own.get(mentorship=mentorship, mentee=mentee).answered_at or mentorship.proposed_at
    today = timezone.localdate(now)
    former = FormerMentee.objects.create(
        mentorship=mentorship,
        mentee=mentee,
        place=mentorship.place,
        joined_on=min(timezone.localdate(since), today),
        left_on=today,
        reason=reason,
        recorded_by=by,
    )
    record(Event.MENTEE_TAKEN_OUT, on=mentorship, by=by, leaving=reason.value, count=1)
    take_out(mentorship, [mentee.pk], now=now, by=by)
    return former
