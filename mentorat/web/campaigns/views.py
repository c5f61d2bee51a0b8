"""Campaigns: one a school year, opened by the Dgesco."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.school_year import SchoolYear
from mentorat.people.actions import weigh_rules
from mentorat.people.policies import standing_rules
from mentorat.programmes.actions import campaigns
from mentorat.programmes.models import Campaign
from mentorat.web.campaigns.clearances import RuleForm, first_day, honorability, table
from mentorat.web.campaigns.forms import CampaignForm
from mentorat.web.campaigns.rules import RulesForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.CAMPAIGN_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    return render(request, "campaigns/index.html", {"campaigns": Campaign.objects.all()})


@page(permission=Permission.CAMPAIGN_MANAGE, writes=True)
def open_campaign(request: PageRequest) -> HttpResponse:
    form = CampaignForm(
        request.POST if request.method == "POST" else None,
        current=SchoolYear.of(clock.today()),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            campaign = campaigns.open_campaign(by=request.user, **form.cleaned_data)
            messages.success(request, f"La campagne {campaign} est ouverte.")
            return redirect("campaigns:index")
    return render(request, "campaigns/open.html", {"form": form})


@page(permission=Permission.CAMPAIGN_MANAGE, writes=True)
def rules(request: PageRequest, pk: int) -> HttpResponse:
    """Every rule of a year, which may change while it runs."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form = RulesForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if form.is_valid():
        with refusals_shown_in(form):
            campaigns.change_rules(campaign=campaign, rules=form.rules, by=request.user)
            messages.success(request, "Les règles de l’année sont enregistrées.")
            return redirect("campaigns:index")
    return render(request, "campaigns/rules.html", {"form": form, "campaign": campaign})


@page(permission=Permission.CAMPAIGN_MANAGE)
def clearances(request: PageRequest, pk: int) -> HttpResponse:
    """What the year asks of mentors, by category and by proof."""
    campaign = get_object_or_404(Campaign, pk=pk)
    rules = standing_rules(campaign.year)
    context = {
        "campaign": campaign,
        "lines": table(campaign, rules),
        "honorability": honorability(campaign, rules),
    }
    return render(request, "campaigns/clearances.html", context)


@page(permission=Permission.CAMPAIGN_MANAGE, writes=True)
def clearance(request: PageRequest, pk: int) -> HttpResponse:
    """Change one rule: what it would do is said first, then the same form writes it."""
    campaign = get_object_or_404(Campaign, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = RuleForm(data, rules=standing_rules(campaign.year), key=request.GET)
    effect, day = None, first_day(campaign, today=clock.today())
    if form.is_valid():
        with refusals_shown_in(form):
            if request.POST.get("weighed") == form.summary:
                campaigns.change_clearance_rules(
                    campaign=campaign, rules=form.wanted, by=request.user
                )
                messages.success(request, "La règle est enregistrée : elle vaut tout de suite.")
                return redirect("campaigns:clearances", campaign.pk)
            effect = weigh_rules(year=campaign.year, rules=form.wanted, on=day)
    context = {"campaign": campaign, "form": form, "effect": effect, "day": day}
    return render(request, "campaigns/clearance.html", context)
