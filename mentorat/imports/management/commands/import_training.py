"""Import the official nomenclature of MEF: ``import_training FILE [--apply] [--json]``."""

from mentorat.imports.management.reporting import ImportCommand
from mentorat.imports.reports import Report
from mentorat.imports.sources.n_mef.apply import apply_training, plan_training


class Command(ImportCommand):
    help = "Importe la nomenclature N_MEF (CSV)."

    def report_on(self, content: bytes, *, apply: bool) -> Report:
        plan = plan_training(content)
        return apply_training(plan) if apply else plan.report
