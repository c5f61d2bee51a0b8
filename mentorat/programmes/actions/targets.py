"""What is expected of associations.

The actor is part of the signature of every action; a target is no act on anyone, the journal of
the platform keeps nothing of it.
"""
# ruff: noqa: ARG001 -- see above

from django.db import transaction

from mentorat.organisations.models import Association
from mentorat.people.models import User
from mentorat.programmes.models import AssociationTarget, Campaign
from mentorat.reference.models import Academy


@transaction.atomic
def set_target(
    *, association: Association, campaign: Campaign, academy: Academy | None, mentees: int, by: User
) -> AssociationTarget:
    """Write the target of an association, or change it."""
    target = AssociationTarget(
        association=association, campaign=campaign, academy=academy, mentees=mentees
    )
    AssociationTarget.objects.bulk_create(
        [target],
        update_conflicts=True,
        unique_fields=["association", "campaign", "academy"],
        update_fields=["mentees"],
    )
    return target
