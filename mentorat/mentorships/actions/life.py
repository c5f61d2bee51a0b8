"""The life of a relation, as verbs."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.enums import (
    EndReason,
    MemberState,
    MentorFunction,
    MentorshipState,
    ObjectiveReached,
)
from mentorat.mentorships.models import (
    Membership,
    MenteeMembership,
    MentorMembership,
    Mentorship,
)
from mentorat.people.models import Mentee, Mentor, User
from mentorat.people.policies import check_cleared
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.programmes.models import SchoolProject

# The first key of our advisory locks on pupils who are being matched.
MATCHED_MENTEE = 11


@transaction.atomic
def propose(
    *,
    project: SchoolProject,
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    kind: MentoringKind,
    form: MentoringForm,
    objective: Objective,
    programme: Programme,
    reasons: Sequence[str],
    now: datetime,
    by: User,
) -> Mentorship:
    """Ask each side whether it wants this relation. The mentors hold valid clearances today."""
    policies.check_members(form, mentors, mentees)
    check_cleared(mentors, on=timezone.localdate(now))
    _lock_mentees(mentees)
    policies.check_free(mentees)
    mentorship = Mentorship.objects.create(
        project=project,
        school_id=project.school_id,
        place=project.place,
        association_id=mentors[0].association_id,
        kind=kind,
        form=form,
        programme=programme,
        objective=objective,
        state_at=now,
        proposed_at=now,
        proposed_by=by,
        reasons=list(reasons),
    )
    functions = (MentorFunction.MAIN, MentorFunction.SECOND)
    MentorMembership.objects.bulk_create(
        MentorMembership(
            mentorship=mentorship, mentor=mentor, function=function, place=project.place
        )
        for mentor, function in zip(mentors, functions, strict=False)
    )
    MenteeMembership.objects.bulk_create(
        MenteeMembership(mentorship=mentorship, mentee=mentee, place=project.place)
        for mentee in mentees
    )
    record(Event.MENTORSHIP_PROPOSED, on=mentorship, by=by)
    return mentorship


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
    if not _someone_is_still_asked(mentorship):
        today = timezone.localdate(now)
        _become(mentorship, policies.state_once_agreed(mentorship, on=today), now=now)
    return mentorship


@transaction.atomic
def decline(
    *, mentorship: Mentorship, membership: Membership, now: datetime, by: User | None
) -> Mentorship:
    """Record a side's no. It needs no reason, and ends the proposal for all."""
    mentorship, membership = _locked_for_answer(mentorship, membership)
    _answer(membership, MemberState.DECLINED, now=now, by=by)
    _become(mentorship, MentorshipState.DECLINED, now=now)
    record(Event.MENTORSHIP_DECLINED, on=mentorship, by=by, side=_side(membership))
    return mentorship


@transaction.atomic
def withdraw(*, mentorship: Mentorship, now: datetime, by: User) -> Mentorship:
    """Take back a proposal that has not led to a first session."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    _become(mentorship, MentorshipState.WITHDRAWN, now=now)
    record(Event.MENTORSHIP_WITHDRAWN, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def start(*, mentorship: Mentorship, on: date, now: datetime, by: User | None) -> Mentorship:
    """Turn a relation that is ready into a running one, on the day of its first meeting."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_can_become(mentorship, MentorshipState.ACTIVE)
    policies.check_start(mentorship, on=on)
    check_cleared(_mentors(mentorship), on=on)
    mentorship.started_on = on
    _become(mentorship, MentorshipState.ACTIVE, "started_on", now=now)
    record(Event.MENTORSHIP_STARTED, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def suspend(*, mentorship: Mentorship, now: datetime, by: User | None) -> Mentorship:
    mentorship = Mentorship.objects.all().locked(mentorship)
    _become(mentorship, MentorshipState.SUSPENDED, now=now)
    record(Event.MENTORSHIP_SUSPENDED, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def resume(*, mentorship: Mentorship, now: datetime, by: User) -> Mentorship:
    mentorship = Mentorship.objects.all().locked(mentorship)
    check_cleared(_mentors(mentorship), on=timezone.localdate(now))
    _become(mentorship, MentorshipState.ACTIVE, now=now)
    record(Event.MENTORSHIP_RESUMED, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def end(
    *,
    mentorship: Mentorship,
    on: date,
    reason: EndReason,
    objective_reached: ObjectiveReached,
    now: datetime,
    by: User | None,
) -> Mentorship:
    """End a mentorship for good. Cancelling what is still planned is for ``followup.close``."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_end(mentorship, on=on)
    mentorship.ended_on = on
    mentorship.end_reason, mentorship.objective_reached = reason, objective_reached
    ending = ("ended_on", "end_reason", "objective_reached")
    _become(mentorship, MentorshipState.ENDED, *ending, now=now)
    record(Event.MENTORSHIP_ENDED, on=mentorship, by=by, reason=reason)
    return mentorship


def _become(mentorship: Mentorship, target: MentorshipState, *changed: str, now: datetime) -> None:
    policies.check_can_become(mentorship, target)
    mentorship.state, mentorship.state_at = target, now
    mentorship.save(update_fields=["state", "state_at", *changed])


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


def _someone_is_still_asked(mentorship: Mentorship) -> bool:
    return (
        mentorship.mentor_memberships.filter(state=MemberState.ASKED).exists()
        or mentorship.mentee_memberships.filter(state=MemberState.ASKED).exists()
    )


def _side(membership: Membership) -> str:
    return "mentor" if isinstance(membership, MentorMembership) else "mentee"


def _mentors(mentorship: Mentorship) -> list[Mentor]:
    """Return every mentor of the relation. One whom the scope hides is not passed over."""
    memberships = mentorship.mentor_memberships.order_by("pk")
    mentors = Mentor.objects.unscoped("the mentors of this relation").in_bulk(
        [membership.mentor_id for membership in memberships]
    )
    return [mentors[membership.mentor_id] for membership in memberships]


def _lock_mentees(mentees: Sequence[Mentee]) -> None:
    """Let one proposal at a time be made for a pupil; sorted, so that two never wait in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id",
            [MATCHED_MENTEE, sorted(mentee.pk for mentee in mentees)],
        )
