"""Where mentors are lacking: a picture, a table, and where to look."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.matching import queries
from mentorat.programmes.models import AssociationTarget, SchoolProject
from mentorat.web.charts import Chart, stacked_bars
from mentorat.web.matching.finding import own_project
from mentorat.web.pages import PageRequest, page

MOST_BARS = 15


@page(permission=Permission.MATCHING_RUN)
def index(request: PageRequest) -> HttpResponse:
    project = own_project(request)
    if project is None:
        return redirect("projects:index")
    found = queries.scarcities(project, scope=request.scope, today=clock.today())
    context = {
        "scarcities": found,
        "chart": _chart(found),
        "lacking": sum(one.lacking > 0 for one in found),
        "associations": _associations(project),
    }
    return render(request, "matching/needs.html", context)


def _chart(found: Sequence[queries.Scarcity]) -> Chart:
    return stacked_bars(
        "Volontaires par domaine, avec et sans mentor possible",
        [(one.label, (one.served, one.lacking)) for one in found[:MOST_BARS]],
        description=(
            "Ce que donnerait le meilleur calcul aujourd’hui. Un élève de 2de compte dans chaque"
            " domaine de sa famille de métiers."
        ),
        header=("Domaine", "avec un mentor", "sans mentor"),
    )


def _associations(project: SchoolProject) -> list[str]:
    """Return the associations that are to accompany pupils in the académie of the school."""
    targets = AssociationTarget.objects.filter(
        campaign=project.campaign_id, academy=project.school.academy_id
    ).select_related("association")
    return [str(target.association) for target in targets if target.association.leaves_on is None]
