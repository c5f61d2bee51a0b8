"""The personas of the demonstration: invented people whose place anyone may take."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mentorat.access.models import Grant
from mentorat.access.roles import ROLES, Level, Role
from mentorat.people.models import User

DOMAIN = "@demo.mentorat.example"
GROUPS = {
    Level.NATION: "Pilotage",
    Level.REGION: "Pilotage",
    Level.ACADEMY: "Pilotage",
    Level.SCHOOL: "Lycée",
    Level.MENTOR: "Mentor et élève",
    Level.MENTEE: "Mentor et élève",
}
ELSEWHERE = "Partenaires"


@dataclass(frozen=True)
class Persona:
    email: str
    name: str
    role: str
    where: str


@dataclass(frozen=True)
class Group:
    title: str
    personas: list[Persona]


def groups(*, on: date) -> list[Group]:
    """Return the personas in the order of the roles, under a title for each kind of place."""
    order = list(Role)
    grants = (
        Grant.objects.in_force(on=on)
        .filter(user__email__endswith=DOMAIN)
        .select_related("user")
        .order_by("user__email", "pk")
        .distinct("user__email")  # one button a person, the first of his or her roles
    )
    titles = [*dict.fromkeys(GROUPS.values()), ELSEWHERE]
    placed = sorted(
        ((titles.index(_title(grant)), order.index(Role(grant.role)), grant) for grant in grants),
        key=lambda item: item[:2],
    )
    return [
        Group(titles[rank], [_persona(grant) for _, _, grant in items])
        for rank, items in groupby(placed, key=lambda item: item[0])
    ]


def persona(email: str) -> User | None:
    """Return the account of a persona; never that of anyone else."""
    if not email.endswith(DOMAIN):
        return None
    return User.objects.filter(email=email, is_active=True).first()


def _title(grant: Grant) -> str:
    return GROUPS.get(ROLES[Role(grant.role)].level, ELSEWHERE)


def _persona(grant: Grant) -> Persona:
    user = grant.user
    return Persona(user.email, user.full_name, grant.get_role_display(), grant.where_label)
