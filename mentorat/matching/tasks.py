"""Matching, done by a worker while the page waits."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope, system
from mentorat.matching.computing import begin, compute, fail
from mentorat.matching.models import MatchingRun


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
