"""Mentors as they come in, with their line in the journal."""

from datetime import date, datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people import actions as people
from mentorat.people.actions import Proof
from mentorat.people.models import Clearance, Mentor, MentorPhoto, User
from mentorat.people.queries import MentorFile


@transaction.atomic
def add_mentor(*, place: int, file: MentorFile, by: User) -> Mentor:
    mentor = people.add_mentor(place=place, file=file, by=by)
    record(Event.MENTOR_ADDED, on=mentor, by=by)
    return mentor


@transaction.atomic
def change_mentor(*, mentor: Mentor, file: MentorFile, by: User | None) -> Mentor:
    mentor = people.change_mentor(mentor=mentor, file=file, by=by)
    record(Event.MENTOR_CHANGED, on=mentor, by=by)
    return mentor


@transaction.atomic
def set_photo(*, mentor: Mentor, content: bytes, now: datetime, by: User | None) -> MentorPhoto:
    photo = people.set_photo(mentor=mentor, content=content, now=now)
    record(Event.MENTOR_CHANGED, on=mentor, by=by, photo="set")
    return photo


@transaction.atomic
def remove_photo(*, mentor: Mentor, by: User | None) -> None:
    """Erase the photo; a second time changes nothing."""
    if people.remove_photo(mentor=mentor):
        record(Event.MENTOR_CHANGED, on=mentor, by=by, photo="removed")


@transaction.atomic
def set_ase_path(*, mentor: Mentor, is_open: bool, by: User) -> Mentor:
    """Open or close the child-protection path of a mentor; asked twice, it changes nothing more.

    The journal says that it was done, not which way.
    """
    if mentor.in_ase_path == is_open:
        return mentor
    act = people.enter_ase_path if is_open else people.leave_ase_path
    mentor = act(mentor=mentor)
    record(Event.MENTOR_CHANGED, on=mentor, by=by, ase_path="changed")
    return mentor


@transaction.atomic
def record_clearance(*, mentor: Mentor, proof: Proof, today: date, by: User | None) -> Clearance:
    clearance = people.record_clearance(mentor=mentor, proof=proof, today=today, by=by)
    record(Event.CLEARANCE_RECORDED, on=clearance, by=by, kind=proof.kind)
    return clearance
