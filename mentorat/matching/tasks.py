"""Matching, done by a worker while the page waits."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope, system
from mentorat.matching.computing import begin, compute, fail
from mentorat.matching.enums import RunState
from mentorat.matching.models import AcademyRun, MatchingRun
from mentorat.matching.territories import compute_academy


@app.task(queue="matching", retry=RetryStrategy(max_attempts=3, wait=10))
def compute_run(*, run_id: int) -> None:
    """Compute a run within the scope of its school. Called again, it finds it done."""
    run = _found(run_id)
    if run is None:
        return
    with entered(Scope(Family.SCHOOL, school_span(run.place))):
        if not begin(run=run):
            return
        try:
            compute(run=run, today=clock.today(), now=clock.now())
        except Exception:
            fail(run=run, now=clock.now())
            raise


def _found(run_id: int) -> MatchingRun | None:
    with entered(system("which school a run is for")) as scope, transaction.atomic():
        return MatchingRun.objects.within(scope).filter(pk=run_id).first()


@app.task(queue="matching", retry=RetryStrategy(max_attempts=3, wait=10))
def compute_academy_run(*, part_id: int) -> None:
    """Compute an académie of a territory. Called again, it finds it done.

    The scope sees names that whoever asked does not: what comes out is proposals for each school,
    and figures for the territory.
    """
    with entered(system("matching of an académie")) as scope:
        with transaction.atomic():
            parts = AcademyRun.objects.within(scope).filter(pk=part_id)
            if not parts.exclude(state=RunState.DONE).update(state=RunState.RUNNING):
                return
            part = parts.get()
        try:
            compute_academy(part=part, today=clock.today(), now=clock.now())
        except Exception:
            with transaction.atomic():
                parts.update(state=RunState.FAILED, finished_at=clock.now())
            raise
