"""Figures, computed by a worker after the acts that change them. Each task may run twice."""

from functools import partial
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Family, Scope, system
from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy
from mentorat.steering import computing

AGAIN = RetryStrategy(max_attempts=3, wait=30)


@app.task(queue="figures", retry=AGAIN)
def refresh_school_figures(*, school_id: int, campaign_id: int) -> None:
    """Compute the figures of a school, within its own scope."""
    school = School.objects.get(pk=school_id)
    campaign = Campaign.objects.get(pk=campaign_id)
    with entered(Scope(Family.SCHOOL, school.span)):
        computing.refresh_school(
            school=school, campaign=campaign, now=clock.now(), today=clock.today()
        )


@app.task(queue="figures", retry=AGAIN)
def refresh_academy_figures(*, academy: str, campaign_id: int) -> None:
    """Compute the figures of the schools of an académie."""
    here = Academy.objects.get(pk=academy)
    campaign = Campaign.objects.get(pk=campaign_id)
    with entered(system("figures of an académie")):
        computing.refresh_academy(
            academy=here, campaign=campaign, now=clock.now(), today=clock.today()
        )


def defer_refresh(school_id: int, campaign_id: int) -> None:
    """Ask for the figures of a school once the act in hand is committed.

    After, and not within it: a job that was already waiting could be taken up before the commit,
    and would not see the act. What a crash in between loses, the night computes.
    """
    transaction.on_commit(partial(_queue_school, school_id, campaign_id))


def defer_academy_refresh(academy: str, campaign_id: int) -> bool:
    """Ask for the figures of an académie, unless that is waiting already."""
    return _queue_once(
        refresh_academy_figures,
        f"figures:{campaign_id}:academy:{academy}",
        academy=academy,
        campaign_id=campaign_id,
    )


def _queue_school(school_id: int, campaign_id: int) -> bool:
    return _queue_once(
        refresh_school_figures,
        f"figures:{campaign_id}:school:{school_id}",
        school_id=school_id,
        campaign_id=campaign_id,
    )


def _queue_once(task: Task[..., Any, Any], lock: str, **arguments: str | int) -> bool:
    try:
        # Its own savepoint: the queue refuses a second lock with an error of the database.
        with transaction.atomic():
            task.configure(queueing_lock=lock).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
