"""The schools of a territory's run: how many wait in each, how many have a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorat.access.roles import Permission
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.matching.models import SchoolFigures, TerritoryRun
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.territories.hiding import KEPT_QUIET, kept_quiet

Rows = ScopedQuerySet[SchoolFigures]


@dataclass(frozen=True)
class Line:
    figures: SchoolFigures
    volunteers: str
    served: str
    beyond: str
    lenders: Sequence[str]


@page(permission=Permission.TERRITORY_MATCH)
def index(request: PageRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(TerritoryRun.objects.within(request.scope), pk=pk)
    rows = SchoolFigures.objects.within(request.scope).filter(part__territory_run=run)
    named = ("pk", "part", "volunteers", "served", "beyond")
    counts = list(rows.order_by("pk").values_list(*named))
    quiet = {
        "volunteers": kept_quiet((row, many, [part]) for row, part, many, *_ in counts),
        # Nor what would give away how many are left.
        "served": kept_quiet((row, made, [part]) for row, part, _, made, _ in counts)
        | kept_quiet((row, many - made, [part]) for row, part, many, made, _ in counts),
    }
    # Among those left: a number here would bound a hidden one.
    quiet["beyond"] = quiet["served"] | kept_quiet(
        (row, lent, [part]) for row, part, *_, lent in counts
    )
    academies = sorted(set(rows.order_by().values_list("part", "part__academy__name")))
    listing = _list(academies).read(request, _ordered(rows, quiet))
    context = {
        "run": run,
        "listing": listing,
        "lines": [_line(one, quiet) for one in listing.rows],
        "has_academies": len(academies) > 1,
    }
    return render(request, template_of(request, "territories/schools.html"), context)


def _ordered(rows: Rows, quiet: dict[str, frozenset[int]]) -> Rows:
    """Annotate what may be read of each count: hidden ones stand together, above those of zero."""
    return rows.select_related("school", "part__academy").annotate(
        **{
            f"shown_{name}": Case(
                When(pk__in=hidden, then=Value(1)), default=F(name), output_field=IntegerField()
            )
            for name, hidden in quiet.items()
        }
    )


def _line(figures: SchoolFigures, quiet: dict[str, frozenset[int]]) -> Line:
    return Line(
        figures,
        # Each school named has one pupil at least: beside a hidden number, that would tell it.
        lenders=[] if figures.pk in quiet["beyond"] else figures.lenders,
        **{
            name: KEPT_QUIET if figures.pk in hidden else str(getattr(figures, name))
            for name, hidden in quiet.items()
        },
    )


def _named(rows: Rows, words: str) -> Rows:
    for word in words.split():
        rows = rows.filter(
            Q(school__name__unaccent__icontains=word)
            | Q(school__city__unaccent__icontains=word)
            | Q(school__uai__iexact=word)
        )
    return rows


def _list(academies: Sequence[tuple[int, str]]) -> List[Rows]:
    where = Filter[Rows](
        "academie",
        "Académie",
        [(str(part), name) for part, name in academies],
        lambda rows, value: rows.filter(part=int(value)),
        all_label="Toutes",
    )
    return List(
        noun="lycée",
        search=Search("Nom, commune ou UAI", _named),
        filters=(where,) if len(academies) > 1 else (),
        sorts=(
            Sort("volunteers", "Volontaires", ("-shown_volunteers", "school__name")),
            Sort("served", "Avec une proposition", ("-shown_served", "school__name")),
            Sort("beyond", "Possibles avec un autre lycée", ("-shown_beyond", "school__name")),
            Sort("name", "Nom", ("school__name", "school__city")),
        ),
    )
