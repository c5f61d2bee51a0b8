"""When a minor whose relation has ended may be given another mentor.

The written rule, as families read it: the talk took place or was given up, a delay has passed, and
a coordinator decided. Adults choose alone.
"""

from collections.abc import Collection
from datetime import date

from django.db import connection

from mentorat.mentorships.enums import RematchDecision, RematchReason, RematchWait
from mentorat.mentorships.errors import ReasonOfTheOtherDecision, RematchMustWait, RematchTooEarly
from mentorat.mentorships.models import RematchHold
from mentorat.people.policies import former_files


def held(mentee_ids: Collection[int], *, on: date) -> dict[int, RematchWait]:
    """Return, by minor whose last relation ended, what is waited for before another one.

    A relation of an earlier school year counts: the pupil is the same, in a file of another year.
    """
    if not mentee_ids:
        return {}
    today = {former: mentee for mentee, former in former_files(mentee_ids)}
    today |= {mentee: mentee for mentee in mentee_ids}
    holds = RematchHold.objects.unscoped("a rule about these pupils").undecided()
    waits: dict[int, RematchWait] = {}
    for hold in holds.filter(mentee__in=today).order_by("pk"):
        wait = hold.waits_for(on=on)
        if wait is not None:
            waits[today[hold.mentee_id]] = wait
    adults = _adults(waits, on=on)
    return {pk: wait for pk, wait in waits.items() if pk not in adults}


def check_rematch(mentee_ids: Collection[int], *, on: date) -> None:
    """Refuse another relation to a minor who still waits for something."""
    for wait in held(mentee_ids, on=on).values():
        raise RematchMustWait(wait=wait.label)


def check_decision(
    hold: RematchHold, decision: RematchDecision, reason: RematchReason, *, on: date
) -> None:
    """Refuse to allow before the talk and the delay, or for a reason that says the contrary."""
    allows = decision is RematchDecision.ALLOWED
    if allows != (reason in RematchReason.ALLOWS):
        raise ReasonOfTheOtherDecision
    if allows and (hold.talk_settled_at is None or on < hold.until):
        raise RematchTooEarly(until=f"{hold.until:%d/%m/%Y}")


def _adults(mentee_ids: Collection[int], *, on: date) -> set[int]:
    if not mentee_ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::int[]) AS id WHERE mentorat_is_adult(id, %s)",
            [list(mentee_ids), on],
        )
        return {pk for (pk,) in cursor.fetchall()}
