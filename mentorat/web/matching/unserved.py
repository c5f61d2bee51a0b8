"""Those for whom a run found nobody: why, and what to do, one by one."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.matching import queries
from mentorat.matching.engine import CAUSE_LABELS
from mentorat.matching.models import NeedQuerySet
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.matching.finding import run_of
from mentorat.web.matching.lists import BY_PUPIL, PUPIL
from mentorat.web.pages import PageRequest, page


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    causes = queries.causes_left(run)
    listing = _list(causes).read(request, queries.unserved_of(run))
    context = {
        "run": run,
        "listing": listing,
        "unserved": queries.unserved_shown(run, listing.rows),
    }
    return render(request, template_of(request, "matching/left.html"), context)


def _list(causes: Mapping[int, str]) -> List[NeedQuerySet]:
    """Return the list of those left, to be narrowed by the causes that there are."""
    found = sorted(set(causes.values()))
    return List(
        noun="élève",
        search=PUPIL,
        filters=(
            Filter(
                "cause",
                "Raison",
                [(cause, CAUSE_LABELS[cause].capitalize()) for cause in found],
                lambda needs, value: needs.filter(
                    pk__in=[need for need, cause in causes.items() if cause == value]
                ),
                all_label="Toutes",
            ),
        ),
        sorts=(Sort("wait", "Attente la plus longue", ("volunteered_on",)), *BY_PUPIL),
    )
