"""How relations go, at a glance: from their alarms and their last meeting, in the database."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import CharField, IntegerField
from django.utils import timezone

from mentorat.followup.engine.days import day_back
from mentorat.followup.enums import AlarmState, Health
from mentorat.followup.models import Alarm
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MentorshipQuerySet
from mentorat.programmes.models import Campaign
from mentorat.reference.queries import holidays_by_calendar
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance, MentoringSession

INSIDE = "inside a condition"
# Half of the silence after which there is an alarm: time to look, not yet to act.
HALF = 2


def with_health(
    rows: MentorshipQuerySet, *, campaign: Campaign, now: datetime
) -> MentorshipQuerySet:
    """Add ``last_met``, ``next_on``, ``health`` and its ``urgency`` (0 first) to relations.

    Schools of several académies are each judged by their own holidays. One question.
    """
    met = (
        Attendance.objects.unscoped(INSIDE)
        .filter(
            session__mentorship=OuterRef("pk"),
            session__state=SessionState.HELD,
            status=AttendanceStatus.PRESENT,
        )
        .order_by("-session__during")
        .values("session__during__startswith")
    )
    ahead = (
        MentoringSession.objects.unscoped(INSIDE)
        .planned()
        .filter(mentorship=OuterRef("pk"), during__endswith__gt=now)
        .order_by("during")
        .values("during__startswith")
    )
    alarms = Alarm.objects.unscoped(INSIDE).filter(mentorship=OuterRef("pk"))
    quiet = _quiet(campaign, today=timezone.localdate(now))
    watched = Q(state=MentorshipState.ACTIVE, next_on=None) & quiet
    return rows.annotate(
        last_met=Subquery(met[:1]),
        next_on=Subquery(ahead[:1]),
        health=Case(
            When(Exists(alarms.filter(state=AlarmState.OPEN)), then=Value(Health.ALARM)),
            When(Exists(alarms.filter(state=AlarmState.SNOOZED)), then=Value(Health.WATCH)),
            When(watched, then=Value(Health.WATCH)),
            default=Value(Health.ON_TRACK),
            output_field=CharField(choices=Health),
        ),
        urgency=Case(
            *(When(health=health, then=Value(rank)) for rank, health in enumerate(Health)),
            output_field=IntegerField(),
        ),
    )


def _quiet(campaign: Campaign, *, today: date) -> Q:
    """Return what is true of relations that should have met, each by the calendar of its school."""
    half = campaign.silence_days // HALF
    found = Q()
    for calendar, periods in holidays_by_calendar(campaign.opens_on, today).items():
        since = day_back(today, half, [(one.first_day, one.last_day) for one in periods])
        midnight = datetime.combine(since, time.min, tzinfo=timezone.get_current_timezone())
        silent = Q(last_met=None, started_on__lt=since) | Q(last_met__lt=midnight)
        found |= Q(school__academy__calendar=calendar) & silent
    return found


def health_counts(rows: QuerySet[Any, Any]) -> dict[Health, int]:
    """Count relations that ``with_health`` has annotated. One question."""
    found = dict(rows.order_by().values_list("health").annotate(count=Count(F("pk"))))
    return {health: found.get(health, 0) for health in Health}
