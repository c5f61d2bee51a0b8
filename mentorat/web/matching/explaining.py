"""Why this mentor, and why not that one: one proposal explained, any pair tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family, Scope
from mentorat.matching import queries
from mentorat.matching.engine import CAUSE_LABELS, Part
from mentorat.matching.models import Proposal
from mentorat.web.matching.finding import own_project
from mentorat.web.matching.naming import meant
from mentorat.web.matching.rules import PARTS
from mentorat.web.pages import PageRequest, page

LONGEST = 100
# To whom the reasons are shown besides the school, and in whose words.
READERS: Mapping[str, Scope] = {
    "L’élève lira": Scope(Family.GRANT, mentee=0),
    "Le mentor lira": Scope(Family.GRANT, mentor=0),
    "La famille lira": Scope(Family.GRANT, guardian=0),
}


@dataclass(frozen=True)
class Told:
    """A verdict in words, about an offer. ``advice``: what to do, when it is not possible."""

    need_id: int
    offer_id: int
    mentor: str
    verdict: queries.Verdict
    rule: str
    advice: str


@dataclass(frozen=True)
class Side:
    """One of the two names of the question, as typed, and whom it may mean."""

    name: str
    label: str
    typed: str
    choices: Mapping[int, str]
    found: list[int]

    @property
    def chosen(self) -> int | None:
        return self.found[0] if len(self.found) == 1 else None

    @property
    def error(self) -> str:
        if self.chosen is not None or not self.typed:
            return ""
        if self.found:
            return "Plusieurs noms y ressemblent : choisissez l’un de ceux de la liste."
        return "Ce nom n’est pas dans la liste : vérifiez-le."

    @property
    def options(self) -> list[str]:
        return list(self.choices.values())

    @property
    def suggestions(self) -> list[str]:
        return [self.choices[number] for number in self.found] if self.error else []


@page(permission=Permission.MATCHING_RUN)
def proposal(request: PageRequest, pk: int) -> HttpResponse:
    """Explain one proposal: score, reasons as each reader hears them, and what else."""
    found = Proposal.objects.within(request.scope).select_related("run__project__campaign")
    asked = get_object_or_404(found, pk=pk)
    shown = queries.proposal_shown(asked)
    project, today = asked.run.project, clock.today()
    asking = queries.explanations(project, scope=request.scope, today=today, about=shown.need_id)
    names = queries.offers_named(project, scope=request.scope, today=today)
    others = asking.alternatives(shown.need_id, besides=shown.offer_id)
    context = {
        "proposal": shown,
        "parts": [(part, PARTS[Part(part.part)]) for part in shown.parts],
        "voices": [
            (label, queries.reasons_for(scope, shown.reasons)) for label, scope in READERS.items()
        ],
        "verdict": asking.verdict(shown.need_id, shown.offer_id),
        "alternatives": [_told(shown.need_id, offer, names, verdict) for offer, verdict in others],
        "openings": asking.openings(shown.need_id),
        "why": urlencode({"eleve": f"{shown.mentee}, {shown.class_label}"}),
    }
    return render(request, "matching/explained.html", context)


@page(permission=Permission.MATCHING_RUN)
def why(request: PageRequest) -> HttpResponse:
    """Answer « pourquoi pas ce mentor ? » for a pupil who waits and a mentor who offers."""
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    today = clock.today()
    pupil = _side(request, "eleve", "Élève", queries.needs_named(project, scope=request.scope))
    names = queries.offers_named(project, scope=request.scope, today=today)
    mentor = _side(request, "mentor", "Mentor", names)
    told, openings = None, list[queries.Opening]()
    if pupil.chosen is not None and mentor.chosen is not None:
        asking = queries.explanations(project, scope=request.scope, today=today, about=pupil.chosen)
        verdict = asking.verdict(pupil.chosen, mentor.chosen)
        told = verdict and _told(pupil.chosen, mentor.chosen, names, verdict)
        openings = asking.openings(pupil.chosen) if told and told.rule else []
    context = {
        "sides": [pupil, mentor],
        "pupil": pupil.choices.get(pupil.chosen or 0, ""),
        "told": told,
        "is_held": pupil.chosen is not None and mentor.chosen is not None and told is None,
        "openings": openings,
    }
    return render(request, "matching/why.html", context)


def _told(need: int, offer: int, names: Mapping[int, str], verdict: queries.Verdict) -> Told:
    return Told(
        need_id=need,
        offer_id=offer,
        mentor=names.get(offer, ""),
        verdict=verdict,
        rule=CAUSE_LABELS[verdict.rule] if verdict.rule else "",
        advice=queries.advice_on(verdict.rule) if verdict.rule else "",
    )


def _side(request: PageRequest, name: str, label: str, choices: Mapping[int, str]) -> Side:
    asked = request.GET.get(f"choix-{name}") or request.GET.get(name, "")
    typed = asked.replace("\0", " ").strip()[:LONGEST]
    return Side(name, label, typed, choices, meant(typed, choices))
