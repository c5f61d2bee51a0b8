"""Who waits for a mentor, and for how long."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, Value, When

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need
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


def waiting_list(project: SchoolProject, *, scope: Scope, today: date) -> list[Waiting]:
    """Return the volunteers of a project who have no relation, longest wait first.

    Those whose mentor left come before all.

    Last year of cycle before the others, where the campaign says so.
    """
    last_year_first = Case(
        When(mentee__level__in=TrainingLevel.LAST_OF_CYCLE, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    needs = (
        Need.objects.within(scope)
        .filter(campaign=project.campaign_id, place=project.place)
        .unmet()
        .select_related("mentee__speciality", "mentee__family")
    )
    first = [last_year_first] if project.campaign.last_year_first else []
    orphans = F("priority_since").asc(nulls_last=True)
    ordered = needs.order_by(orphans, *first, "volunteered_on", "pk")
    found = list(ordered)
    waits = held({need.mentee_id for need in found}, on=today)
    return [_waiting(need, waits.get(need.mentee_id), today=today) for need in found]


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
