"""Accounts of the invented year, with their grants. Nobody signs in with a password."""

from collections.abc import Mapping

from mentorat.access.actions import Post
from mentorat.access.models import Grant
from mentorat.demo.cast import PERSONAS
from mentorat.demo.copying import Ledger
from mentorat.demo.year import PlayedYear
from mentorat.people.models import User

# Django's mark of a password that no one can type.
UNUSABLE = "!"


def open_account(ledger: Ledger, email: str, full_name: str) -> int:
    return ledger.add(User, email=email, full_name=full_name, password=UNUSABLE)


def open_personas(ledger: Ledger) -> Mapping[str, int]:
    """Open the accounts of the personas. Returns their numbers by slug."""
    return {
        persona.slug: open_account(ledger, persona.email, persona.full_name) for persona in PERSONAS
    }


def give(ledger: Ledger, user: int, post: Post, *, year: PlayedYear, by: int | None = None) -> None:
    """Grant a role from the first day of the campaign."""
    columns = {
        (f"{name}_id" if hasattr(value, "pk") else name): getattr(value, "pk", value)
        for name, value in post.columns().items()
        if value is not None
    }
    ledger.add(Grant, user_id=user, valid_from=year.opens_on, granted_by_id=by, **columns)
