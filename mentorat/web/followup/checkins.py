"""Check-ins for those who coordinate: what stands out first, then all of them; both sides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import CheckInState, Topic
from mentorat.followup.models import CheckIn
from mentorat.followup.models.checkins import CheckInQuerySet
from mentorat.followup.queries.checkins import check_ins_shown, standing_out
from mentorat.foundations import clock
from mentorat.mentorships.queries import mentorships_shown
from mentorat.people.models import Mentor
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page

# Shown at the top; the others wait behind, and come up when these are handled.
MOST = 10
# Those of the year, then those of AvenirPro+.
ORDINALS = ("Premier", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième")
STEPS = [(str(step), name) for step, name in enumerate(ORDINALS, 1)]


def in_state(rows: CheckInQuerySet, value: str) -> CheckInQuerySet:
    return rows.filter(state=value)


def at_step(rows: CheckInQuerySet, value: str) -> CheckInQuerySet:
    return rows.filter(step=value)


CHECK_INS = List(
    noun="point d’étape,points d’étape",
    filters=(
        Filter("state", "État", CheckInState.choices, in_state),
        Filter("step", "Étape", STEPS, at_step),
    ),
    sorts=(
        Sort("recent", "Les plus récents", ("-opened_at",)),
        Sort("due", "Réponse avant le", ("answer_by",)),
        Sort("state", "État", ("state",)),
    ),
)


@page(permission=Permission.CHECK_IN_VIEW)
def index(request: PageRequest) -> HttpResponse:
    listing = CHECK_INS.read(
        request, CheckIn.objects.within(request.scope).select_related("mentorship__school")
    )
    standing = [] if request.htmx else standing_out(request.scope)
    titles = mentorships_shown([one.mentorship for one in listing.rows], scope=request.scope)
    context = {
        "listing": listing,
        "lines": list(zip(listing.rows, titles, strict=True)),
        "standing": standing[:MOST],
        "waiting": max(len(standing) - MOST, 0),
        "can_handle": request.can(Permission.REPORT_ANSWER),
        "hands_cards": request.can(Permission.LINK_MANAGE),
    }
    return render(request, template_of(request, "followup/check_ins.html"), context)


@page(permission=Permission.CHECK_IN_VIEW)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    found = CheckIn.objects.within(request.scope).select_related("mentorship__school")
    check_in = get_object_or_404(found, pk=pk)
    steps = list(found.filter(mentorship=check_in.mentorship).order_by("step"))
    shown = {one.check_in.pk: one for one in check_ins_shown(steps, scope=request.scope)}
    mentors = Mentor.objects.within(request.scope).filter(
        memberships__mentorship=check_in.mentorship
    )
    context = {
        "one": shown[pk],
        "check_in": check_in,
        "topics": Topic.labels,
        "others": [shown[step.pk] for step in steps if step.pk != pk],
        "mentors": mentors.order_by("last_name", "pk"),
        "can_handle": request.can(Permission.REPORT_ANSWER),
    }
    return render(request, "followup/check_in.html", context)


@require_POST
@page(permission=Permission.REPORT_ANSWER, writes=True)
def handle(request: PageRequest, pk: int) -> HttpResponse:
    check_in = get_object_or_404(CheckIn.objects.within(request.scope), pk=pk)
    actions.handle_check_in(check_in=check_in, now=clock.now(), by=request.user)
    messages.success(request, "C’est noté : ce point d’étape est traité.")
    return redirect("followup:check_ins")
