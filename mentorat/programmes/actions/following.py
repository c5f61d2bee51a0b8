"""The hours that people of a school have for following relations."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people.models import User
from mentorat.programmes.models import FollowingTime, SchoolProject


@transaction.atomic
def declare_following_time(
    *, project: SchoolProject, user: User, hours: Decimal, now: datetime, by: User
) -> FollowingTime:
    """Say how many hours a week someone has for following relations. Said again, it corrects."""
    time = FollowingTime(
        project=project, user=user, place=project.place, hours=hours, declared_at=now
    )
    FollowingTime.objects.bulk_create(
        [time],
        update_conflicts=True,
        unique_fields=["project", "user"],
        update_fields=["hours", "declared_at"],
    )
    record(Event.FOLLOWING_TIME_DECLARED, on=project, by=by)
    return time
