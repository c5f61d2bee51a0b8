"""Applications as the school or the association reads them: accept, or decline kindly."""

from base64 import b64decode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.matching.actions import accept_application, decline_application
from mentorat.people.enums import (
    ApplicationState,
    DeclineReason,
    Gender,
    HalfDay,
    Language,
    MentorOrigin,
)
from mentorat.people.models import MentorApplication, MentorApplicationQuerySet
from mentorat.people.queries import photo_source
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.applications.forms import DeclineForm
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.qr import qr_code


def with_words(rows: MentorApplicationQuerySet, words: str) -> MentorApplicationQuerySet:
    for word in words.split():
        rows = rows.filter(last_name__unaccent__istartswith=word) | rows.filter(
            job__unaccent__icontains=word
        )
    return rows


APPLICATIONS = List(
    noun="candidature",
    search=Search("Nom ou métier", with_words),
    filters=(
        Filter(
            "state",
            "État",
            ApplicationState.choices,
            lambda rows, v: rows.filter(state=v),
            all_label="Tous",
        ),
    ),
    sorts=(
        Sort("recent", "Les plus récentes", ("-made_at",)),
        Sort("old", "Les plus anciennes", ("made_at",)),
    ),
)


@page(permission=Permission.MENTOR_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    found = MentorApplication.objects.within(request.scope).select_related("school", "association")
    context = {"listing": APPLICATIONS.read(request, found), "address": _address(request)}
    return render(request, template_of(request, "applications/index.html"), context)


@page(permission=Permission.MENTOR_MANAGE)
def poster(request: PageRequest) -> HttpResponse:
    """Print the address of the public page, with its QR code."""
    address = _address(request)
    context = {
        "address": address,
        "qr": qr_code(address, title="Devenir mentor"),
        "who": request.grant.school or request.grant.association,
    }
    return render(request, "applications/poster.html", context)


@page(permission=Permission.MENTOR_MANAGE)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    told = application.told
    context = {
        "application": application,
        "told": told,
        "photo": photo_source(b64decode(told["photo"])) if told.get("photo") else "",
        "origin": MentorOrigin(told["origin"]).label if told else "",
        "gender": Gender(told["gender"]).label if told.get("gender") else "",
        "availability": [HalfDay(one).label for one in told.get("availability", ())],
        "languages": [Language(one).label for one in told.get("languages", ())],
        "can_decide": _can_decide(request, application),
    }
    return render(request, "applications/detail.html", context)


@require_POST
@page(permission=Permission.MENTOR_MANAGE, writes=True)
def accept(request: PageRequest, pk: int) -> HttpResponse:
    application, campaign = _mine(request, pk), campaign_on(clock.today())
    try:
        mentor = accept_application(
            application=application, campaign=campaign, now=clock.now(), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("applications:detail", pk)
    figures_changed(school_id=application.school_id, campaign_id=campaign.pk)
    messages.success(
        request, f"{mentor} a sa fiche. Les liens de la formation et de la charte sont envoyés."
    )
    return redirect("mentors:detail", mentor.pk)


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def decline(request: PageRequest, pk: int) -> HttpResponse:
    """Choose the kind sentence that goes with a no."""
    application = _mine(request, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            decline_application(
                application=application,
                reason=DeclineReason(form.cleaned_data["reason"]),
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "La réponse est envoyée. Ce qui avait été dit est effacé.")
            return redirect("applications:index")
    context = {"form": form, "application": application}
    return render(request, "applications/decline.html", context)


def _application(request: PageRequest, pk: int) -> MentorApplication:
    found = MentorApplication.objects.within(request.scope)
    return get_object_or_404(found.select_related("school__academy", "association"), pk=pk)


def _mine(request: PageRequest, pk: int) -> MentorApplication:
    application = _application(request, pk)
    if not _can_decide(request, application):
        raise Http404
    return application


def _can_decide(request: PageRequest, application: MentorApplication) -> bool:
    """Say whether the answer is ours: an association answers those who come by its own page."""
    return application.association_id == request.scope.association


def _address(request: PageRequest) -> str:
    grant = request.grant
    if grant.association is not None:
        path = reverse("applications:choose_with", args=[grant.association.pk])
    else:
        path = reverse("applications:ask", args=[grant.school.uai if grant.school else ""])
    return f"{settings.SITE_URL}{path}"
