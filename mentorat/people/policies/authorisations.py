"""When a pupil may be met: an adult, or a minor whose guardian said so."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from mentorat.people.enums import AuthorisationScope
from mentorat.people.errors import NotAuthorised


def is_adult(mentee_id: int, *, on: date) -> bool:
    """Say whether a pupil is eighteen on the day; an unknown birth date is that of a minor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mentorat_is_adult(%s, %s)", [mentee_id, on])
        row = cursor.fetchone()
    return bool(row and row[0])


def unauthorised(mentee_ids: Collection[int], *, to: AuthorisationScope, on: date) -> set[int]:
    """Return the minors whom nobody authorised, or whom someone refused, on the day.

    The database answers yes or no whatever the scope in force: a mentor's answer may depend on an
    authorisation that the mentor never reads. An unknown birth date is that of a minor.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::int[]) AS id WHERE NOT mentorat_is_authorised(id, %s, %s)",
            [list(mentee_ids), to.value, on],
        )
        return {pk for (pk,) in cursor.fetchall()}


def check_authorised(mentee_ids: Collection[int], *, to: AuthorisationScope, on: date) -> None:
    if unauthorised(mentee_ids, to=to, on=on):
        raise NotAuthorised(scope=to.label)
