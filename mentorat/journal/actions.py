"""The only write of the journal."""

from django.db import models

from mentorat.foundations import clock
from mentorat.foundations.scope import Family, current
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.people.models import User


def record(
    event: Event, *, on: models.Model | None = None, by: User | None, **detail: str | int | None
) -> Entry:
    """Write one line about an act. ``detail`` holds codes and numbers, never names of persons.

    An act without account names the signed link by which it was done.
    """
    link = current().link
    if by is None and link is not None:
        detail["link"] = link
    return Entry.objects.create(
        at=clock.now(),
        event=event,
        by=by,
        place=_place(on),
        about_kind=type(on).__name__.lower() if on is not None else "",
        about_id=on.pk if on is not None else None,
        detail=detail,
    )


def _place(on: models.Model | None) -> int:
    """Return where the act is filed: at the school that acts, else where its object stands, else
    in the territory that acts.
    """
    scope = current()
    if scope.family is Family.SCHOOL:
        return scope.place
    place: int = getattr(on, "place", scope.place if scope.family is Family.TERRITORY else 0)
    return place
