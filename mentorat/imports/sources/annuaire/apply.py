"""From the plan to the directory: one transaction, one line of journal."""

from datetime import date

from django.db import transaction

from mentorat.imports.reports import Report, in_journal
from mentorat.imports.sources import read_table
from mentorat.imports.sources.annuaire.columns import COLUMNS
from mentorat.imports.sources.annuaire.plan import Plan, make_plan
from mentorat.imports.sources.annuaire.rows import SchoolEntry, read_rows
from mentorat.organisations.actions import close_schools, save_schools
from mentorat.organisations.enums import Ministry, SchoolKind
from mentorat.organisations.models import School


def plan_schools(content: bytes, *, today: date) -> Plan:
    """Read the file of the Annuaire, and say what importing it would change."""
    return make_plan(read_rows(read_table(content, columns=COLUMNS)), _known(), today=today)


@transaction.atomic
def apply_schools(plan: Plan) -> Report:
    """Do what the plan says, and write it in the journal."""
    touched = {*(entry.uai for entry in plan.changed), *plan.closed}
    schools = {school.uai: school for school in School.objects.filter(uai__in=touched)}
    save_schools(
        created=[_filled(School(uai=entry.uai), entry) for entry in plan.created],
        changed=[_filled(schools[entry.uai], entry) for entry in plan.changed],
        mothers={entry.uai: entry.mother for entry in (*plan.created, *plan.changed)},
    )
    close_schools(closings={schools[uai]: day for uai, day in plan.closed.items()})
    return in_journal(plan.report, source="annuaire")


def _filled(school: School, entry: SchoolEntry) -> School:
    school.name = entry.name
    school.kind = entry.kind
    school.city = entry.city
    school.zip_code = entry.zip_code
    school.address = entry.address
    school.academy_id = entry.academy
    school.department_id = entry.department
    school.sector = entry.sector
    school.contract = entry.contract
    school.ministry = entry.ministry
    school.latitude = entry.latitude
    school.longitude = entry.longitude
    school.phone = entry.phone
    school.email = entry.email
    school.closed_on = entry.closed_on
    return school


def _known() -> dict[str, SchoolEntry]:
    return {
        school.uai: SchoolEntry(
            uai=school.uai,
            name=school.name,
            kind=SchoolKind(school.kind),
            city=school.city,
            zip_code=school.zip_code,
            address=school.address,
            department=school.department_id,
            sector=school.sector,
            contract=school.contract,
            ministry=Ministry(school.ministry),
            latitude=school.latitude,
            longitude=school.longitude,
            phone=school.phone,
            email=school.email,
            closed_on=school.closed_on,
            mother=school.mother.uai if school.mother else "",
        )
        for school in School.objects.filter(is_fictitious=False).select_related("mother")
    }
