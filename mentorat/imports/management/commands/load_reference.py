"""Load what we ship: territory, training, holidays, and the list of schools."""

from typing import Any

from django.db import transaction

from mentorat.imports.management.reporting import ReportCommand
from mentorat.imports.reports import Report
from mentorat.imports.sources.shipped_schools.apply import load_shipped_schools
from mentorat.reference.actions import load_holidays, load_territory, load_training


class Command(ReportCommand):
    help = "Charge le territoire, les formations, les vacances et la liste d’établissements."

    @transaction.atomic
    def report(self, _options: dict[str, Any]) -> Report:
        loaded = load_territory() + load_training() + load_holidays()
        schools = load_shipped_schools()
        return Report(
            created=loaded.created + schools.created,
            changed=loaded.changed,
            unchanged=loaded.unchanged + schools.unchanged,
            closed=loaded.closed,
        )
