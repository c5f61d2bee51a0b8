"""The life of a relation after the answers, as verbs."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.actions.becoming import become, settle
from mentorat.mentorships.actions.rematch import hold_back
from mentorat.mentorships.enums import EndReason, MentorshipState, ObjectiveReached
from mentorat.mentorships.models import Mentorship
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Mentor, User
from mentorat.people.policies import check_authorised, check_cleared


@transaction.atomic
def withdraw(*, mentorship: Mentorship, now: datetime, by: User | None) -> Mentorship:
    """Take back a proposal that has not led to a first session. Its links open nothing more."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    become(mentorship, MentorshipState.WITHDRAWN, now=now)
    record(Event.MENTORSHIP_WITHDRAWN, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def reconsider(*, mentorship: Mentorship, now: datetime, by: User | None) -> Mentorship:
    """Look again at what an accepted relation waits for: an authorisation came, or was taken back.

    Once started, a relation is not moved: suspending it is for a person.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    if mentorship.state in MentorshipState.AGREED:
        settle(mentorship, now=now, by=by)
    return mentorship


@transaction.atomic
def reconsider_all(*, mentee_ids: Collection[int], now: datetime, by: User | None) -> int:
    """Look again at the relations of pupils whose authorisation changed, or who came of age."""
    waiting = (
        Mentorship.objects.unscoped("of pupils that one holds")
        .filter(state__in=MentorshipState.AGREED, mentee_memberships__mentee__in=mentee_ids)
        .distinct()
        .order_by("pk")
    )
    return len([reconsider(mentorship=one, now=now, by=by) for one in waiting])


@transaction.atomic
def start(*, mentorship: Mentorship, on: date, now: datetime, by: User | None) -> Mentorship:
    """Turn a relation that is ready into a running one, on the day of its first meeting."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    policies.check_can_become(mentorship, MentorshipState.ACTIVE)
    policies.check_start(mentorship, on=on)
    check_cleared(_mentors(mentorship), on=on)
    mentees = mentorship.mentee_memberships.values_list("mentee_id", flat=True)
    check_authorised(mentees, to=AuthorisationScope.IN_PERSON, on=on)
    mentorship.started_on = on
    become(mentorship, MentorshipState.ACTIVE, "started_on", now=now)
    record(Event.MENTORSHIP_STARTED, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def suspend(*, mentorship: Mentorship, now: datetime, by: User | None) -> Mentorship:
    mentorship = Mentorship.objects.all().locked(mentorship)
    become(mentorship, MentorshipState.SUSPENDED, now=now)
    record(Event.MENTORSHIP_SUSPENDED, on=mentorship, by=by)
    return mentorship


@transaction.atomic
def resume(*, mentorship: Mentorship, now: datetime, by: User) -> Mentorship:
    """Let a suspended relation go on: with cleared mentors, and families who did not say no."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    check_cleared(_mentors(mentorship), on=timezone.localdate(now))
    policies.check_nobody_refuses(mentorship, on=timezone.localdate(now))
    become(mentorship, MentorshipState.ACTIVE, now=now)
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
    become(mentorship, MentorshipState.ENDED, *ending, now=now)
    members = mentorship.mentee_memberships.values_list("mentee_id", flat=True)
    hold_back(mentorship, members, ended_on=on)
    record(Event.MENTORSHIP_ENDED, on=mentorship, by=by, reason=reason)
    return mentorship


def _mentors(mentorship: Mentorship) -> list[Mentor]:
    """Return every mentor of the relation. One whom the scope hides is not passed over."""
    memberships = mentorship.mentor_memberships.order_by("pk")
    mentors = Mentor.objects.unscoped("the mentors of this relation").in_bulk(
        [membership.mentor_id for membership in memberships]
    )
    return [mentors[membership.mentor_id] for membership in memberships]
