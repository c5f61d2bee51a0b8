"""Django's PostgreSQL backend, plus one thing: every transaction begins by saying for whom it runs,
and on which day.

The role and the scope are local to the transaction and always set, also to « nobody », so that a
connection that comes back from the pool brings nothing along. Inside a transaction that is already
open (a savepoint, a test), entering a scope says it again.
"""

from django.db import connections
from django.db.backends.postgresql import base

from mentorat.foundations import clock
from mentorat.foundations import scope as scopes
from mentorat.foundations.scope import Family, Scope

# « Nobody » has no role: the login of a web process sees no table of persons.
ROLES: dict[Family, str] = {
    family: f"mentorat_{family}" for family in Family if family is not Family.NOBODY
}
SETTINGS = (
    "lo",
    "hi",
    "user",
    "mentor",
    "mentee",
    "guardian",
    "association",
    "company",
    "campus",
    "link",
    "today",
)
STATEMENT = "SELECT set_config('role', %s, true), " + ", ".join(
    f"set_config('app.{name}', %s, true)" for name in SETTINGS
)


class DatabaseWrapper(base.DatabaseWrapper):
    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 -- Django's signature
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # not in the stubs
        if not autocommit:
            self.announce_scope()

    def announce_scope(self) -> None:
        """Tell the database the scope in force, for the rest of the transaction."""
        with self.connection.cursor() as cursor:
            cursor.execute(STATEMENT, values(scopes.current()))


def values(scope: Scope) -> list[str]:
    """Return the parameters of STATEMENT for a scope."""
    own = (
        scope.span.lo,
        scope.span.hi,
        scope.user,
        scope.mentor,
        scope.mentee,
        scope.guardian,
        scope.association,
        scope.company,
        scope.campus,
        scope.link,
        clock.today(),
    )
    return [
        ROLES.get(scope.family, "none"),
        *("" if value is None else str(value) for value in own),
    ]


def announce() -> None:
    """Say the scope again on connections that are in the middle of a transaction."""
    for connection in connections.all(initialized_only=True):
        if not isinstance(connection, DatabaseWrapper) or not connection.in_atomic_block:
            continue
        if connection.connection is None or connection.needs_rollback:
            continue  # a broken transaction takes no statement, and its end forgets the scope
        connection.announce_scope()
