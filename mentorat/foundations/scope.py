"""A scope: what the person at work may see. Both layers of access read it.

The ORM filters with ``within(scope)``; the database backend sets the same scope at the start of
every transaction, and row-level security enforces it again.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from mentorat.foundations.place import NATION, NOWHERE, Span


class Family(StrEnum):
    """Families of scopes. Each is a role of the database, with policies of its own."""

    NOBODY = "nobody"
    NATION = "nation"  # figures only: no row about a pupil
    TERRITORY = "territory"  # région or académie: figures only
    SCHOOL = "school"  # names, inside one school
    GRANT = "grant"  # own relations: mentor, mentee, guardian, association, company
    SYSTEM = "system"  # jobs and commands, with a reason


@dataclass(frozen=True)
class Scope:
    family: Family
    span: Span = NOWHERE
    user: int | None = None
    mentor: int | None = None
    mentee: int | None = None
    guardian: int | None = None
    association: int | None = None
    company: int | None = None
    campus: int | None = None
    # A signed link, for what its holder writes before being anybody.
    link: int | None = None
    reason: str = ""

    @property
    def place(self) -> int:
        """Return the place of a school's scope."""
        return self.span.lo


NOBODY = Scope(Family.NOBODY)


def system(reason: str) -> Scope:
    """Return the scope of a job or command that must see everything, and says why."""
    return Scope(Family.SYSTEM, NATION, reason=reason)


in_force: ContextVar[Scope] = ContextVar("scope", default=NOBODY)


def current() -> Scope:
    """Return the scope in force in this thread of execution."""
    return in_force.get()
