"""An association takes part, then no more. The journal is for whoever calls."""

from datetime import date

from django.db import transaction

from mentorat.organisations.models import Association


@transaction.atomic
def association_leaves(*, association: Association, on: date) -> Association:
    """Say from which day an association takes part no more. A second day replaces the first."""
    association.leaves_on = on
    association.save(update_fields=["leaves_on"])
    return association


@transaction.atomic
def association_stays(*, association: Association) -> Association:
    """Take back the day on which an association was to leave."""
    association.leaves_on = None
    association.save(update_fields=["leaves_on"])
    return association
