"""Ask for proposals; a worker computes them."""

from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import engine, policies, tasks
from mentorat.matching.enums import RunState
from mentorat.matching.models import Choices, MatchingRun
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject

NOTHING_SETTLED = Choices()


@transaction.atomic
def ask_run(
    *, project: SchoolProject, choices: Choices = NOTHING_SETTLED, now: datetime, by: User
) -> MatchingRun:
    """Ask for the proposals of a project, around what a person settled: what stays, what is not
    wanted. The work is queued with the run, or neither is.
    """
    policies.wait_turn(project.pk)
    policies.check_can_run(project, now=now)
    policies.check_choices(project, choices)
    # A run that nobody finished in time gives up its place.
    project.matching_runs.filter(state__in=policies.UNDER_WAY).update(
        state=RunState.FAILED, finished_at=now
    )
    run = MatchingRun.objects.create(
        project=project,
        place=project.place,
        asked_by=by,
        asked_at=now,
        # The same all year: two runs of the same facts propose the same.
        seed=project.campaign.year,
        engine=engine.VERSION,
        kept=sorted(choices.kept),
        excluded=sorted(choices.excluded),
    )
    record(Event.MATCHING_RUN, on=run, by=by)
    tasks.compute_run.configure(lock=f"matching:{project.pk}").defer(run_id=run.pk)
    return run
