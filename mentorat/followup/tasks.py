"""Alarms, computed by a worker each night and after the acts that may end them."""

from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mentorat.followup import watching
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import School


@app.task(queue="followup", retry=RetryStrategy(max_attempts=3, wait=30))
def watch_school(*, school_id: int) -> None:
    """Compute the alarms of a school, within its own scope and on its own clocks."""
    school = School.objects.select_related("academy").get(pk=school_id)
    zone = ZoneInfo(school.academy.time_zone)
    with timezone.override(zone), entered(Scope(Family.SCHOOL, school.span)):
        watching.watch_school(school=school, now=clock.now(), today=clock.today())


def defer_watch(school_id: int) -> None:
    """Ask for the alarms of a school once the act in hand is committed; the night does the rest."""
    transaction.on_commit(partial(queue_watch, school_id))


def queue_watch(school_id: int) -> bool:
    """Queue the work, unless it waits already."""
    try:
        with transaction.atomic():
            watch_school.configure(queueing_lock=f"alarms:{school_id}").defer(school_id=school_id)
    except AlreadyEnqueued:
        return False
    return True
