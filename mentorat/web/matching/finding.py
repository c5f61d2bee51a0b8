"""What the pages of matching are about: the project of one's school, a run of it."""

from django.shortcuts import get_object_or_404

from mentorat.foundations import clock
from mentorat.matching.models import MatchingRun
from mentorat.organisations.models import School
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on, project_of
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest


def own_project(request: PageRequest) -> SchoolProject | None:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    return project_of(school, campaign_on(clock.today()), scope=request.scope)


def run_of(request: PageRequest, pk: int) -> MatchingRun:
    runs = MatchingRun.objects.within(request.scope).select_related("project__campaign")
    return get_object_or_404(runs, pk=pk)


def matching_changed(request: PageRequest) -> None:
    """Let the figures of the school be counted again."""
    project = own_project(request)
    if project is not None:
        figures_changed(school_id=project.school_id, campaign_id=project.campaign_id)
