"""Other ties between a mentor and a pupil, as verbs; and whether a mentor meets pupils alone."""

from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import tasks
from mentorat.mentorships.actions.answering import decline
from mentorat.mentorships.enums import ConflictKind, ConflictReason, MentorshipState
from mentorat.mentorships.errors import AccompaniesAlone, ConflictAccepted, ConflictKnown
from mentorat.mentorships.models import MentorMembership, Mentorship, RoleConflict
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.enums import MentoringForm


@transaction.atomic
def declare_conflict(
    *, mentor: Mentor, mentee: Mentee, kind: ConflictKind, now: datetime, by: User | None
) -> RoleConflict:
    """Say that a mentor already is something else for a pupil (``by``: nobody, by link)."""
    known = RoleConflict.objects.unscoped("one a pair and kind").filter(
        mentor=mentor, mentee=mentee, kind=kind
    )
    if known.exists():
        raise ConflictKnown
    conflict = RoleConflict.objects.create(
        mentor=mentor,
        mentee=mentee,
        place=mentee.place,
        kind=kind,
        declared_at=now,
        declared_by=by,
    )
    record(Event.CONFLICT_DECLARED, on=conflict, by=by, kind=kind)
    return conflict


@transaction.atomic
def decline_for_conflict(
    *,
    mentorship: Mentorship,
    membership: MentorMembership,
    mentee: Mentee,
    kind: ConflictKind,
    now: datetime,
    by: User | None,
) -> RoleConflict:
    """Stop a proposal, since the mentor already is something else for a pupil of it.

    The school is told: it finds someone else, or accepts both roles and proposes again.
    """
    conflict = declare_conflict(mentor=membership.mentor, mentee=mentee, kind=kind, now=now, by=by)
    decline(mentorship=mentorship, membership=membership, now=now, by=by)
    tasks.tell_conflict.defer(mentorship_id=mentorship.pk, conflict_id=conflict.pk)
    return conflict


@transaction.atomic
def accept_conflict(
    *, conflict: RoleConflict, reason: ConflictReason, now: datetime, by: User
) -> RoleConflict:
    """Let both roles be, for a reason that one signs: the proposal is then possible."""
    conflict = RoleConflict.objects.all().locked(conflict)
    if conflict.accepted_at is not None:
        raise ConflictAccepted
    conflict.accepted_at, conflict.accepted_by, conflict.reason = now, by, reason
    conflict.save(update_fields=["accepted_at", "accepted_by", "reason"])
    record(Event.CONFLICT_ACCEPTED, on=conflict, by=by, kind=conflict.kind, reason=reason)
    return conflict


@transaction.atomic
def meet_alone(*, mentor: Mentor, meets_alone: bool, by: User) -> Mentor:
    """Say whether a mentor may meet a pupil alone: the rules about clearances follow."""
    mentor = Mentor.objects.all().locked(mentor)
    alone = MentorMembership.objects.unscoped("of one mentor").filter(
        mentor=mentor,
        mentorship__state__in=MentorshipState.LIVE,
        mentorship__form=MentoringForm.INDIVIDUAL,
    )
    if not meets_alone and alone.exists():
        raise AccompaniesAlone(mentor=mentor)
    mentor.meets_alone = meets_alone
    mentor.save(update_fields=["meets_alone"])
    record(Event.MENTOR_CHANGED, on=mentor, by=by)
    return mentor
