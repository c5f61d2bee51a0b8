"""Match a school, an académie or the nation, or two files: see docs/matching.md.

Exit codes: 0, done; 1, done, but rows of a file were not used; 2, refused: nothing was done.
"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.errors import Refusal
from mentorat.foundations.place import NATION
from mentorat.foundations.scope import Scope, system
from mentorat.matching import engine
from mentorat.matching.actions import ask_run, ask_territory_run, compute
from mentorat.matching.computing import tried
from mentorat.matching.engine import CAUSE_LABELS, Rules
from mentorat.matching.files import read_needs, read_offers
from mentorat.matching.models import MatchingRun
from mentorat.matching.territories import tried_academy
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on
from mentorat.reference.models import Academy

SEED = 1
NOT_ALL_USED = 1


class Command(BaseCommand):
    help = "Propose des mentors : pour un lycée, une académie, la nation, ou deux fichiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--school", metavar="UAI", help="le lycée de cet UAI")
        where.add_argument("--academy", metavar="CODE", help="l’académie de ce code")
        where.add_argument("--nation", action="store_true", help="toutes les académies")
        where.add_argument("--needs", metavar="FILE", help="un fichier de volontaires (CSV)")
        parser.add_argument("--offers", metavar="FILE", help="un fichier d’offres (CSV)")
        parser.add_argument("--dry-run", action="store_true", help="calculer sans rien écrire")
        parser.add_argument("--by", metavar="EMAIL", help="au nom de qui (sauf --dry-run)")
        parser.add_argument("--json", action="store_true", help="répondre en JSON")

    def handle(self, **options: Any) -> None:
        try:
            told = _of_files(options) if options["needs"] else _of_database(options)
        except Refusal as refusal:
            raise CommandError(refusal.sentence, returncode=2) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_sentences(told)))
        if told.get("bad_rows"):
            sys.exit(NOT_ALL_USED)


def _of_files(options: dict[str, Any]) -> dict[str, Any]:
    if not options["offers"]:
        raise CommandError("Donnez aussi --offers FICHIER.", returncode=2)
    needs, bad = read_needs(options["needs"], _content(options["needs"]))
    offers, bad_offers = read_offers(options["offers"], _content(options["offers"]))
    outcome = engine.match(needs, offers, Rules(), SEED)
    proof = outcome.certificate
    return {
        "needs": outcome.totals.needs,
        "offers": outcome.totals.offers,
        "served": outcome.totals.served,
        "mean_score": outcome.totals.mean_score,
        "proposals": [asdict(one) for one in outcome.proposals],
        "unserved": [asdict(one) for one in outcome.unserved],
        "certificate": {**asdict(proof), "gap": proof.gap},
        "bad_rows": [asdict(one) | {"sentence": str(one)} for one in (*bad, *bad_offers)],
    }


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"Le fichier {path} ne se lit pas : {problem}.", returncode=2) from None


def _of_database(options: dict[str, Any]) -> dict[str, Any]:
    with entered(system("matching asked by a command")) as scope, transaction.atomic():
        if options["school"]:
            return _of_school(options, scope)
        if options["dry_run"]:
            return {"academies": [_tried(academy) for academy in _academies(options)]}
        span = NATION if options["nation"] else _academies(options)[0].span
        run = ask_territory_run(
            campaign=campaign_on(clock.today()),
            span=span,
            scope=scope,
            now=clock.now(),
            by=_person(options),
        )
        return {"territory_run": run.pk, "queued": run.parts.count()}


def _of_school(options: dict[str, Any], scope: Scope) -> dict[str, Any]:
    campaign = campaign_on(clock.today())
    project = (
        SchoolProject.objects.within(scope)
        .select_related("campaign", "school")
        .filter(school__uai=options["school"], campaign=campaign)
        .first()
    )
    if project is None:
        known = School.objects.filter(uai=options["school"]).exists()
        why = "n’a pas de projet cette année" if known else "n’est pas connu"
        raise CommandError(f"Le lycée {options['school']} {why}.", returncode=2)
    if options["dry_run"]:
        run = MatchingRun(project=project, place=project.place, seed=campaign.year)
        return tried(run=run, today=clock.today())
    run = ask_run(project=project, now=clock.now(), by=_person(options))
    compute(run=run, today=clock.today(), now=clock.now())
    return {"run": run.pk, **run.summary, "certificate": run.certificate}


def _academies(options: dict[str, Any]) -> list[Academy]:
    known = Academy.objects.select_related("region").order_by("code")
    found = list(known if options["nation"] else known.filter(code=options["academy"]))
    if not found:
        raise CommandError(f"L’académie {options['academy']} n’est pas connue.", returncode=2)
    return found


def _tried(academy: Academy) -> dict[str, Any]:
    campaign = campaign_on(clock.today())
    return {"academy": academy.code, **tried_academy(academy, campaign, today=clock.today())}


def _person(options: dict[str, Any]) -> User:
    found = User.objects.filter(email__iexact=options["by"] or "").first()
    if found is None:
        raise CommandError("Dites au nom de qui, avec --by et une adresse connue.", returncode=2)
    return found


def _sentences(told: dict[str, Any]) -> list[str]:
    """Return what was found, in a few lines for a person."""
    if "queued" in told:
        return [f"Demandé : une tâche par académie, {told['queued']} en tout."]
    lines = []
    for part in told.get("academies", [told]):
        where = f"Académie {part['academy']} : " if "academy" in part else ""
        volunteers = part.get("volunteers", part.get("needs", 0))
        lines.append(f"{where}élèves avec une proposition : {part['served']} sur {volunteers}.")
        causes = part["unserved"]
        if isinstance(causes, dict):
            lines += [f"  {CAUSE_LABELS[cause]} : {number}" for cause, number in causes.items()]
    return [*lines, *(f"Non utilisée : {bad['sentence']}" for bad in told.get("bad_rows", []))]
