"""Import the fiches of the ROME: ``import_rome FILE [--apply] [--json]``."""

from mentorat.imports.management.reporting import ImportCommand
from mentorat.imports.reports import Report
from mentorat.imports.sources.rome.apply import apply_rome, plan_rome


class Command(ImportCommand):
    help = "Importe les fiches du ROME (CSV : code_rome, libelle)."

    def report_on(self, content: bytes, *, apply: bool) -> Report:
        plan = plan_rome(content)
        return apply_rome(plan) if apply else plan.report
