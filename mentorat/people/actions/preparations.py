"""The preparation of pupils. The journal is for whoever calls."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mentorat.people.enums import PreparationWay
from mentorat.people.models import Mentee, Preparation, User


@transaction.atomic
def prepare(
    *,
    mentees: Iterable[Mentee],
    way: PreparationWay,
    on: date,
    now: datetime,
    by: User | None,
) -> int:
    """Write the preparation of pupils who have none yet. Says of how many."""
    mentees = list(mentees)
    known = set(
        Preparation.objects.unscoped("of pupils that one holds")
        .filter(mentee__in=mentees)
        .values_list("mentee_id", flat=True)
    )
    return len(
        Preparation.objects.bulk_create(
            [
                Preparation(
                    mentee=mentee,
                    place=mentee.place,
                    done_on=on,
                    way=way,
                    recorded_by=by,
                    recorded_at=now,
                )
                for mentee in mentees
                if mentee.pk not in known
            ]
        )
    )
