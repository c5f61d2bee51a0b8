"""Handing out data is an act: the journal says that it was done, never what was handed."""

from django.db import models, transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people.models import User


@transaction.atomic
def hand_out(*, about: models.Model, by: User | None) -> None:
    """Note that a person took what concerns him or her."""
    record(Event.DATA_EXPORTED, on=about, by=by)
