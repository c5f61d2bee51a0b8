"""Home of each role: what waits today, then where things stand."""

from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.programmes.errors import NoCampaign
from mentorat.web.home.tasks import tasks_of
from mentorat.web.pages import PageRequest, page


@page(permission=None)
def home(request: PageRequest) -> HttpResponse:
    try:
        tasks = tasks_of(request)
    except NoCampaign as refusal:
        can_open = request.can(Permission.CAMPAIGN_MANAGE)
        context = {"sentence": refusal.sentence, "can_open": can_open}
        return render(request, "home/no_campaign.html", context)
    return render(request, "home/home.html", {"tasks": tasks, "grant": request.grant})
