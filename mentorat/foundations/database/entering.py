"""Put a scope in force, for the ORM and for the database alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from mentorat.foundations.database.base import announce
from mentorat.foundations.scope import Scope, in_force


@contextmanager
def entered(scope: Scope) -> Iterator[Scope]:
    """Put a scope in force; the one before comes back at the end."""
    token = in_force.set(scope)
    announce()
    try:
        yield scope
    finally:
        in_force.reset(token)
        announce()
