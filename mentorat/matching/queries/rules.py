"""The rules of a level: what it says itself, then what is said above, then the usual ones."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q

from mentorat.matching.engine import Part, Rule, Rules, Weight
from mentorat.matching.models import MatchingRules, TerritoryRun
from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.reference.models import Academy

USUAL = Rules()
WISHES = (Rule.WISH, Rule.LANGUAGE)
# What a least affinity asks, in words.
LEVELS = {
    100: "le même domaine de formation",
    80: "un métier auquel la formation mène",
    60: "un domaine voisin",
    40: "le même secteur",
    0: "n’importe quel métier",
}


def rules_of(project: SchoolProject) -> Rules:
    """Return what a run of a project obeys."""
    return rules_for(project.campaign, school=project.school)


def rules_for(
    campaign: Campaign, *, academy: Academy | None = None, school: School | None = None
) -> Rules:
    """Return the rules of a school, of an académie, or of all."""
    return merged(levels_above(campaign, academy=academy, school=school))


def own_rules(campaign: Campaign, academy: Academy, *, above: Rules) -> dict[int, Rules]:
    """Return, by place, the rules of schools that are not those above them. One query."""
    levels = MatchingRules.objects.filter(campaign=campaign, school__academy=academy)
    told = {
        level.school.place: _with(above, level)
        for level in levels.select_related("school")
        if level.school is not None
    }
    return {place: rules for place, rules in told.items() if rules != above}


def levels_above(
    campaign: Campaign, *, academy: Academy | None = None, school: School | None = None
) -> list[MatchingRules]:
    """Return what is written at a level and above it, the nearest first. One query."""
    academy_id = school.academy_id if school else academy and academy.pk
    here = Q(academy=None, school=None) | Q(academy=academy_id or "") | Q(school=school or 0)
    found = MatchingRules.objects.filter(here, campaign=campaign)
    return sorted(found, key=lambda one: (one.school_id is None, one.academy_id is None))


def tried_over(run: TerritoryRun, academy: Academy) -> Rules:
    """Return the rules of an académie with those that a trial tries: of the nation, or its own."""
    is_own = run.span == academy.span
    levels = [
        one
        for one in levels_above(run.campaign, academy=academy)
        if (one.academy_id == academy.pk) is not is_own
    ]
    tried = MatchingRules(campaign=run.campaign, **run.tried)
    return merged([tried, *levels] if is_own else [*levels, tried])


def merged(levels: Sequence[MatchingRules]) -> Rules:
    """Return the rules that result; a value that no level has is the usual one."""
    rules = USUAL
    for level in reversed(levels):
        rules = _with(rules, level)
    return rules


def _with(rules: Rules, level: MatchingRules) -> Rules:
    weights = {Part(part): Weight(word) for part, word in level.weights.items()}
    said = {Rule(rule): is_preference for rule, is_preference in level.preferences.items()}
    kept = {rule for rule in rules.preferences if said.get(rule, True)}
    return replace(
        rules,
        weights={**rules.weights, **weights},
        preferences=frozenset(kept | {rule for rule, is_one in said.items() if is_one}),
        least_affinity=_or(level.least_affinity, rules.least_affinity),
        longest_wait=_or(level.longest_wait, rules.longest_wait),
        tiers=rules.tiers if level.tiers is None else tuple(level.tiers),
    )


def contradictions(rules: Rules) -> tuple[str, ...]:
    """Say, a sentence each, what rules taken together make impossible or without effect."""
    needed = [part for part in Part if rules.weights[part] is Weight.INDISPENSABLE]
    said = [
        (
            len(needed) == len(Part),
            "Tous les critères sont indispensables : presque aucun élève n’aura de proposition.",
        ),
        (
            Part.WAITING in needed,
            "Le temps d’attente est indispensable : inscrit le jour même, on n’a aucun mentor.",
        ),
        (
            Part.LAST_YEAR in needed,
            "La dernière année est indispensable : les autres élèves n’auront aucun mentor.",
        ),
        (
            Part.WISHES in needed and set(WISHES) <= rules.preferences,
            "Les souhaits sont indispensables, mais aucun n’est une règle : rien n’est exigé.",
        ),
        (
            rules.least_affinity > max(LEVELS),
            "La proximité demandée entre métier et formation n’est atteinte par personne.",
        ),
        (
            rules.least_affinity == 0 and Part.AFFINITY in needed,
            "Le métier est indispensable, mais n’importe quelle proximité suffit.",
        ),
    ]
    return tuple(sentence for holds, sentence in said if holds)


def _or(value: int | None, above: int) -> int:
    return above if value is None else value
