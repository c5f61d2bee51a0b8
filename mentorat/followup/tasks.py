"""Work that is done later: alarms, and what follows the departure of an association."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mentorat.followup import leavers, telling, watching
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Family, Scope, system
from mentorat.mentorships.actions import mentors_join
from mentorat.mentorships.models import FormerMentee, Mentorship
from mentorat.organisations.models import Association, School
from mentorat.people.models import User


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


@app.task(queue="mail", retry=RetryStrategy(max_attempts=3, wait=30))
def tell_exit(*, association_id: int, day: str, stays: bool) -> int:
    """Tell schools and mentors; each is written to once, however often this runs."""
    association = Association.objects.get(pk=association_id)
    with entered(system("an association leaves")), transaction.atomic():
        return telling.tell_exit(
            association=association,
            day=date.fromisoformat(day),
            stays=stays,
            today=clock.today(),
        )


@app.task(queue="followup", retry=RetryStrategy(max_attempts=3, wait=30))
def mentors_follow(*, mentorship_id: int, left_id: int, by_id: int) -> int:
    """Put those who took a relation over on the file of its mentors, who may live elsewhere."""
    with entered(system("mentors taken over")), transaction.atomic():
        mentorship = Mentorship.objects.unscoped("one that was taken over").get(pk=mentorship_id)
        return mentors_join(mentorship=mentorship, left_id=left_id, by=User.objects.get(pk=by_id))


@app.task(queue="followup", retry=RetryStrategy(max_attempts=3, wait=30))
def hear_leaver(*, former_id: int) -> None:
    """Ask for the talk of a pupil who left a group. A family's link may not write it itself."""
    with entered(system("a pupil left a group")), transaction.atomic():
        left = FormerMentee.objects.unscoped("one that has just left")
        former = left.select_related("mentorship__project__campaign").get(pk=former_id)
        leavers.hear_leaver(former, now=clock.now())
