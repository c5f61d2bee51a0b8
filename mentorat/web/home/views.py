"""Home of each role: what waits today, then where things stand, then where one may go."""

from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Role
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.programmes.queries import campaign_on
from mentorat.web.home.doors import DOORS
from mentorat.web.home.helping import contacts
from mentorat.web.home.standing import key_figures, next_sessions, when_nothing_waits
from mentorat.web.pages import PageRequest, page
from mentorat.web.waiting.tasks import tasks_of


@page(permission=None)
def home(request: PageRequest) -> HttpResponse:
    campaign = campaign_on(clock.today())
    context = {
        "tasks": tasks_of(request, campaign),
        "today": clock.today(),
        "nothing": when_nothing_waits(request, campaign),
        "sessions": next_sessions(request),
        "of_school": request.scope.family is Family.SCHOOL,
        "figures": key_figures(request, campaign),
        "contacts": contacts(request),
        "is_mentee": request.scope.mentee is not None,
        "doors": DOORS[Role(request.grant.role)],
    }
    return render(request, "home/home.html", context)
