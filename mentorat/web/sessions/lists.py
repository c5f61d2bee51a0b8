"""The list of sessions: to come, to report, past."""

from django.db.models import Case, F, When
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.scheduling.enums import SessionMode, SessionState
from mentorat.scheduling.models import MentoringSession, SessionQuerySet
from mentorat.scheduling.queries import session_lines
from mentorat.web.lists import Filter, List, Sort, template_of
from mentorat.web.pages import PageRequest, page

WHEN = (
    ("to_come", "à venir"),
    ("to_report", "présence à noter"),
    ("held", "tenues"),
    ("cancelled", "annulées"),
)


def by_state(rows: SessionQuerySet, state: str) -> SessionQuerySet:
    now = clock.now()
    if state == "to_come":
        return rows.planned().filter(during__endswith__gt=now)
    if state == "to_report":
        return rows.planned().filter(during__endswith__lte=now)
    return rows.filter(state=SessionState(state))


SESSIONS = List(
    noun="séance",
    filters=(
        Filter("state", "Quand", WHEN, by_state, all_label="Toutes"),
        Filter("mode", "Lieu", SessionMode.choices, lambda rows, v: rows.filter(mode=v)),
    ),
    sorts=(
        Sort("near", "Les plus proches", ("coming_at", "-during")),
        Sort("date", "Date", ("during",)),
        Sort("room", "Salle", ("room__name", "during")),
    ),
)


@page(permission=Permission.SESSION_VIEW)
def index(request: PageRequest) -> HttpResponse:
    # What is to come first, the next one on top; then what is over, the latest on top.
    is_coming = When(during__endswith__gt=clock.now(), then=F("during__startswith"))
    sessions = MentoringSession.objects.within(request.scope).annotate(coming_at=Case(is_coming))
    listing = SESSIONS.read(request, sessions)
    lines = session_lines(
        listing.rows,
        scope=request.scope,
        full_names=request.scope.family is Family.SCHOOL,
    )
    context = {
        "listing": listing,
        "lines": lines,
        "now": clock.now(),
        "shows_school": request.scope.association is not None,
        "is_mentee": request.scope.mentee is not None,
        "can_record": request.can(Permission.ATTENDANCE_RECORD),
    }
    return render(request, template_of(request, "sessions/index.html"), context)
