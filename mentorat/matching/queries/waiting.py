"""Who waits for a mentor, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need, NeedQuerySet
from mentorat.mentorships.enums import RematchWait
from mentorat.mentorships.policies import held
from mentorat.programmes.models import SchoolProject
from mentorat.reference.enums import TrainingLevel


@dataclass(frozen=True)
class Waiting:
    """A volunteer without relation, as the school's people see him or her."""

    need_id: int
    mentee_id: int
    name: str
    class_label: str
    level: str
    training: str
    kind: str
    objective: str
    accepts_remote: bool
    volunteered_on: date
    days: int
    is_last_year: bool
    # What a minor whose relation has ended still waits for; nobody is proposed before.
    held_by: str
    has_priority: bool = False


# In the order of the list: whoever lost a mentor, the last year of a cycle, the longest wait.
USUAL_ORDER = ("without_priority", "priority_since", "before_last_year", "volunteered_on")


def waiting_needs(project: SchoolProject, *, scope: Scope) -> NeedQuerySet:
    """Return the volunteers of a project who have no relation, longest wait first.

    Those whose mentor left come before all; then, where the campaign says so, those in the last
    year of a cycle.
    """
    last_years = TrainingLevel.LAST_OF_CYCLE if project.campaign.last_year_first else ()
    needs = (
        Need.objects.within(scope)
        .filter(campaign=project.campaign_id, place=project.place)
        .unmet()
        .select_related("mentee__speciality", "mentee__family")
    )
    return needs.annotate(
        without_priority=_unless(priority_since__isnull=False),
        before_last_year=_unless(mentee__level__in=last_years),
    ).order_by(*USUAL_ORDER, "pk")


def waiting_shown(needs: Iterable[Need], *, today: date) -> list[Waiting]:
    """Return these volunteers as the school reads them. One query for all."""
    found = list(needs)
    waits = held({need.mentee_id for need in found}, on=today)
    return [_waiting(need, waits.get(need.mentee_id), today=today) for need in found]


def waiting_list(project: SchoolProject, *, scope: Scope, today: date) -> list[Waiting]:
    return waiting_shown(waiting_needs(project, scope=scope), today=today)


def _unless(**condition: Any) -> Case:
    return Case(When(**condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def _waiting(need: Need, wait: RematchWait | None, *, today: date) -> Waiting:
    mentee = need.mentee
    return Waiting(
        need_id=need.pk,
        mentee_id=mentee.pk,
        name=str(mentee),
        class_label=mentee.class_label,
        level=mentee.get_level_display(),
        training=str(mentee.training or ""),
        kind=need.get_kind_display(),
        objective=need.get_objective_display(),
        accepts_remote=need.accepts_remote,
        volunteered_on=need.volunteered_on,
        days=need.days_waiting(today=today),
        is_last_year=mentee.is_in_last_year,
        has_priority=need.priority_since is not None,
        held_by=wait.label if wait else "",
    )
