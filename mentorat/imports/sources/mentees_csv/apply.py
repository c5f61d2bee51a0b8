"""A plan of pupils, written in a fixed number of statements."""

from datetime import datetime

from mentorat.access.actions import revoke_links
from mentorat.imports.sources.mentees_csv.plan import MenteePlan
from mentorat.organisations.models import School
from mentorat.people.actions import apply_mentees
from mentorat.people.models import Guardian, User


def apply(plan: MenteePlan, *, school: School, year: int, now: datetime, by: User) -> None:
    _close_links_of_former_addresses(plan, now=now)
    apply_mentees(
        school=school,
        year=year,
        created=[row.record for row in plan.created],
        changed={one.pk: one.record for one in plan.changed},
        ended={one.pk: one.on for one in plan.ended},
        by=by,
    )


def _close_links_of_former_addresses(plan: MenteePlan, *, now: datetime) -> None:
    """Close what was sent to an address that a list replaces: it may be someone else's."""
    changed = {one.pk: one.record for one in plan.changed if one.record.guardians}
    known = Guardian.objects.unscoped("of pupils named by their school").filter(mentee__in=changed)
    ranks = {(pk, one.rank): one for pk, record in changed.items() for one in record.guardians}
    moved = [
        one.pk
        for one in known.exclude(email="")
        if (one.mentee_id, one.rank) in ranks and ranks[one.mentee_id, one.rank].email != one.email
    ]
    if moved:
        revoke_links(guardian__in=moved, now=now)
