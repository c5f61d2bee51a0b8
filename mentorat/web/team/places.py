"""Where a person may invite someone: the choices of a form, and the post that a choice names."""

from django.db import models

from mentorat.access import actions as access
from mentorat.access.actions import Post
from mentorat.access.models import Grant
from mentorat.access.roles import ROLES, Level, Role
from mentorat.organisations.models import Association, Campus, Company, School
from mentorat.reference.models import AcademicRegion, Academy

# Given to one file of a person, from that person's page: never from this form.
FROM_A_FILE = frozenset({Role.MENTOR, Role.MENTEE})
MODELS: dict[Level, type[models.Model]] = {
    Level.REGION: AcademicRegion,
    Level.ACADEMY: Academy,
    Level.SCHOOL: School,
    Level.ASSOCIATION: Association,
    Level.COMPANY: Company,
    Level.CAMPUS: Campus,
}


def places(grant: Grant, roles: list[Role]) -> list[tuple[str, str]]:
    """Return the places that the roles may be given at, as choices; none inside a school."""
    if grant.school_id:
        return []
    levels = {level for role in roles for level in ROLES[role].levels}
    found = []
    if Level.NATION in levels:
        found.append(("nation:", "France entière"))
    for level, model in MODELS.items():
        if level in levels and level is not Level.SCHOOL:
            found += [(f"{level}:{row.pk}", _label(level, row)) for row in _inside(model, grant)]
    if Level.SCHOOL in levels:
        schools = School.objects.open().filter(place__range=(grant.lo, grant.hi))
        found += [(f"school:{school.pk}", str(school)) for school in schools.only("name", "city")]
    return found


def post(grant: Grant, role: Role, where: str) -> Post | None:
    """Return the post that a choice names, or nothing when role and place do not fit."""
    if grant.school is not None:
        return access.school_post(role, grant.school)
    level, _, key = where.partition(":")
    if Level(level) not in ROLES[role].levels:
        return None
    if level == Level.NATION:
        return access.national_post(role)
    row = MODELS[Level(level)]._default_manager.get(pk=key)  # noqa: SLF001 -- Django's API
    return _post_at(role, Level(level), row)


def _post_at(role: Role, level: Level, row: object) -> Post:
    if isinstance(row, AcademicRegion):
        return access.region_post(role, row)
    if isinstance(row, Academy):
        return access.academy_post(role, row)
    if isinstance(row, School):
        return access.school_post(role, row)
    return Post(role, label=str(row), **{level: row})  # type: ignore[arg-type]  # a body's column


def _label(level: Level, row: object) -> str:
    words = {Level.REGION: "région académique", Level.ACADEMY: "académie"}
    return f"{words.get(level, '')} {row}".strip()


def _inside(model: type[models.Model], grant: Grant) -> list[models.Model]:
    rows = list(model._default_manager.all())  # noqa: SLF001 -- Django's API
    return [row for row in rows if not hasattr(row, "span") or grant.span.covers(row.span)]
