"""Mentors, written many at a time: an association or a firm sends its list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction

from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance, Mentor, User
from mentorat.people.queries import MentorFile

BATCH = 5_000
COLUMNS = sorted({field.name for field in fields(MentorFile)} - {"nsf_codes", "email"})


@dataclass(frozen=True)
class ClearanceRecord:
    mentor_id: int
    kind: ClearanceKind
    given_on: date
    expires_on: date | None
    hours: Decimal | None = None


@transaction.atomic
def apply_mentors(
    *,
    place: int,
    created: Sequence[MentorFile],
    changed: Mapping[int, MentorFile],
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> dict[str, Mentor]:
    """Write what a list says of the mentors of a place, and return them by address.

    ``changed`` names mentors of this place by number. The number of statements is fixed.
    """
    new = Mentor.objects.bulk_create(
        [_mentor(place, record) for record in created], batch_size=BATCH
    )
    old = Mentor.objects.bulk_create(
        [_mentor(place, record, pk) for pk, record in changed.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=COLUMNS,
    )
    records = [*created, *changed.values()]
    _write_groups(zip([*new, *old], records, strict=True), changed)
    return {mentor.email: mentor for mentor in [*new, *old]}


@transaction.atomic
def apply_clearances(*, place: int, clearances: Sequence[ClearanceRecord], by: User) -> int:
    """Record many proofs, and return how many. One known by kind and day gets its new end."""
    mentors = {one.mentor_id for one in clearances}
    known = {
        (one.mentor_id, one.kind, one.given_on): one
        for one in Clearance.objects.unscoped("of mentors named by their place").filter(
            mentor_id__in=mentors
        )
    }
    new, old = [], []
    for one in clearances:
        found = known.get((one.mentor_id, one.kind, one.given_on))
        if found is None:
            new.append(_clearance(place, one, by))
        else:
            found.expires_on = one.expires_on
            old.append(found)
    Clearance.objects.bulk_create(new, batch_size=BATCH)
    Clearance.objects.unscoped("read above").bulk_update(old, ["expires_on"], batch_size=BATCH)
    return len(clearances)


def _clearance(place: int, record: ClearanceRecord, by: User) -> Clearance:
    return Clearance(
        mentor_id=record.mentor_id,
        place=place,
        kind=record.kind,
        given_on=record.given_on,
        expires_on=record.expires_on,
        hours=record.hours,
        verified_by=by,
    )


def _mentor(place: int, record: MentorFile, pk: int | None = None) -> Mentor:
    return Mentor(pk=pk, place=place, **record.columns)


def _write_groups(
    written: Iterable[tuple[Mentor, MentorFile]], changed: Mapping[int, MentorFile]
) -> None:
    link = Mentor.nsf_groups.through
    link.objects.filter(mentor_id__in=changed).delete()
    link.objects.bulk_create(
        [
            link(mentor_id=mentor.pk, nsfgroup_id=code)
            for mentor, record in written
            for code in record.nsf_codes
        ],
        batch_size=BATCH,
    )
