"""Needs without offers: domain by domain, in each département or académie, and where to look."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family
from mentorat.matching.models import DomainFigures
from mentorat.matching.queries import latest_parts
from mentorat.programmes.queries import campaign_on
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.territories.hiding import HIDDEN, KEPT_QUIET, kept_quiet, shown

Rows = ScopedQuerySet[DomainFigures]
# From which share of the volunteers without mentor a place is shown so, and in what words.
HEATS = ((0.75, 4, "presque tous"), (0.5, 3, "la moitié ou plus"), (0.25, 2, "un quart ou plus"))
SOME, NONE = (1, "peu"), (0, "")
# By what may be read of it, which is annotated.
NOBODY_LEFT = {"shown_left": 0}
UNKNOWN_DOMAIN = "formation non renseignée"


@dataclass(frozen=True)
class Line:
    domain: str
    where: str
    volunteers: str
    left: str
    heat: int
    share: str
    silent: str
    tutors: str
    firms: Sequence[str]


@page(permission=Permission.TERRITORY_MATCH)
def index(request: PageRequest) -> HttpResponse:
    """Show what the last run of each académie found, a trial or not."""
    campaign = campaign_on(clock.today())
    parts = list(latest_parts(campaign, scope=request.scope).select_related("academy"))
    by_academy = request.scope.family is Family.NATION
    rows = (
        DomainFigures.objects.within(request.scope)
        .filter(part__in=[part.pk for part in parts], department__isnull=by_academy)
        .select_related("nsf", "department", "part__academy")
    )
    quiet = _quiet(rows)
    listing = _list(rows, by_academy=by_academy).read(request, _ordered(rows, quiet))
    context = {
        "parts": parts,
        "oldest": min((part.finished_at for part in parts if part.finished_at), default=None),
        "listing": listing,
        "lines": [_line(one, quiet) for one in listing.rows],
        "level": "Académie" if by_academy else "Département",
    }
    return render(request, template_of(request, "territories/needs.html"), context)


def _quiet(rows: Rows) -> dict[str, frozenset[int]]:
    """Return the rows whose counts are hidden: the totals of an académie are read elsewhere, and
    those of a domain in an académie are read by the nation.
    """
    counts = list(rows.order_by("pk").values_list("pk", "part", "nsf", "volunteers", "left"))
    return {
        "volunteers": kept_quiet(
            (row, many, [part, (part, nsf)]) for row, part, nsf, many, _ in counts
        ),
        "left": kept_quiet((row, left, [part, (part, nsf)]) for row, part, nsf, _, left in counts),
    }


def _ordered(rows: Rows, quiet: dict[str, frozenset[int]]) -> Rows:
    """Annotate what may be read of each count: hidden ones stand together, above those of zero."""
    return rows.annotate(
        **{
            f"shown_{name}": Case(
                When(pk__in=hidden, then=Value(1)), default=F(name), output_field=IntegerField()
            )
            for name, hidden in quiet.items()
        }
    )


def _line(one: DomainFigures, quiet: dict[str, frozenset[int]]) -> Line:
    volunteers, left = (
        KEPT_QUIET if one.pk in quiet[name] else str(getattr(one, name))
        for name in ("volunteers", "left")
    )
    is_read = KEPT_QUIET not in {volunteers, left}
    heat, share = _heat(one.left / one.volunteers) if is_read and one.left else NONE
    return Line(
        domain=one.nsf.label if one.nsf else UNKNOWN_DOMAIN,
        where=str(one.department or one.part.academy),
        volunteers=volunteers,
        left=left,
        heat=heat,
        share=share,
        silent=shown(one.silent, HIDDEN),
        tutors=shown(one.tutors, HIDDEN),
        firms=one.firms,
    )


def _heat(share: float) -> tuple[int, str]:
    return next(((level, words) for least, level, words in HEATS if share >= least), SOME)


def _named(rows: Rows, words: str) -> Rows:
    for word in words.split():
        rows = rows.filter(
            Q(nsf__label__unaccent__icontains=word)
            | Q(department__name__unaccent__icontains=word)
            | Q(part__academy__name__unaccent__icontains=word)
            | Q(firms__icontains=word)
        )
    return rows


def _lacking(rows: Rows, value: str) -> Rows:
    return rows.exclude(**NOBODY_LEFT) if value == "oui" else rows.filter(**NOBODY_LEFT)


def _list(rows: Rows, *, by_academy: bool) -> List[Rows]:
    place = "part__academy" if by_academy else "department"
    found = set(rows.order_by().values_list(place, f"{place}__name"))
    places = sorted(found, key=lambda one: one[1])
    return List(
        noun="ligne",
        search=Search("Domaine, lieu ou entreprise", _named),
        filters=(
            Filter(
                "lieu",
                "Académie" if by_academy else "Département",
                places,
                lambda found, value: found.filter(**{place: value}),
                all_label="Toutes" if by_academy else "Tous",
            ),
            Filter(
                "manque",
                "Mentors",
                (("oui", "il en manque"), ("non", "il n’en manque pas")),
                _lacking,
            ),
        ),
        sorts=(
            Sort("left", "Élèves sans mentor", ("-shown_left", "nsf__label")),
            Sort("volunteers", "Volontaires", ("-shown_volunteers", "nsf__label")),
            Sort("domain", "Domaine", ("nsf__label", f"{place}__name")),
            Sort("place", "Lieu", (f"{place}__name", "-shown_left")),
        ),
    )
