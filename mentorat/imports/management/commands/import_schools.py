"""Import the official directory of schools: ``import_schools FILE_OR_URL [--apply] [--json]``."""

from mentorat.foundations import clock
from mentorat.imports.management.reporting import ImportCommand
from mentorat.imports.reports import Report
from mentorat.imports.sources.annuaire.apply import apply_schools, plan_schools


class Command(ImportCommand):
    help = "Importe l’« Annuaire de l’éducation » (export CSV, 72 colonnes)."

    def report_on(self, content: bytes, *, apply: bool) -> Report:
        plan = plan_schools(content, today=clock.today())
        return apply_schools(plan) if apply else plan.report
