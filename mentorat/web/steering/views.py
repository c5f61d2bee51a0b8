"""Figures of a territory, and the way down by links: nation, région, académie, school."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mentorat.access.roles import Level, Permission
from mentorat.foundations import clock
from mentorat.foundations.place import ACADEMY, NATION, REGION, Span
from mentorat.organisations.models import School
from mentorat.programmes.queries import campaign_on
from mentorat.reference.models import AcademicRegion, Academy
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.enums import Nature
from mentorat.steering.queries import drill_down, level_of, overview
from mentorat.web.lists import template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.steering import shown
from mentorat.web.steering.below import DRAWN, list_of

DRAWABLE = [code for code in shown.CODES if INDICATORS[code].nature is Nature.VOLUME]


@dataclass(frozen=True)
class Tile:
    """A volume with the quality that always stands beside it."""

    label: str
    value: str
    definition: str
    paired_label: str
    paired_value: str


@dataclass(frozen=True)
class Parent:
    label: str
    url: str


@page(permission=Permission.INDICATOR_VIEW)
def index(request: PageRequest) -> HttpResponse:
    """Lead to the figures of one's own territory or school."""
    span = request.scope.span
    level = level_of(span)
    if level is Level.NATION:
        return redirect("steering:nation")
    if level is Level.REGION:
        return redirect("steering:region", _region_at(span).number)
    if level is Level.ACADEMY:
        return redirect("steering:academy", _academy_at(span).code)
    return redirect("steering:school", School.objects.get(place=span.lo).uai)


@page(permission=Permission.INDICATOR_VIEW)
def nation(request: PageRequest) -> HttpResponse:
    return _territory(request, NATION)


@page(permission=Permission.INDICATOR_VIEW)
def region(request: PageRequest, number: int) -> HttpResponse:
    return _territory(request, get_object_or_404(AcademicRegion, number=number).span)


@page(permission=Permission.INDICATOR_VIEW)
def academy(request: PageRequest, code: str) -> HttpResponse:
    return _territory(request, get_object_or_404(Academy, code=code).span)


@page(permission=Permission.INDICATOR_VIEW)
def school(request: PageRequest, uai: str) -> HttpResponse:
    return _territory(request, get_object_or_404(School.objects.open(), uai=uai).span)


@page(permission=Permission.INDICATOR_VIEW)
def definitions(request: PageRequest) -> HttpResponse:
    return render(request, "steering/definitions.html", {"indicators": INDICATORS.values()})


def _territory(request: PageRequest, span: Span) -> HttpResponse:
    """Show a territory: its figures in pairs, then those below in a picture and a table."""
    if not request.scope.span.covers(span):
        raise Http404
    campaign = campaign_on(clock.today())
    figures = overview(request.scope, campaign, span)
    below = drill_down(request.scope, campaign, span, shown.CODES)
    listing = list_of(below.level).read(request, shown.lines(below.rows))
    drawn = request.GET.get(DRAWN, "")
    code = drawn if drawn in DRAWABLE else "mentees"
    context = {
        "overview": figures,
        "tiles": [
            Tile(
                volume.indicator.label,
                shown.text_of(volume),
                volume.indicator.definition,
                quality.indicator.label,
                shown.text_of(quality),
            )
            for volume, quality in figures.pairs
        ],
        "date": figures.computed_at,
        "parents": _parents(request, span),
        "listing": listing,
        "columns": [listing.sorts[code] for code in shown.CODES],
        "has_below": bool(below.rows),
        "asked": [one for one in parse_qsl(listing.query) if one[0] != DRAWN],
        "chart": shown.chart_of(below, code) if below.rows else None,
        "map": shown.map_of(below, code) if span == NATION else None,
        "choices": [(one, INDICATORS[one].label, one == code) for one in DRAWABLE],
    }
    return render(request, template_of(request, "steering/territory.html"), context)


def _parents(request: PageRequest, span: Span) -> list[Parent]:
    """Return the territories above, as far up as the scope goes."""
    found = []
    if span != NATION:
        found.append((NATION, "France entière", reverse("steering:nation")))
    level = level_of(span)
    if level in {Level.ACADEMY, Level.SCHOOL}:
        above = _region_at(span)
        found.append((above.span, above.name, reverse("steering:region", args=[above.number])))
    if level is Level.SCHOOL:
        here = _academy_at(span)
        found.append((here.span, here.name, reverse("steering:academy", args=[here.code])))
    covered = request.scope.span.covers
    return [Parent(label, url) for where, label, url in found if covered(where)]


def _region_at(span: Span) -> AcademicRegion:
    return AcademicRegion.objects.get(number=span.lo // REGION)


def _academy_at(span: Span) -> Academy:
    return Academy.objects.get(code=f"{span.lo % REGION // ACADEMY:02d}")
