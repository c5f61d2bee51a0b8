"""A pupil: the file, volunteering said and withdrawn, an account to open."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.actions import volunteer, withdraw
from mentorat.matching.enums import NeedChannel
from mentorat.matching.models import Need
from mentorat.matching.policies import can_withdraw
from mentorat.mentorships.models import Mentorship, PairWish
from mentorat.people.enums import Language
from mentorat.people.models import Mentee, Preparation
from mentorat.people.queries import ScopeStanding, authorisations_of
from mentorat.programmes.enums import Objective
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.pupils.forms import SlipForm

MOST_PROPOSALS = 3


@page(permission=Permission.MENTEE_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    mentee = _mentee(request, pk)
    reads_needs = request.can(Permission.NEED_VIEW)
    needs = Need.objects.within(request.scope).standing().filter(mentee=mentee)
    need = needs.select_related("campaign").first() if reads_needs else None
    can_record = request.can(Permission.NEED_RECORD) and mentee.left_on is None
    lived = Q(mentee_memberships__mentee=mentee) | Q(former_mentees__mentee=mentee)
    mentorships = Mentorship.objects.within(request.scope).filter(lived).distinct()
    reads_family = request.can(Permission.AUTHORISATION_VIEW)
    can_propose = request.can(Permission.NEED_PROPOSE) and mentee.left_on is None
    can_match = request.can(Permission.MENTORSHIP_MANAGE)
    context = {
        "mentee": mentee,
        "need": need,
        "former": _former(need) if need else [],
        "languages": ", ".join(Language(one).label for one in need.languages) if need else "",
        "reads_avoids": request.can(Permission.MATCHING_RUN),
        "can_match": can_match,
        "pair_wishes": _pair_wishes(request, mentee) if can_match else [],
        "can_propose": can_propose,
        "has_card": can_propose and _has_card(mentee),
        "proposals": _proposals(request, mentee) if reads_needs else [],
        "reads_needs": reads_needs,
        "can_record": can_record,
        "can_withdraw": need is not None and can_record and can_withdraw(need),
        "can_invite": request.can(Permission.TEAM_INVITE) and mentee.left_on is None,
        "mentorships": mentorships,
        "preparation": Preparation.objects.within(request.scope).filter(mentee=mentee).first(),
        "reads_family": reads_family,
        "records_family": request.can(Permission.AUTHORISATION_RECORD) and mentee.left_on is None,
        "guardians": list(mentee.guardians.all()) if reads_family else [],
        "standings": _standings(request, mentee) if reads_family else [],
    }
    return render(request, "pupils/detail.html", context)


@page(permission=Permission.NEED_RECORD, writes=True)
def record(request: PageRequest, pk: int) -> HttpResponse:
    mentee = _mentee(request, pk)
    form = SlipForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_valid():
        with refusals_shown_in(form):
            campaign = campaign_on(clock.today())
            volunteer(
                mentee=mentee,
                campaign=campaign,
                channel=NeedChannel.SLIP,
                on=form.cleaned_data["on"],
                by=request.user,
                **form.said,
            )
            figures_changed(school_id=mentee.school_id, campaign_id=campaign.pk)
            messages.success(request, f"{mentee} est inscrit comme volontaire.")
            return redirect("pupils:detail", pk)
    return render(request, "pupils/record.html", {"form": form, "mentee": mentee})


@require_POST
@page(permission=Permission.NEED_RECORD, writes=True)
def withdraw_need(request: PageRequest, pk: int) -> HttpResponse:
    mentee = _mentee(request, pk)
    needs = Need.objects.within(request.scope).standing().filter(mentee=mentee)
    need = get_object_or_404(needs)
    try:
        withdraw(need=need, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        figures_changed(school_id=mentee.school_id, campaign_id=need.campaign_id)
        messages.success(request, f"{mentee} n’est plus volontaire.")
    return redirect("pupils:detail", pk)


def _mentee(request: PageRequest, pk: int) -> Mentee:
    found = Mentee.objects.within(request.scope).select_related("school", "speciality", "family")
    return get_object_or_404(found, pk=pk)


def _former(need: Need) -> list[tuple[str, str, date]]:
    """Return what was asked for before: objective, words, until when; the latest first."""
    return [
        (Objective(one["objective"]).label, one["words"], date.fromisoformat(one["until"]))
        for one in reversed(need.former_objectives)
    ]


def _has_card(mentee: Mentee) -> bool:
    links = SignedLink.objects.standing(at=clock.now())
    return links.filter(act=LinkAct.VOLUNTEER, mentee=mentee).exists()


def _proposals(request: PageRequest, mentee: Mentee) -> list[Entry]:
    """Return when and by whom volunteering was proposed to the pupil."""
    lines = Entry.objects.within(request.scope).filter(event=Event.NEED_PROPOSED)
    about = lines.filter(about_kind="mentee", about_id=mentee.pk)
    return list(about.select_related("by").order_by("-at")[:MOST_PROPOSALS])


def _pair_wishes(request: PageRequest, mentee: Mentee) -> list[PairWish]:
    found = PairWish.objects.within(request.scope).filter(mentee=mentee)
    return list(found.select_related("mentor"))


def _standings(request: PageRequest, mentee: Mentee) -> list[ScopeStanding]:
    return authorisations_of(mentee, scope=request.scope, on=clock.today())
