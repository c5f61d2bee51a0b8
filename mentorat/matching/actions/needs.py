"""« Je suis volontaire », and no longer."""

from datetime import date, datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.errors import AlreadyVolunteer
from mentorat.matching.models import Need
from mentorat.people.models import Mentee, User
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.programmes.models import Campaign


@transaction.atomic
def volunteer(
    *,
    mentee: Mentee,
    campaign: Campaign,
    objective: Objective,
    kind: MentoringKind,
    accepts_remote: bool,
    on: date,
    by: User | None,
) -> Need:
    """Record that a pupil wants a mentor (``by``: nobody, when the pupil said so by link).

    One standing need a pupil and campaign.
    """
    policies.check_can_volunteer(mentee)
    need, created = Need.objects.unscoped("one standing need a pupil").get_or_create(
        mentee=mentee,
        campaign=campaign,
        withdrawn_at=None,
        defaults={
            "place": mentee.place,
            "kind": kind,
            "objective": objective,
            "accepts_remote": accepts_remote,
            "volunteered_on": on,
            "recorded_by": by,
        },
    )
    if not created:
        raise AlreadyVolunteer
    record(Event.NEED_RECORDED, on=need, by=by)
    return need


@transaction.atomic
def withdraw(*, need: Need, now: datetime, by: User | None) -> Need:
    """Take a pupil off the waiting list. Whoever is in a relation ends that relation instead."""
    need = Need.objects.all().locked(need)
    policies.check_can_withdraw(need)
    need.withdrawn_at = now
    need.save(update_fields=["withdrawn_at"])
    record(Event.NEED_WITHDRAWN, on=need, by=by)
    return need
