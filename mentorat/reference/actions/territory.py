"""Régions académiques, académies, départements."""

from django.db import transaction
from django.db.models import F

from mentorat.reference.actions.upserts import Loaded, upsert
from mentorat.reference.data import territory as data
from mentorat.reference.models import AcademicRegion, Academy, Department

# Far from every tile of the map: where the tiles that move wait for one another.
ASIDE = 1000


@transaction.atomic
def load_territory() -> Loaded:
    """Load the 18 régions, the 30 académies and their départements."""
    regions = upsert(
        AcademicRegion,
        (AcademicRegion(number=number, name=name) for number, name in data.REGIONS.items()),
        key=("number",),
        fields=("name",),
    )
    academies = upsert(
        Academy,
        (
            Academy(
                code=row.code,
                name=row.name,
                region_id=row.region,
                mail_domain=row.mail_domain,
                calendar=row.calendar,
                time_zone=row.time_zone,
                tile_row=row.tile[0],
                tile_column=row.tile[1],
            )
            for row in data.ACADEMIES
        ),
        key=("code",),
        fields=(
            "name",
            "region_id",
            "mail_domain",
            "calendar",
            "time_zone",
            "tile_row",
            "tile_column",
        ),
        before_change=_free_their_tiles,
    )
    departments = upsert(
        Department,
        (
            Department(code=row.code, name=row.name, academy_id=row.academy)
            for row in data.DEPARTMENTS
        ),
        key=("code",),
        fields=("name", "academy_id"),
    )
    return regions + academies + departments


def _free_their_tiles(changed: list[Academy]) -> None:
    # Two académies that swap their tiles would meet on one of them.
    codes = [academy.code for academy in changed]
    Academy.objects.filter(code__in=codes).update(tile_row=F("tile_row") + ASIDE)
