"""Of whom one collects: the person behind an account or a signed link."""

from dataclasses import dataclass
from enum import StrEnum

from mentorat.access.models import Grant, SignedLink


class Kind(StrEnum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    GUARDIAN = "guardian"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Concerned:
    """A person under one or several of the names by which tables know him or her."""

    keys: tuple[tuple[Kind, int], ...]


def of_account(grant: Grant) -> Concerned:
    """Return whoever wears the grant: the account, and the mentor or pupil that it stands for."""
    keys = [(Kind.ACCOUNT, grant.user_id)]
    if grant.mentor_id is not None:
        keys.append((Kind.MENTOR, grant.mentor_id))
    if grant.mentee_id is not None:
        keys.append((Kind.MENTEE, grant.mentee_id))
    return Concerned(tuple(keys))


def of_link(link: SignedLink) -> Concerned:
    """Return the person of a signed link."""
    named = (
        (Kind.MENTOR, link.mentor_id),
        (Kind.MENTEE, link.mentee_id),
        (Kind.GUARDIAN, link.guardian_id),
    )
    return Concerned(tuple((kind, pk) for kind, pk in named if pk is not None))
