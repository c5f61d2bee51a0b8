"""``python manage.py seed_demo``: the demonstration, in one command."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from mentorat.demo import actions
from mentorat.demo.errors import DemoRefusal
from mentorat.foundations import clock
from mentorat.reference.models import Academy

DEFAULT_PUPILS, DEFAULT_SEED = 5_000, 1
# What is told of it, by the table that it is counted in.
COUNTED = {
    "schools": ("School", "établissements fictifs"),
    "pupils": ("Mentee", "élèves"),
    "volunteers": ("Need", "volontaires"),
    "mentors": ("Mentor", "mentors"),
    "mentorships": ("Mentorship", "relations"),
    "sessions": ("MentoringSession", "séances"),
    "accounts": ("User", "comptes"),
}


class Command(BaseCommand):
    help = "Remplit une base vide d’une année inventée, jouée par des personnes inventées."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pupils", type=int, default=DEFAULT_PUPILS, help="nombre d’élèves")
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, help="même graine, même année"
        )
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="AAAA-MM-JJ ; sinon, ce jour"
        )
        parser.add_argument("--json", action="store_true", help="une ligne de JSON")
        parser.add_argument("--if-empty", action="store_true", help="ne fait rien si déjà là")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if not settings.DEMO:
            raise CommandError(
                "La démonstration n’entre que dans une base de démonstration : DEMO=1."
            )
        if options["if_empty"] and actions.is_seeded():
            self._tell({}, 0.0, options)
            return
        if not Academy.objects.exists():
            # Its report is not ours: what we say stays one line.
            call_command("load_reference", stdout=StringIO())
        began = time.perf_counter()
        try:
            counts = actions.seed(
                pupils=options["pupils"],
                number=options["seed"],
                today=options["today"] or clock.today(),
            )
        except DemoRefusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._tell(counts, time.perf_counter() - began, options)

    def _tell(self, counts: Mapping[str, int], seconds: float, options: dict[str, Any]) -> None:
        rows = sum(counts.values())
        if options["json"]:
            told = {key: counts.get(name, 0) for key, (name, _) in COUNTED.items()}
            self.stdout.write(json.dumps({**told, "rows": rows, "seconds": round(seconds, 1)}))
            return
        if options["verbosity"] == 0:
            return
        if not counts:
            self.stdout.write("La démonstration est déjà là : rien n’a changé.")
            return
        words = ", ".join(f"{counts.get(name, 0)} {label}" for name, label in COUNTED.values())
        self.stdout.write(f"Démonstration prête en {seconds:.1f} s : {words} ; {rows} lignes.")
