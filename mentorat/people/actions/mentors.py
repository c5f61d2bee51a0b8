"""Mentors, one at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from mentorat.organisations.models import Association, Company
from mentorat.people.enums import ClearanceKind, MentorOrigin
from mentorat.people.errors import (
    AlreadyKnown,
    ClearanceEndsTooEarly,
    ClearanceInTheFuture,
    MentorHasLeft,
    MentorHasNotLeft,
)
from mentorat.people.models import Clearance, Mentor, User
from mentorat.reference.models import NsfGroup


@transaction.atomic
def add_mentor(
    *,
    place: int,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    origin: MentorOrigin,
    job: str,
    nsf_groups: Iterable[NsfGroup],
    rome_domains: Iterable[str],
    city: str,
    accepts_remote: bool,
    association: Association | None,
    company: Company | None,
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Enter a mentor at a place; an address is known there once."""
    with _one_an_address(email):
        mentor, is_new = Mentor.objects.unscoped("one mentor an address and place").get_or_create(
            place=place,
            email=email.strip().lower(),
            defaults={
                "first_name": first_name,
                "last_name": last_name,
                "phone": phone,
                "origin": origin,
                "job": job,
                "rome_domains": list(rome_domains),
                "city": city,
                "accepts_remote": accepts_remote,
                "association": association,
                "company": company,
            },
        )
    if not is_new:
        raise AlreadyKnown(email=mentor.email)
    mentor.nsf_groups.set(nsf_groups)
    return mentor


@transaction.atomic
def change_mentor(
    *,
    mentor: Mentor,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    origin: MentorOrigin,
    job: str,
    nsf_groups: Iterable[NsfGroup],
    rome_domains: Iterable[str],
    city: str,
    accepts_remote: bool,
    association: Association | None,
    company: Company | None,
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    mentor = Mentor.objects.all().locked(mentor)
    mentor.email = email.strip().lower()
    _check_address_is_free(mentor)
    mentor.first_name, mentor.last_name = first_name, last_name
    mentor.phone, mentor.origin, mentor.job = phone, origin, job
    mentor.rome_domains = list(rome_domains)
    mentor.city, mentor.accepts_remote = city, accepts_remote
    mentor.association, mentor.company = association, company
    with _one_an_address(mentor.email):
        mentor.save(
            update_fields=[
                "first_name",
                "last_name",
                "email",
                "phone",
                "origin",
                "job",
                "rome_domains",
                "city",
                "accepts_remote",
                "association",
                "company",
            ]
        )
    mentor.nsf_groups.set(nsf_groups)
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
    """Record that a proof was verified. The document itself is never stored."""
    if given_on > today:
        raise ClearanceInTheFuture(on=given_on)
    if expires_on is not None and expires_on < given_on:
        raise ClearanceEndsTooEarly
    _check_has_not_left(mentor)
    return Clearance.objects.create(
        mentor=mentor,
        place=mentor.place,
        kind=kind,
        given_on=given_on,
        expires_on=expires_on,
        verified_by=by,
    )


@transaction.atomic
def mentor_leaves(
    *,
    mentor: Mentor,
    on: date,
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Take a mentor out of the programme. Ending the relations under way is for their owner."""
    mentor = Mentor.objects.all().locked(mentor)
    _check_has_not_left(mentor)
    mentor.left_on = on
    mentor.save(update_fields=["left_on"])
    return mentor


@transaction.atomic
def mentor_returns(
    *,
    mentor: Mentor,
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> Mentor:
    """Reopen the file of a mentor who had left. Clearances that expired meanwhile stay expired."""
    mentor = Mentor.objects.all().locked(mentor)
    if mentor.left_on is None:
        raise MentorHasNotLeft(mentor=mentor)
    mentor.left_on = None
    mentor.save(update_fields=["left_on"])
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


def _check_has_not_left(mentor: Mentor) -> None:
    if mentor.left_on is not None:
        raise MentorHasLeft(mentor=mentor, on=mentor.left_on)
