"""The directory of schools, as imports write it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from mentorat.organisations.errors import AcademyFull
from mentorat.organisations.models import School
from mentorat.reference.models import Academy

# What a directory says of a school. Its UAI and its place never change.
DIRECTORY_FIELDS = (
    "name",
    "kind",
    "city",
    "zip_code",
    "address",
    "department",
    "sector",
    "contract",
    "ministry",
    "latitude",
    "longitude",
    "phone",
    "email",
    "closed_on",
)
NO_MOTHERS: Mapping[str, str] = {}


@transaction.atomic
def save_schools(
    *,
    created: Sequence[School] = (),
    changed: Sequence[School] = (),
    mothers: Mapping[str, str] = NO_MOTHERS,
) -> list[School]:
    """Write schools in a constant number of questions, and return the created ones.

    A created school gets the next number of its académie, in the order given; a known school keeps
    its own. ``mothers`` says the mother of a section, UAI to UAI: an empty one means none, an
    unknown one is left out.
    """
    _give_places(created)
    School.objects.bulk_create(created)
    # Ten times as quick as ``bulk_update`` on this many columns: the rows exist, all conflict.
    School.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=DIRECTORY_FIELDS,
    )
    _give_mothers(mothers)
    return list(created)


@transaction.atomic
def close_schools(*, closings: Mapping[School, date]) -> None:
    """Close schools, each on its day. Their rows stay: past relations point at them."""
    for school, day in closings.items():
        school.closed_on = day
    School.objects.bulk_update(closings, ["closed_on"])


def _give_places(created: Sequence[School]) -> None:
    if not created:
        return
    academies = Academy.objects.in_bulk()
    highest = School.objects.values_list("academy_id").annotate(Max("place"))
    taken = dict(highest.order_by("academy_id"))
    for school in created:
        span = academies[school.academy_id].span
        place = taken.get(school.academy_id, span.lo) + 1
        if place not in span:
            raise AcademyFull(academy=academies[school.academy_id])
        taken[school.academy_id] = school.place = place


def _give_mothers(mothers: Mapping[str, str]) -> None:
    if not mothers:
        return
    named = {*mothers, *mothers.values()}
    by_uai = {school.uai: school for school in School.objects.filter(uai__in=named)}
    moved = []
    for uai, mother_uai in mothers.items():
        section, mother = by_uai[uai], by_uai.get(mother_uai)
        is_said = mother is not None or not mother_uai
        if is_said and section.mother_id != (mother.pk if mother else None):
            section.mother = mother
            moved.append(section)
    School.objects.bulk_update(moved, ["mother"])
