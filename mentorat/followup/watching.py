"""Alarms follow their causes: raised with them, ended when they are gone.

It stands under ``tasks``, which calls it each night and after the acts that may end an alarm.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup.enums import AlarmState
from mentorat.followup.models import Alarm
from mentorat.followup.notices import alarm_letter
from mentorat.followup.queries.causes import Cause, causes
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.models import MentorMembership
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.organisations.models import School
from mentorat.people.models import Mentor, User

# The first key of our advisory locks on the schools whose alarms are being written.
WATCHED_SCHOOL = 15


@dataclass(frozen=True)
class Watched:
    raised: Sequence[Alarm]
    ended: int
    returned: int


@transaction.atomic
def watch_school(*, school: School, now: datetime, today: date) -> Watched:
    """Raise, bring back and end the alarms of a school. A second run changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [WATCHED_SCHOOL, school.place])
    found = {cause.key: cause for cause in causes(school, now=now, today=today)}
    standing = {
        (alarm.kind, alarm.mentorship_id, alarm.mentor_id): alarm
        for alarm in Alarm.objects.unscoped("of one school").standing().filter(place=school.place)
    }
    raised = _raise(
        school, [cause for key, cause in found.items() if key not in standing], today=today
    )
    ended = _end([alarm for key, alarm in standing.items() if key not in found], now=now)
    kept = [(alarm, found[key]) for key, alarm in standing.items() if key in found]
    return Watched(raised=raised, ended=ended, returned=_keep(kept, today=today))


def _raise(school: School, new: Sequence[Cause], *, today: date) -> list[Alarm]:
    alarms = Alarm.objects.bulk_create(
        Alarm(
            kind=cause.kind,
            place=school.place,
            mentorship_id=cause.mentorship_id,
            mentor_id=cause.mentor_id,
            owner_id=cause.owner_id,
            about_on=cause.about_on,
            raised_on=today,
        )
        for cause in new
    )
    for alarm in alarms:
        record(Event.ALARM_RAISED, on=alarm.subject, by=None, kind=alarm.kind)
    if alarms:
        _tell(school, alarms, today=today)
    return alarms


def _tell(school: School, alarms: Sequence[Alarm], *, today: date) -> None:
    """Tell each owner, else whoever runs relations at the school; in the day's one message."""
    names = _mentors_of(alarms)
    shared = holders(Permission.MENTORSHIP_MANAGE, over=school.span, on=today)
    owners = User.objects.in_bulk({alarm.owner_id for alarm in alarms if alarm.owner_id})
    for alarm in alarms:
        letter = alarm_letter(alarm, mentor=names.get(alarm.pk, "Un mentor"))
        told = [owners[alarm.owner_id]] if alarm.owner_id in owners else shared
        for user in told:
            notify(
                key=f"alarm:{alarm.pk}:{user.pk}",
                address=user.email,
                kind=Kind.RHYTHM,
                letter=letter,
            )


def _mentors_of(alarms: Iterable[Alarm]) -> dict[int, str]:
    """Return the short name of the mentor of each alarm."""
    found = list(alarms)
    by_relation = dict(
        MentorMembership.objects.unscoped("of the alarms of one school")
        .filter(mentorship__in=[alarm.mentorship_id for alarm in found if alarm.mentorship_id])
        .order_by("-function", "-pk")
        .values_list("mentorship", "mentor")
    )
    wanted = {
        alarm.pk: alarm.mentor_id or by_relation.get(alarm.mentorship_id or 0) for alarm in found
    }
    mentors = Mentor.objects.unscoped("of the alarms of one school").in_bulk(
        [pk for pk in wanted.values() if pk]
    )
    return {pk: mentors[mentor].short_name for pk, mentor in wanted.items() if mentor in mentors}


def _end(alarms: Sequence[Alarm], *, now: datetime) -> int:
    for alarm in alarms:
        alarm.state, alarm.ended_at = AlarmState.ENDED, now
        record(Event.ALARM_ENDED, on=alarm.subject, by=None, kind=alarm.kind)
    Alarm.objects.unscoped("of one school").bulk_update(alarms, ["state", "ended_at"])
    return len(alarms)


def _keep(kept: Iterable[tuple[Alarm, Cause]], *, today: date) -> int:
    """Bring back what was put off until today; follow the owner and the day of the cause."""
    changed, returned = [], 0
    for alarm, cause in kept:
        is_due = alarm.snoozed_until is not None and alarm.snoozed_until <= today
        returns = alarm.state == AlarmState.SNOOZED and is_due
        if returns:
            alarm.state, returned = AlarmState.OPEN, returned + 1
        if returns or (alarm.owner_id, alarm.about_on) != (cause.owner_id, cause.about_on):
            alarm.owner_id, alarm.about_on = cause.owner_id, cause.about_on
            changed.append(alarm)
    Alarm.objects.unscoped("of one school").bulk_update(changed, ["state", "owner", "about_on"])
    return returned
