"""When a mentor may meet pupils."""

from collections.abc import Iterable
from datetime import date

from mentorat.people.enums import ClearanceKind
from mentorat.people.errors import NotCleared
from mentorat.people.models import Clearance, Mentor


def missing_clearances(mentor: Mentor, *, on: date) -> list[ClearanceKind]:
    """Return the kinds of which the mentor holds none that is valid on the day."""
    held = set(
        Clearance.objects.unscoped("a rule about one mentor")
        .filter(mentor=mentor)
        .valid(on=on)
        .values_list("kind", flat=True)
    )
    return [kind for kind in ClearanceKind if kind not in held]


def check_cleared(mentors: Iterable[Mentor], *, on: date) -> None:
    """Refuse mentors who lack a valid clearance on the day. Nothing goes around this check."""
    for mentor in mentors:
        missing = missing_clearances(mentor, on=on)
        if missing:
            words = ", ".join(kind.label for kind in missing)
            raise NotCleared(mentor=mentor, missing=words)
