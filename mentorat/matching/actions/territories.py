"""Ask for the proposals of a territory: one job an académie, for as many workers as there are."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from mentorat.foundations.place import Span
from mentorat.foundations.scope import Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies, tasks
from mentorat.matching.models import AcademyRun, TerritoryRun
from mentorat.people.models import User
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.models import Academy


@transaction.atomic
def ask_territory_run(
    *, campaign: Campaign, span: Span, scope: Scope, now: datetime, by: User
) -> TerritoryRun:
    """Ask for the proposals of every school of a territory that has a project, the largest
    académies first. The work is queued with the run, or neither is.
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
    for part in parts:
        lock = f"matching:academy:{part.academy_id}"
        tasks.compute_academy_run.configure(lock=lock).defer(part_id=part.pk)
    return run
