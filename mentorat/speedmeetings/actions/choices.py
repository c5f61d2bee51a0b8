"""Whom each chose, who was not there: told by a link, or typed from a sheet of paper."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people.models import User
from mentorat.speedmeetings import policies
from mentorat.speedmeetings.models import Mark, Participant, Turn, TurnQuerySet


@transaction.atomic
def give_marks(
    *, participant: Participant, turns: Sequence[int], now: datetime, by: User | None
) -> Participant:
    """Keep whom a participant chose, the preferred first; nobody at all is an answer too.

    ``by``: nobody, the person by a signed link; or who types what a sheet of paper says.
    """
    participant = Participant.objects.all().locked(participant)
    meeting = participant.meeting
    policies.check_open(meeting, today=timezone.localdate(now))
    policies.check_came(participant)
    side = "mentee_side" if participant.is_mentee else "mentor_side"
    met = meeting.turns.filter(**{side: participant, "is_missed": False}).values_list(
        "pk", flat=True
    )
    policies.check_choices(turns, set(met))
    participant.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(participant=participant, turn_id=turn, place=participant.place, rank=rank)
        for rank, turn in enumerate(turns, start=1)
    )
    participant.marked_at, participant.marked_by = now, by
    participant.save(update_fields=["marked_at", "marked_by"])
    record(Event.CHOICES_GIVEN, on=meeting, by=by)
    return participant


@transaction.atomic
def mark_absent(*, participant: Participant, now: datetime, by: User) -> Participant:
    """Let the meeting go on without someone: rounds of that person are pauses, choices that name
    him or her are forgotten.
    """
    participant = Participant.objects.all().locked(participant)
    policies.check_planned(participant.meeting)
    own = _turns_of(participant)
    Mark.objects.unscoped("choices that name someone who is absent").filter(turn__in=own).delete()
    own.update(is_missed=True)
    participant.absent_at, participant.absent_by = now, by
    participant.marked_at = participant.marked_by = None
    participant.save(update_fields=["absent_at", "absent_by", "marked_at", "marked_by"])
    return participant


@transaction.atomic
def mark_present(*, participant: Participant) -> Participant:
    """Take an absence back: rounds with others who came count again."""
    participant = Participant.objects.all().locked(participant)
    policies.check_planned(participant.meeting)
    participant.absent_at = participant.absent_by = None
    participant.save(update_fields=["absent_at", "absent_by"])
    came = Q(mentee_side__absent_at=None, mentor_side__absent_at=None)
    _turns_of(participant).filter(came).update(is_missed=False)
    return participant


def _turns_of(participant: Participant) -> TurnQuerySet:
    own = Q(mentee_side=participant) | Q(mentor_side=participant)
    return Turn.objects.unscoped("the rounds of one person").filter(own)


@transaction.atomic
def forget_marks(*, before: date) -> int:
    """Delete the choices of meetings held before a day, which nobody settled. Return how many."""
    old = Mark.objects.unscoped("choices that nobody settled in time").filter(
        participant__meeting__held_on__lt=before
    )
    return old.delete()[0]
