"""Pupils whose relation has ended, and what each waits for before another one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mentorat.foundations.scope import Scope
from mentorat.mentorships.enums import RematchWait
from mentorat.mentorships.models import RematchHold
from mentorat.mentorships.policies import held
from mentorat.people.models import Mentee
from mentorat.people.policies import former_files


@dataclass(frozen=True)
class HoldLine:
    """A pupil whose relation has ended, and what is waited for before another one."""

    hold: RematchHold
    wait: RematchWait


def holds_listed(*, scope: Scope, today: date) -> list[HoldLine]:
    """Return the minors who wait before another relation; those to decide of first.

    A pupil whose file of last year was closed, and who has one of this year, waits as well.
    """
    present = Mentee.objects.within(scope).present().values_list("pk", flat=True)
    back = {former for _, former in former_files(present)}
    holds = list(
        RematchHold.objects.within(scope)
        .undecided()
        .filter(Q(mentee__left_on=None) | Q(mentee__in=back))
        .select_related("mentee")
        .order_by("until", "pk")
    )
    waiting = held({hold.mentee_id for hold in holds}, on=today)
    lines = [
        HoldLine(hold, wait)
        for hold in holds
        if (wait := hold.waits_for(on=today)) and hold.mentee_id in waiting
    ]
    return sorted(lines, key=lambda line: line.wait is not RematchWait.DECISION)
