"""Mentors, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from mentorat.organisations.models import Association
from mentorat.people.actions.photos import remove_photo
from mentorat.people.errors import AlreadyKnown, MentorHasNotLeft, PauseEndsTooEarly
from mentorat.people.models import Mentor, User
from mentorat.people.policies import check_has_not_left
from mentorat.people.queries import MentorFile
from mentorat.reference.models import NsfGroup


@transaction.atomic
def add_mentor(
    *,
    place: int,
    file: MentorFile,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Enter a mentor at a place; an address is known there once."""
    columns = file.columns
    with _one_an_address(file.email):
        mentor, is_new = Mentor.objects.unscoped("one mentor an address and place").get_or_create(
            place=place, email=columns.pop("email"), defaults=columns
        )
    if not is_new:
        raise AlreadyKnown(email=mentor.email)
    mentor.nsf_groups.set(NsfGroup.objects.filter(code__in=file.nsf_codes))
    return mentor


@transaction.atomic
def change_mentor(
    *,
    mentor: Mentor,
    file: MentorFile,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    mentor = Mentor.objects.all().locked(mentor)
    columns = file.columns
    for name, value in columns.items():
        setattr(mentor, name, value)
    _check_address_is_free(mentor)
    with _one_an_address(mentor.email):
        mentor.save(update_fields=list(columns))
    mentor.nsf_groups.set(NsfGroup.objects.filter(code__in=file.nsf_codes))
    return mentor


@transaction.atomic
def pause_mentor(
    *,
    mentor: Mentor,
    start: date,
    until: date | None,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Propose nobody to a mentor for a while. Relations under way go on."""
    if until is not None and until < start:
        raise PauseEndsTooEarly
    mentor = Mentor.objects.all().locked(mentor)
    check_has_not_left(mentor)
    mentor.paused_from, mentor.paused_until = start, until
    mentor.save(update_fields=["paused_from", "paused_until"])
    return mentor


@transaction.atomic
def change_association(
    *,
    mentor: Mentor,
    association: Association | None,
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Put a mentor with another association, or with none: the school alone then follows."""
    mentor = Mentor.objects.all().locked(mentor)
    mentor.association = association
    mentor.save(update_fields=["association"])
    return mentor


@transaction.atomic
def announce_leaving(
    *,
    mentor: Mentor,
    on: date,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Keep the day on which a mentor will leave: nobody new is proposed until then."""
    mentor = Mentor.objects.all().locked(mentor)
    check_has_not_left(mentor)
    mentor.leaves_on = on
    mentor.save(update_fields=["leaves_on"])
    return mentor


@transaction.atomic
def mentor_leaves(
    *,
    mentor: Mentor,
    on: date,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Take a mentor out of the programme, photo included. Ending relations is for their owner."""
    mentor = Mentor.objects.all().locked(mentor)
    check_has_not_left(mentor)
    mentor.left_on, mentor.leaves_on = on, None
    mentor.save(update_fields=["left_on", "leaves_on"])
    remove_photo(mentor=mentor)
    return mentor


@transaction.atomic
def mentor_returns(
    *,
    mentor: Mentor,
    by: User | None,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Take a mentor back who had left, was leaving, or was on a pause.

    Clearances that expired meanwhile stay expired.
    """
    mentor = Mentor.objects.all().locked(mentor)
    if mentor.is_here:
        raise MentorHasNotLeft(mentor=mentor)
    mentor.left_on = mentor.leaves_on = mentor.paused_from = mentor.paused_until = None
    mentor.save(update_fields=["left_on", "leaves_on", "paused_from", "paused_until"])
    return mentor


@contextmanager
def _one_an_address(email: str) -> Iterator[None]:
    """Refuse an address that is taken by someone whom row security hides."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", None) != "one_mentor_an_email":
            raise
        raise AlreadyKnown(email=email.strip().lower()) from error


def _check_address_is_free(mentor: Mentor) -> None:
    others = Mentor.objects.unscoped("one mentor an address and place").exclude(pk=mentor.pk)
    if others.filter(place=mentor.place, email=mentor.email).exists():
        raise AlreadyKnown(email=mentor.email)
