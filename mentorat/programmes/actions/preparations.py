"""Pupils who are prepared for a first meeting, with its line in the journal."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.organisations.models import School
from mentorat.people import actions as people
from mentorat.people.enums import PreparationWay
from mentorat.people.models import Mentee, User


@transaction.atomic
def prepare(
    *, mentee: Mentee, way: PreparationWay, on: date, now: datetime, by: User | None
) -> int:
    """Write that a pupil read the scenes (``by``: nobody, by link)."""
    written = people.prepare(mentees=[mentee], way=way, on=on, now=now, by=by)
    if written:
        record(Event.PREPARATION_DONE, on=mentee, by=by, way=way)
    return written


@transaction.atomic
def prepare_class(
    *, school: School, mentees: Iterable[Mentee], on: date, now: datetime, by: User
) -> int:
    """Write that pupils read the scenes in class. Whoever was prepared before keeps that day."""
    written = people.prepare(mentees=mentees, way=PreparationWay.CLASS, on=on, now=now, by=by)
    record(Event.PREPARATION_DONE, on=school, by=by, number=written)
    return written
