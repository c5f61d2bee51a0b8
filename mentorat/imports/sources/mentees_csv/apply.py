"""A plan of pupils, written in a fixed number of statements."""

from mentorat.imports.sources.mentees_csv.plan import MenteePlan
from mentorat.organisations.models import School
from mentorat.people.actions import apply_mentees
from mentorat.people.models import User


def apply(plan: MenteePlan, *, school: School, year: int, by: User) -> None:
    apply_mentees(
        school=school,
        year=year,
        created=[row.record for row in plan.created],
        changed={one.pk: one.record for one in plan.changed},
        ended={one.pk: one.on for one in plan.ended},
        by=by,
    )
