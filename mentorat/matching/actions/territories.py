"""Ask for the proposals of a territory: one job an académie, for as many workers as there are."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from mentorat.foundations.place import Span
from mentorat.foundations.scope import Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies, tasks
from mentorat.matching.actions.rules import RulesSaid
from mentorat.matching.enums import RunState
from mentorat.matching.errors import NothingBroken
from mentorat.matching.models import AcademyRun, TerritoryRun
from mentorat.people.models import User
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.models import Academy


@transaction.atomic
def ask_territory_run(
    *,
    campaign: Campaign,
    span: Span,
    scope: Scope,
    now: datetime,
    by: User,
    is_trial: bool = False,
    tried: RulesSaid | None = None,
) -> TerritoryRun:
    """Ask for the proposals of every school of a territory that has a project, the largest
    académies first. The work is queued with the run, or neither is. A trial writes figures alone;
    it may try other rules than those in force: of the nation, or of the académie it is about.
    """
    policies.check_can_run_territory(campaign, span, scope=scope, now=now)
    expected = dict(
        SchoolProject.objects.within(scope)
        .filter(campaign=campaign, place__range=(span.lo, span.hi))
        .order_by()
        .values_list("school__academy")
        .annotate(pupils=Sum("target_mentees"))
    )
    academies = Academy.objects.select_related("region").filter(pk__in=expected)
    run = TerritoryRun.objects.create(
        campaign=campaign,
        place=span.lo,
        last_place=span.hi,
        asked_by=by,
        asked_at=now,
        seed=campaign.year,
        is_trial=is_trial or tried is not None,
        tried=tried.columns if tried else {},
    )
    ordered = sorted(academies, key=lambda one: (-expected[one.pk], one.pk))
    parts = AcademyRun.objects.bulk_create(
        AcademyRun(
            territory_run=run,
            academy=academy,
            place=academy.span.lo,
            last_place=academy.span.hi,
        )
        for academy in ordered
    )
    record(Event.TERRITORY_RUN, on=run, by=by, academies=len(parts))
    _queue(parts)
    return run


@transaction.atomic
def resume_territory_run(*, run: TerritoryRun, by: User) -> TerritoryRun:
    """Ask again for the académies that broke off; the others stay as they are."""
    broken = list(run.parts.filter(state=RunState.FAILED).order_by("pk"))
    if not broken:
        raise NothingBroken
    run.parts.filter(pk__in=[part.pk for part in broken]).update(
        state=RunState.WAITING, finished_at=None
    )
    record(Event.TERRITORY_RUN, on=run, by=by, academies=len(broken))
    _queue(broken)
    return run


def _queue(parts: Iterable[AcademyRun]) -> None:
    for part in parts:
        lock = f"matching:academy:{part.academy_id}"
        tasks.compute_academy_run.configure(lock=lock).defer(part_id=part.pk)
