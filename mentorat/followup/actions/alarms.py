"""What a person does with an alarm. Raising and ending are its cause's."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from mentorat.followup import policies, tasks
from mentorat.followup.enums import AlarmKind, AlarmState, SnoozeReason
from mentorat.followup.models import Alarm
from mentorat.followup.notices import word_to_mentor
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.organisations.models import School
from mentorat.people.models import Mentor, User
from mentorat.programmes.queries import campaign_on


@transaction.atomic
def snooze(*, alarm: Alarm, until: date, reason: SnoozeReason, today: date, by: User) -> Alarm:
    """Put an alarm off, until a day and for a reason. It comes back then, unless it ended."""
    alarm = Alarm.objects.all().locked(alarm)
    latest = today + timedelta(days=campaign_on(today).snooze_days)
    policies.check_snooze(alarm, until=until, latest=latest, today=today)
    alarm.state, alarm.snoozed_until = AlarmState.SNOOZED, until
    alarm.snooze_reason, alarm.snoozed_by = reason, by
    alarm.save(update_fields=["state", "snoozed_until", "snooze_reason", "snoozed_by"])
    record(Event.ALARM_SNOOZED, on=alarm.subject, by=by, reason=reason)
    return alarm


@transaction.atomic
def snooze_together(
    *, alarms: Sequence[Alarm], until: date, reason: SnoozeReason, today: date, by: User
) -> list[Alarm]:
    """Put off at once the causes of one relation, or of one mentor: one thing to come back to."""
    return [snooze(alarm=alarm, until=until, reason=reason, today=today, by=by) for alarm in alarms]


@transaction.atomic
def wake(*, alarm: Alarm, by: User) -> Alarm:
    """Bring back an alarm that was put off."""
    alarm = Alarm.objects.all().locked(alarm)
    policies.check_alarm_can_become(alarm, AlarmState.OPEN)
    alarm.state = AlarmState.OPEN
    alarm.save(update_fields=["state"])
    record(Event.ALARM_SNOOZED, on=alarm.subject, by=by, reason="back")
    return alarm


@transaction.atomic
def write_to_mentor(*, alarm: Alarm, school: School, today: date, by: User) -> list[Mentor]:
    """Send the prepared word to the mentors of an alarm, once a day. Returns who receives it."""
    found = Mentor.objects.unscoped("of this alarm").filter(
        Q(memberships__mentorship=alarm.mentorship_id or 0) | Q(pk=alarm.mentor_id or 0)
    )
    mentors = list(found.distinct().order_by("pk"))
    for mentor in mentors:
        notify(
            kind=Kind.ACT,
            key=f"alarm-word:{alarm.pk}:{mentor.pk}:{today.isoformat()}",
            address=mentor.email,
            letter=word_to_mentor(kind=AlarmKind(alarm.kind), signed=str(by), school=str(school)),
        )
    return mentors


def alarms_may_end(*, school_id: int) -> None:
    """Have the alarms of the school looked at again, once, after the act in hand is committed."""
    tasks.defer_watch(school_id)
