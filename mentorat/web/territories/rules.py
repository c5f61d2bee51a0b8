"""The rules of matching, at the level of whoever asks: the nation, an académie, a school."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.matching.actions import ask_territory_run, write_matching_rules
from mentorat.matching.models import MatchingRules
from mentorat.matching.queries import (
    Effect,
    contradictions,
    effect_of,
    levels_above,
    merged,
)
from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.reference.models import Academy
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.territories.forms import RulesForm


@dataclass(frozen=True)
class Level:
    """Whose rules these are. ``name`` ends a sentence that begins with « valent pour »."""

    kind: str
    name: str
    academy: Academy | None = None
    school: School | None = None


@page(permission=Permission.MATCHING_RULES, writes=True)
def index(request: PageRequest) -> HttpResponse:
    """Show the rules of one's own level; who has several académies chooses one."""
    academies = _academies(request)
    if request.scope.family is Family.SCHOOL:
        school = get_object_or_404(School, place=request.scope.place)
        return _rules(request, Level("school", "votre lycée", school=school), [])
    if request.scope.family is Family.NATION:
        return _rules(request, Level("nation", "toutes les académies"), academies)
    if len(academies) == 1:
        return redirect("territories:academy_rules", academies[0].code)
    return render(request, "territories/academies.html", {"academies": academies})


@page(permission=Permission.MATCHING_RULES, writes=True)
def of_academy(request: PageRequest, code: str) -> HttpResponse:
    known = {academy.code: academy for academy in _academies(request)}
    academy = get_object_or_404(Academy, code=code if code in known else "")
    return _rules(request, Level("academy", f"l’académie de {academy}", academy=academy), [])


def _rules(request: PageRequest, level: Level, academies: list[Academy]) -> HttpResponse:
    campaign = campaign_on(clock.today())
    levels = levels_above(campaign, academy=level.academy, school=level.school)
    own = next((one for one in levels if _is_own(one, level)), None)
    above = merged([one for one in levels if one is not own])
    data = request.POST if request.method == "POST" else None
    form = RulesForm(data, own=own, above=above, level=level.kind)
    effect = None
    if form.is_valid():
        with refusals_shown_in(form):
            if "try" not in request.POST:
                return _written(request, form, campaign, level)
            if level.school is None:
                return _tried(request, form, campaign, level)
            effect = _effect(request, form, campaign, level.school)
    context = {
        "form": form,
        "level": level,
        "campaign": campaign,
        "academies": academies,
        "effect": effect,
        "contradictions": contradictions(merged(levels)),
    }
    return render(request, "territories/rules.html", context)


def _written(
    request: PageRequest, form: RulesForm, campaign: Campaign, level: Level
) -> HttpResponse:
    write_matching_rules(
        campaign=campaign,
        academy=level.academy,
        school=level.school,
        said=form.said,
        by=request.user,
    )
    messages.success(request, "Les règles valent dès le prochain calcul.")
    return redirect(request.path)


def _tried(request: PageRequest, form: RulesForm, campaign: Campaign, level: Level) -> HttpResponse:
    """Try the rules on every school of the level, by a job: nothing is written there."""
    run = ask_territory_run(
        campaign=campaign,
        span=level.academy.span if level.academy else request.scope.span,
        scope=request.scope,
        now=clock.now(),
        by=request.user,
        tried=form.said,
    )
    return redirect("territories:run", run.pk)


def _effect(
    request: PageRequest, form: RulesForm, campaign: Campaign, school: School
) -> Effect | None:
    """Try the rules on the volunteers of one school, at once; nothing without a project."""
    project = project_of(school, campaign, scope=request.scope)
    if project is None:
        return None
    levels = [one for one in levels_above(campaign, school=school) if one.school_id is None]
    tried = MatchingRules(campaign=campaign, school=school, **form.said.columns)
    return effect_of(project, merged([tried, *levels]), scope=request.scope, today=clock.today())


def _is_own(rules: object, level: Level) -> bool:
    ours = (level.academy and level.academy.pk, level.school and level.school.pk)
    return (getattr(rules, "academy_id", None), getattr(rules, "school_id", None)) == ours


def _academies(request: PageRequest) -> list[Academy]:
    """Return the académies that the person's territory holds."""
    if request.scope.family not in {Family.NATION, Family.TERRITORY}:
        return []
    known = Academy.objects.select_related("region").order_by("name")
    return [academy for academy in known if request.scope.span.covers(academy.span)]
