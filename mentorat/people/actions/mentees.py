"""Pupils, written many at a time: a school sends its list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from mentorat.organisations.models import School
from mentorat.people.models import Guardian, Mentee, MenteeIdentity, User
from mentorat.people.queries import MenteeRecord

BATCH = 5_000
# An update by cases compares each row with each case: many small ones beat a large one.
CASES = 500
FIELDS = (
    "first_name",
    "last_name",
    "is_apprentice",
    "class_label",
    "level",
    "mef",
    "speciality",
    "family",
    "left_on",
)


@transaction.atomic
def apply_mentees(
    *,
    school: School,
    year: int,
    created: Sequence[MenteeRecord],
    changed: Mapping[int, MenteeRecord],
    ended: Mapping[int, date],
    by: User,  # noqa: ARG001 -- whoever calls writes the journal, which stands above persons
) -> list[Mentee]:
    """Write what a list says of the pupils of a school and year, in a fixed number of statements.

    ``changed`` and ``ended`` name pupils of this school by number. A changed pupil is present.
    """
    new = Mentee.objects.bulk_create(
        [_mentee(school, year, record) for record in created], batch_size=BATCH
    )
    # Rows with their number: the same statement whatever the number of pupils that changed,
    # where bulk_update compares each row with each case.
    old = Mentee.objects.bulk_create(
        [_mentee(school, year, record, pk) for pk, record in changed.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=FIELDS,
    )
    records = [*created, *changed.values()]
    _write_identities(school, zip([*new, *old], records, strict=True))
    _write_guardians(school, zip([*new, *old], records, strict=True))
    _end(ended)
    return [*new, *old]


def _mentee(school: School, year: int, record: MenteeRecord, pk: int | None = None) -> Mentee:
    return Mentee(
        pk=pk,
        school=school,
        place=school.place,
        year=year,
        first_name=record.first_name,
        last_name=record.last_name,
        is_apprentice=bool(record.is_apprentice),
        class_label=record.class_label,
        level=record.level,
        mef_id=record.mef_id,
        speciality_id=record.speciality_id,
        family_id=record.family_id,
        left_on=None,
    )


def _write_identities(school: School, written: Iterable[tuple[Mentee, MenteeRecord]]) -> None:
    MenteeIdentity.objects.bulk_create(
        [
            MenteeIdentity(
                mentee=mentee,
                place=school.place,
                ine_digest=record.ine_digest,
                birth_date=record.birth_date,
                sex=record.sex,
            )
            for mentee, record in written
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["mentee"],
        update_fields=["ine_digest", "birth_date", "sex"],
    )


def _write_guardians(school: School, written: Iterable[tuple[Mentee, MenteeRecord]]) -> None:
    """Write those whom the list names or changes; those whom it leaves out stay."""
    Guardian.objects.bulk_create(
        [
            Guardian(
                mentee=mentee,
                place=school.place,
                rank=one.rank,
                full_name=one.full_name,
                email=one.email,
                phone=one.phone,
                is_listed=True,
            )
            for mentee, record in written
            for one in record.guardians
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["mentee", "rank"],
        update_fields=["full_name", "email", "phone", "is_listed"],
    )


def _end(ended: Mapping[int, date]) -> None:
    leaving = [Mentee(pk=pk, left_on=on) for pk, on in ended.items()]
    Mentee.objects.unscoped("named by their school").bulk_update(
        leaving, ["left_on"], batch_size=CASES
    )
