"""The files of one pupil: a row for each school year."""

from collections.abc import Collection

from django.db import connection


def former_files(mentee_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return (pupil, file of an earlier year of the same pupil), in the same school.

    The database compares identities that nobody reads here. Who changes school is not followed:
    the decisions of a school are its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT mentee, former FROM mentorat_former_files(%s)", [list(mentee_ids)])
        return list(cursor.fetchall())
