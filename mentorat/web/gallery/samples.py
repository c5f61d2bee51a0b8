"""What the gallery shows: templates of ``gallery/samples/``, one a component, on invented facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.template import Context, Engine
from django.utils import timezone
from django.utils.safestring import SafeString

from mentorat.web.components import (
    REGISTRY,
    Entry,
    ImportPlan,
    KeyFigure,
    RefusedLine,
    Step,
    Task,
)
from mentorat.web.gallery.pictures import academies, curves, parts, shares
from mentorat.web.lists import ActiveFilter, Field, Listing, Option, PageLink, SortLink
from mentorat.web.templatetags.states import STATES


@dataclass(frozen=True)
class Exhibit:
    """A component: what it looks like, and how that is written."""

    name: str
    html: SafeString
    source: str


def gallery(today: date) -> list[Exhibit]:
    """Return every component of the registry, in the order of their names."""
    facts = _facts(today)
    return [_exhibit(name, facts) for name in sorted(REGISTRY)]


def _exhibit(name: str, facts: Mapping[str, Any]) -> Exhibit:
    template = Engine.get_default().get_template(f"gallery/samples/{name}.html")
    return Exhibit(
        name, template.render(Context({**facts, "csrf_token": "exemple"})), template.source
    )


def _facts(today: date) -> dict[str, Any]:
    def at(days: int, hour: int) -> datetime:
        moment = datetime.combine(today + timedelta(days), time(hour))
        return timezone.make_aware(moment)

    return {
        "today": today,
        "none": (),
        "last_week": today - timedelta(6),
        "tomorrow": at(1, 14),
        "shares": shares(),
        "no_chart": shares(()),
        "parts": parts(),
        "curves": curves(),
        "academies": academies(),
        "listing": LISTING,
        "last_page": LAST_PAGE,
        "one_page": replace(LISTING, pages=(), total=2),
        "states": {kind: words.values for kind, (words, _) in STATES.items()},
        "plan": PLAN,
        "clean_plan": ImportPlan(unchanged=212),
        "figures": FIGURES,
        "tasks": _tasks(today),
        "steps": _steps(today),
        "entries": (
            Entry(at(1, 14), "Séance prévue en salle B12", is_ahead=True),
            Entry(at(-6, 10), "Séance tenue", "Maud Mentor", "Élève présente. Thème : la lettre."),
            Entry(at(-20, 9), "Relation commencée", "Paul Bureau, bureau des entreprises"),
            Entry(today - timedelta(41), "Proposition acceptée par l’élève et par le mentor"),
        ),
    }


def _tasks(today: date) -> list[Task]:
    return [
        Task(
            "3 séances passées attendent leur feuille de présence.",
            "Noter la présence",
            "#",
            due_on=today - timedelta(3),
            is_late=True,
        ),
        Task("12 propositions à examiner.", "Examiner", "#", "Calculées hier soir."),
        Task(
            "Un élève vous est proposé.", "Accepter", "#", due_on=today + timedelta(4), is_post=True
        ),
    ]


def _steps(today: date) -> list[Step]:
    return [
        Step("Définition du projet", "done", today - timedelta(60), url="#"),
        Step("Équipe", "done", today - timedelta(52)),
        Step("Partenaires", "late", today - timedelta(8), "Une association manque encore."),
        Step("Identification des élèves", "current", today + timedelta(9)),
        Step("Présentation aux élèves", "todo", today + timedelta(16)),
        Step("Dialogue avec les familles", "todo"),
        Step("Suivi", "todo"),
        Step("Bilan", "todo"),
    ]


FIGURES = (
    KeyFigure("établissements", 2104, url="#"),
    KeyFigure("avec un projet", 1387),
    KeyFigure("part des élèves", 12.5, "%"),
    KeyFigure("bilans rendus", None),
)
PLAN = ImportPlan(
    created=184,
    changed=12,
    unchanged=9,
    ended=3,
    refused=(
        RefusedLine(
            17,
            "MEF",
            "2472551899",
            "Ce code n’est pas dans la nomenclature.",
            "Vérifier le code dans SIECLE, puis déposer le fichier de nouveau.",
        ),
        RefusedLine(52, "Date de naissance", "", "La date manque.", "La compléter."),
    ),
    hidden_refusals=4,
)
LISTING = Listing(
    path="/etablissements/",
    query="kind=lp",
    noun="établissement",
    search_label="Nom, commune ou UAI",
    words="ada",
    fields=(
        Field(
            "kind",
            "Type",
            (
                Option("", "Tous", is_chosen=False),
                Option("lp", "lycée professionnel", is_chosen=True),
            ),
        ),
        Field("sort", "Trier par", (Option("name", "Nom", is_chosen=True),)),
    ),
    sorts={
        "name": SortLink("name", "Nom", "?sort=-name", "ascending"),
        "city": SortLink("city", "Commune", "?sort=city", ""),
    },
    active=(ActiveFilter("Type : lycée professionnel", "/etablissements/"),),
    total=1387,
    rows=(
        {"name": "Lycée Ada-Lovelace", "city": "Villeneuve", "count": 48},
        {"name": "Lycée Joseph-Jacquard", "city": "Lyon", "count": 31},
    ),
    pages=(
        PageLink(1, "?page=1"),
        PageLink(0, "", is_gap=True),
        PageLink(6, "?page=6"),
        PageLink(7, "", is_current=True),
        PageLink(8, "?page=8"),
        PageLink(0, "", is_gap=True),
        PageLink(56, "?page=56"),
    ),
    previous_url="?page=6",
    next_url="?page=8",
    is_swap=False,
)
LAST_PAGE = replace(
    LISTING,
    total=31,
    pages=(PageLink(1, "?page=1"), PageLink(2, "", is_current=True)),
    previous_url="?page=1",
    next_url="",
    sorts={"name": SortLink("name", "Élèves", "?sort=size", "descending")},
)
