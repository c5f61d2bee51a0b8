"""Numbers that a school types for its project, as a whole: never by pupil."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people.models import User
from mentorat.programmes.enums import CountCode
from mentorat.programmes.models import AggregateCount, SchoolProject


@transaction.atomic
def record_counts(
    *,
    project: SchoolProject,
    numbers: Mapping[CountCode, int | None],
    now: datetime,
    by: User,
) -> list[AggregateCount]:
    """Write the numbers of a project; a number that is left out is no longer kept."""
    own = AggregateCount.objects.unscoped("of a project that one holds").filter(project=project)
    own.delete()
    written = AggregateCount.objects.bulk_create(
        AggregateCount(
            project=project,
            place=project.place,
            code=code,
            number=number,
            recorded_by=by,
            recorded_at=now,
        )
        for code, number in numbers.items()
        if number is not None
    )
    record(Event.COUNTS_RECORDED, on=project, by=by, number=len(written))
    return written
