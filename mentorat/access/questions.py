"""The questions of access: ``check`` raises, ``can`` asks, ``scope`` filters, ``holders`` names.

A person wears one grant at a time; the questions are asked of that grant.
"""

from datetime import date

from mentorat.access.errors import NotAllowed, OutsideScope
from mentorat.access.models import Grant, SignedLink
from mentorat.access.roles import ROLES, Level, Permission, Role
from mentorat.foundations.place import NATION, Span
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models import User

FAMILIES = {
    Level.NATION: Family.NATION,
    Level.REGION: Family.TERRITORY,
    Level.ACADEMY: Family.TERRITORY,
    Level.SCHOOL: Family.SCHOOL,
}


def can(grant: Grant, permission: Permission, *, on: Span | None = None) -> bool:
    """Say whether the grant gives the permission, on a place when one is named."""
    allowed = permission in ROLES[Role(grant.role)].permissions
    return allowed and (on is None or grant.span.covers(on))


def check(grant: Grant, permission: Permission, *, on: Span | None = None) -> None:
    """Raise a refusal, with its sentence, unless ``can``."""
    if not can(grant, permission):
        raise NotAllowed(role=grant.get_role_display())
    if not can(grant, permission, on=on):
        raise OutsideScope(where=grant.where_label)


def scope(grant: Grant) -> Scope:
    """Return what the grant lets its holder see, for both layers of access."""
    level = ROLES[Role(grant.role)].level
    family = FAMILIES.get(level, Family.GRANT)
    return Scope(
        family=family,
        span=NATION if family is Family.NATION else grant.span,
        user=grant.user_id,
        mentor=grant.mentor_id,
        mentee=grant.mentee_id,
        association=grant.association_id,
        company=grant.company_id,
        campus=grant.campus_id,
    )


def link_scope(link: SignedLink) -> Scope:
    """Return what the holder of a signed link sees: what the person of the link does, no more."""
    return Scope(
        family=Family.GRANT,
        mentor=link.mentor_id,
        mentee=link.mentee_id,
        guardian=link.guardian_id,
        link=link.pk,
    )


def holders(permission: Permission, *, over: Span, on: date) -> list[User]:
    """Return the people who hold a permission over a place on a day: whom to notify."""
    roles = [role for role, definition in ROLES.items() if permission in definition.permissions]
    grants = (
        Grant.objects.in_force(on=on)
        .filter(role__in=roles, lo__lte=over.lo, hi__gte=over.hi)
        .select_related("user")
        .order_by("user__email")
    )
    return list(dict.fromkeys(grant.user for grant in grants))
