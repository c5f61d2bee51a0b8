"""Mentors as they come in, with their line in the journal."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people import actions as people
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance, Mentor, User


@transaction.atomic
def add_mentor(*, by: User, **fields: Any) -> Mentor:
    """Add a mentor at a place; the fields are those of ``people.actions.add_mentor``."""
    mentor = people.add_mentor(by=by, **fields)
    record(Event.MENTOR_ADDED, on=mentor, by=by)
    return mentor


@transaction.atomic
def record_clearance(
    *,
    mentor: Mentor,
    kind: ClearanceKind,
    given_on: date,
    expires_on: date | None,
    today: date,
    by: User,
) -> Clearance:
    clearance = people.record_clearance(
        mentor=mentor, kind=kind, given_on=given_on, expires_on=expires_on, today=today, by=by
    )
    record(Event.CLEARANCE_RECORDED, on=clearance, by=by, kind=kind)
    return clearance
