"""What our commands with a report have in common: ``--json``, ``--apply``, refusals in French."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentorat.foundations.errors import Refusal
from mentorat.imports.management.opening import read_source
from mentorat.imports.reports import Report


class ReportCommand(BaseCommand):
    """A command that ends with a report."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="un rapport d’une ligne, en JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = self.report(options)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(report.as_json() if options["json"] else self.in_words(report, options))

    def report(self, options: dict[str, Any]) -> Report:
        raise NotImplementedError

    def in_words(self, report: Report, _options: dict[str, Any]) -> str:
        return report.as_text()


class ImportCommand(ReportCommand):
    """A command that reads a file, shows its plan, and applies it when asked to."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("source", help="un fichier, ou une adresse en https://")
        parser.add_argument("--apply", action="store_true", help="écrire ce que le plan annonce")

    def report(self, options: dict[str, Any]) -> Report:
        return self.report_on(read_source(options["source"]), apply=options["apply"])

    def report_on(self, content: bytes, *, apply: bool) -> Report:
        raise NotImplementedError

    def in_words(self, report: Report, options: dict[str, Any]) -> str:
        plan = "Plan : rien n’est écrit, ajoutez --apply pour l’appliquer."
        title = "Import appliqué." if options["apply"] else plan
        return f"{title}\n{report.as_text()}"
