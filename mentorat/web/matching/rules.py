"""The rules of matching, for everyone: what is weighed, with what, by whom, and how to contest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mentorat.foundations import clock
from mentorat.matching.engine import PART_LABELS, VERSION, Part, Rule, Rules
from mentorat.matching.models import MatchingRules
from mentorat.matching.queries import rules_for
from mentorat.programmes.errors import NoCampaign
from mentorat.programmes.queries import campaign_on
from mentorat.web.lists import List, Search, Sort, template_of
from mentorat.web.pages import public_page
from mentorat.web.templatetags.french import several

# What a proposal never breaks, in the order in which mentors are set aside.
RULES: Mapping[Rule, str] = {
    Rule.CLEARANCE: (
        "Le mentor a tout ce qui est demandé avant de voir un élève : entretien, formation,"
        " charte, vérifications. Rien n’est périmé."
    ),
    Rule.SEATS: "Le mentor a encore une place libre ; il dit lui-même combien d’élèves il suit.",
    Rule.AUTHORISATION: (
        "L’association du mentor est autorisée par le chef d’établissement, dès qu’il a dit"
        " lesquelles le sont."
    ),
    Rule.AGREEMENT: "Le nombre d’élèves convenu avec l’association n’est pas dépassé.",
    Rule.TERRITORY: "Le mentor s’est proposé à ce lycée.",
    Rule.FORMER: "Les deux n’ont pas déjà été proposés ensemble, ni écartés par le lycée.",
    Rule.VETO: "Aucun des deux n’a dit ne pas vouloir être avec l’autre ; la raison est à lui.",
    Rule.CONFLICT: "Le mentor n’est ni parent, ni professeur, tuteur ou évaluateur de l’élève.",
    Rule.KIND: "Les deux veulent le même type de mentorat : de métier, de parcours, ou les deux.",
    Rule.TRADE: "Pour un mentorat de métier, le métier du mentor est proche de la formation.",
    Rule.WISH: (
        "L’élève qui préfère parler avec une femme, ou avec un homme, n’est pas proposé à l’autre ;"
        " un mentor qui ne l’a pas dit n’est pas écarté."
    ),
    Rule.LANGUAGE: "L’élève qui souhaite une langue en partage trouve un mentor qui la parle.",
}

# What each part of the score looks at.
PARTS: Mapping[Part, str] = {
    Part.AFFINITY: "la proximité entre le métier du mentor et la formation de l’élève",
    Part.KIND: "ce que les deux demandent : métier, parcours, ou les deux",
    Part.OBJECTIVE: "l’objectif de l’élève et la situation du mentor",
    Part.NEARNESS: "les kilomètres entre les deux communes, ou la distance acceptée",
    Part.AVAILABILITY: "les demi-journées des rencontres au lycée, et celles du mentor",
    Part.WISHES: "une femme ou un homme, les langues ; un nom que l’un des deux a donné",
    Part.WAITING: "les jours d’attente de l’élève ; celui dont le mentor est parti passe d’abord",
    Part.LAST_YEAR: "la dernière année de formation, où le temps manque le plus",
}


Levels = QuerySet[MatchingRules]


@dataclass(frozen=True)
class Weighed:
    label: str
    looks_at: str
    weight: str
    points: int


@dataclass(frozen=True)
class Variant:
    """An académie or a school whose rules are not those of all."""

    where: str
    weights: list[str]


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """State the rules in force for all, and where they differ; a run keeps those it obeyed."""
    in_force, levels = _in_force()
    listing = VARIANTS.read(request, levels)
    points = dict(zip(Part, in_force.points, strict=True))
    context = {
        "rules": [sentence for rule, sentence in RULES.items() if rule not in in_force.preferences],
        "weights": [
            Weighed(PART_LABELS[part], PARTS[part], in_force.weights[part], points[part])
            for part in Part
        ],
        "in_force": in_force,
        "listing": listing,
        "variants": [_variant(one) for one in listing.rows],
        "has_variants": levels.exists(),
        "engine": VERSION,
    }
    return render(request, template_of(request, "matching/rules.html"), context)


def _in_force() -> tuple[Rules, Levels]:
    """Return the rules of all, and the levels that say something else."""
    try:
        campaign = campaign_on(clock.today())
    except NoCampaign:
        return Rules(), MatchingRules.objects.none()
    levels = MatchingRules.objects.filter(campaign=campaign).exclude(academy=None, school=None)
    return rules_for(campaign), levels.select_related("academy", "school")


def _variant(level: MatchingRules) -> Variant:
    return Variant(
        f"académie {level.academy}" if level.academy else str(level.school),
        [
            *(f"{PART_LABELS[Part(part)]} : {word}" for part, word in level.weights.items()),
            *_measures(level),
        ],
    )


def _measures(level: MatchingRules) -> Iterator[str]:
    if level.least_affinity is not None:
        yield f"proximité du métier : {level.least_affinity} sur 100 au moins"
    if level.longest_wait is not None:
        yield f"attente comptée jusqu’à {several(level.longest_wait, 'jour')}"
    if level.tiers:
        yield f"paliers d’équité entre lycées : {', '.join(map(str, level.tiers))} %"


def _named(levels: Levels, words: str) -> Levels:
    for word in words.split():
        levels = levels.filter(
            Q(academy__name__unaccent__icontains=word)
            | Q(school__name__unaccent__icontains=word)
            | Q(school__city__unaccent__icontains=word)
        )
    return levels


VARIANTS = List(
    noun="académie ou lycée,académies ou lycées",
    search=Search("Académie, lycée ou commune", _named),
    sorts=(Sort("name", "Nom", ("academy__name", "school__name")),),
)
