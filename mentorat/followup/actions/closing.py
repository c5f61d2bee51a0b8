"""The end of a relation, with its talk."""

from datetime import date, datetime

from django.db import transaction

from mentorat.followup.models import ClosingReview
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import EndReason, ObjectiveReached
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.models import MentoringSession


@transaction.atomic
def close(
    *,
    mentorship: Mentorship,
    on: date,
    reason: EndReason,
    objective_reached: ObjectiveReached,
    satisfaction: int | None,
    next_step: str,
    now: datetime,
    by: User,
) -> ClosingReview:
    """End a relation and keep its review. Sessions still to come are cancelled, past ones kept."""
    mentorship = mentorships.end(
        mentorship=mentorship,
        on=on,
        reason=reason,
        objective_reached=objective_reached,
        now=now,
        by=by,
    )
    to_come = (
        MentoringSession.objects.unscoped("of a relation that ends")
        .planned()
        .filter(mentorship=mentorship, during__startswith__gt=now)
    )
    for session in to_come:
        scheduling.cancel(session=session, now=now, by=by)
    return ClosingReview.objects.create(
        mentorship=mentorship,
        place=mentorship.place,
        satisfaction=satisfaction,
        next_step=next_step,
        closed_by=by,
        closed_at=now,
    )
