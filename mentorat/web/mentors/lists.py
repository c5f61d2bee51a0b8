"""The list of mentors: of the school, or of the association."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MentorMembership
from mentorat.people.enums import ClearanceKind, MentorOrigin
from mentorat.people.models import Clearance, Mentor, MentorApplication, MentorQuerySet, UnitPassed
from mentorat.people.training import UNITS
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page

SOON = timedelta(days=30)
# The attestation of the child-protection path is never listed.
LISTED = [kind for kind in ClearanceKind if kind is not ClearanceKind.HONORABILITY]
CLEARANCE = (
    ("valid", "complètes"),
    ("missing", "incomplètes"),
    ("expired", "dont une expirée"),
    ("ending", "expirent bientôt"),
    *((f"without_{kind.value}", f"sans : {kind.label}") for kind in LISTED),
)
TRAINING = (
    ("none", "à commencer"),
    ("started", "commencée"),
    ("done", "faite"),
)


def with_words(rows: MentorQuerySet, words: str) -> MentorQuerySet:
    """Keep the mentors whose name begins with, or whose job or town holds, each of the words."""
    for word in words.split():
        rows = rows.filter(
            Q(last_name__unaccent__istartswith=word)
            | Q(first_name__unaccent__istartswith=word)
            | Q(job__unaccent__icontains=word)
            | Q(city__unaccent__istartswith=word)
        )
    return rows


def by_clearance(rows: MentorQuerySet, state: str) -> MentorQuerySet:
    today = clock.today()
    if state == "valid":
        return rows.cleared(on=today)
    if state == "missing":
        return rows.exclude(pk__in=rows.cleared(on=today).values("pk"))
    if state == "expired":
        ended = Clearance.objects.unscoped("inside a condition").filter(expires_on__lt=today)
        lacking = rows.exclude(pk__in=rows.cleared(on=today).values("pk"))
        return lacking.filter(Exists(ended.filter(mentor=OuterRef("pk"))))
    if state.startswith("without_"):
        kind = state.removeprefix("without_")
        return rows.filter(lacked__contains=[kind])  # type: ignore[misc]  # told by the page
    lasting = rows.cleared(on=today + SOON).values("pk")
    return rows.cleared(on=today).exclude(pk__in=lasting)


def by_training(rows: MentorQuerySet, state: str) -> MentorQuerySet:
    """Keep by how far they are; « faite » is whatever the rules of the year no longer ask for."""
    lacking = Q(lacked__contains=[ClearanceKind.TRAINING.value])
    if state == "done":
        return rows.exclude(lacking)
    has_begun = Q(units__gt=0)
    return rows.filter(lacking, has_begun if state == "started" else ~has_begun)


MENTORS = List(
    noun="mentor",
    search=Search("Nom, métier ou commune", with_words),
    filters=(
        Filter("clearance", "Habilitations", CLEARANCE, by_clearance, all_label="Toutes"),
        Filter("training", "Formation", TRAINING, by_training, all_label="Toutes"),
        Filter(
            "origin",
            "Situation",
            MentorOrigin.choices,
            lambda rows, v: rows.filter(origin=v),
            all_label="Toutes",
        ),
    ),
    sorts=(
        Sort("name", "Nom", ("last_name__unaccent", "first_name__unaccent")),
        Sort("job", "Métier", ("job__unaccent", "last_name__unaccent")),
        Sort("recent", "Les plus récents", ("-created_at",)),
    ),
)


@page(permission=Permission.MENTOR_VIEW)
def index(request: PageRequest) -> HttpResponse:
    today = clock.today()
    lasting = Mentor.objects.unscoped("inside a condition").cleared(on=today + SOON)
    live = MentorMembership.objects.unscoped("inside a condition").filter(
        mentor=OuterRef("pk"), mentorship__state__in=MentorshipState.LIVE
    )
    passed = UnitPassed.objects.unscoped("inside a condition").fresh(on=today)
    units = passed.filter(mentor=OuterRef("pk")).order_by().values("mentor")
    held = Clearance.objects.unscoped("inside a condition").filter(mentor=OuterRef("pk"))
    mentors = (
        Mentor.objects.within(request.scope)
        .filter(left_on=None)
        .select_related("association", "company")
        .with_lacked(on=today)
        .annotate(
            has_mentee=Exists(live),
            is_lasting=Exists(lasting.filter(pk=OuterRef("pk"))),
            units=Coalesce(Subquery(units.annotate(n=Count("pk")).values("n")), 0),
            held=ArraySubquery(held.order_by().values("kind").distinct()),
        )
    )
    listing = MENTORS.read(request, mentors)
    for mentor in listing.rows:
        mentor.lacks = ", ".join(
            _why(kind, mentor) for kind in ClearanceKind if kind in mentor.lacked
        )
    context = {
        "listing": listing,
        "can_manage": request.can(Permission.MENTOR_MANAGE),
        "waiting": MentorApplication.objects.within(request.scope).waiting().count(),
        "can_import": request.can(Permission.MENTEE_IMPORT),
    }
    return render(request, template_of(request, "mentors/index.html"), context)


def _why(kind: ClearanceKind, mentor: Any) -> str:
    """Return a proof that is lacking, with how far it is: begun, had and no longer, never."""
    if kind is ClearanceKind.TRAINING and mentor.units:
        return f"{kind.label} ({mentor.units} modules sur {len(UNITS)})"
    return f"{kind.label} (à renouveler)" if kind in mentor.held else kind.label
