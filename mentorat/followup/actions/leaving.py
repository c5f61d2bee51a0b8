"""A mentor pauses, comes back or leaves; the pupils left behind go first on the waiting list."""

from datetime import date, datetime

from django.db import transaction

from mentorat.followup.actions.closing import close, open_closing
from mentorat.followup.enums import ClosingKind, ContactRule, NextStep
from mentorat.followup.models import Closing
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import actions as matching
from mentorat.matching.models import Offer
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import EndReason, MemberState, MentorshipState, ObjectiveReached
from mentorat.mentorships.models import MentorMembership, Mentorship
from mentorat.people import actions as people
from mentorat.people.models import Mentor, User


@transaction.atomic
def pause(*, mentor: Mentor, start: date, until: date | None, by: User | None) -> Mentor:
    """Propose nobody to a mentor for a while (``by``: nobody, when the mentor says so by link)."""
    mentor = people.pause_mentor(mentor=mentor, start=start, until=until, by=by)
    record(Event.MENTOR_PAUSED, on=mentor, by=by)
    return mentor


@transaction.atomic
def come_back(*, mentor: Mentor, by: User | None) -> Mentor:
    mentor = people.mentor_returns(mentor=mentor, by=by)
    record(Event.MENTOR_RETURNED, on=mentor, by=by)
    return mentor


@transaction.atomic
def announce_departure(*, mentor: Mentor, on: date, today: date, by: User | None) -> Mentor:
    """Announce one's own departure: it takes effect by itself, on its day or the next night."""
    mentor = people.announce_leaving(mentor=mentor, on=max(on, today), by=by)
    record(Event.MENTOR_CHANGED, on=mentor, by=by)
    return mentor


@transaction.atomic
def mentor_leaves(
    *, mentor: Mentor, on: date, today: date, now: datetime, by: User | None
) -> Mentor:
    """Take a mentor out on a day: at once, or when the day that was announced has come."""
    if on > today:
        return announce_departure(mentor=mentor, on=on, today=today, by=by)
    for mentorship in left_alone(mentor):
        _let_go(mentorship, on=on, now=now, by=by)
    for offer in Offer.objects.unscoped("of one mentor").filter(mentor=mentor, closed_on=None):
        matching.close_offer(offer=offer, on=on, by=by)
    mentor = people.mentor_leaves(mentor=mentor, on=on, by=by)
    record(Event.MENTOR_LEFT, on=mentor, by=by)
    return mentor


def leave_on_time(*, today: date, now: datetime) -> int:
    """Take out the mentors whose announced day has come, and return how many."""
    due = Mentor.objects.unscoped("announced to leave").filter(leaves_on__lte=today, left_on=None)
    return len(
        [
            mentor_leaves(mentor=mentor, on=today, today=today, now=now, by=None)
            for mentor in due.order_by("pk")
        ]
    )


def left_alone(mentor: Mentor) -> list[Mentorship]:
    """Return the live relations in which no other mentor stays."""
    mine = MentorMembership.objects.unscoped("of one mentor").filter(mentor=mentor)
    others = (
        MentorMembership.objects.unscoped("second mentors")
        .exclude(mentor=mentor)
        .exclude(state=MemberState.DECLINED)
        .filter(mentor__left_on=None)
    )
    return list(
        Mentorship.objects.unscoped("of one mentor")
        .filter(state__in=MentorshipState.LIVE, pk__in=mine.values("mentorship"))
        .exclude(pk__in=others.values("mentorship"))
        .select_related("project__campaign")
        .order_by("pk")
    )


def seek_another(
    mentorship: Mentorship, *, reason: EndReason, on: date, now: datetime, by: User | None
) -> Closing | None:
    """Put the pupils first among those who wait, then withdraw the relation or begin to end it.

    Returns the closing that is open now; None when nothing had begun yet.
    """
    mentees = list(mentorship.mentee_memberships.values_list("mentee_id", flat=True))
    matching.put_first(mentee_ids=mentees, campaign=mentorship.project.campaign, on=on)
    if mentorship.state in MentorshipState.WAITING:
        mentorships.withdraw(mentorship=mentorship, now=now, by=by)
        return None
    return open_closing(
        mentorship=mentorship, kind=ClosingKind.UNANTICIPATED, reason=reason, now=now, by=by
    )


def _let_go(mentorship: Mentorship, *, on: date, now: datetime, by: User | None) -> None:
    """Take a mentor out of a relation: it ends at once, for nobody is left on that side."""
    left = EndReason.MENTOR_LEFT
    if seek_another(mentorship, reason=left, on=on, now=now, by=by) is None:
        return
    close(
        mentorship=mentorship,
        on=on,
        reason=left,
        objective_reached=ObjectiveReached.NO,
        contact_rule=ContactRule.SCHOOL,
        next_step=NextStep.OTHER_MENTOR,
        now=now,
        by=by,
    )
