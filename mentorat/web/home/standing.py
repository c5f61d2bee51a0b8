"""Where things stand, under what waits: the next sessions and a few figures."""

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Family
from mentorat.matching.models import Need
from mentorat.programmes.models import Campaign
from mentorat.scheduling.models import MentoringSession
from mentorat.scheduling.queries import SessionLine, session_lines
from mentorat.steering.queries import overview
from mentorat.web.components import KeyFigure
from mentorat.web.pages import PageRequest

CODES = ("volunteers", "mentees", "mentorships_live", "sessions_held")
MOST_SESSIONS = 6


def when_nothing_waits(request: PageRequest, campaign: Campaign) -> str:
    """Return the sentence of an empty list: to a pupil who volunteers, that the school searches."""
    if request.scope.mentee is None:
        return "Rien ne vous attend aujourd’hui."
    needs = Need.objects.within(request.scope).unmet().filter(campaign=campaign)
    if needs.exists():
        return "Tu es volontaire : ton lycée cherche un mentor pour toi."
    return "Rien ne t’attend aujourd’hui."


def next_sessions(request: PageRequest) -> list[SessionLine]:
    """Return the sessions under way or to come, the next one first; few of them.

    A mentor or a pupil has his or her next session among what waits.
    """
    takes_part = request.scope.mentor is not None or request.scope.mentee is not None
    if takes_part or not request.can(Permission.SESSION_VIEW):
        return []
    coming = (
        MentoringSession.objects.within(request.scope)
        .planned()
        .filter(during__endswith__gt=clock.now())
        .order_by("during", "pk")[:MOST_SESSIONS]
    )
    return session_lines(
        list(coming),
        scope=request.scope,
        full_names=request.scope.family is Family.SCHOOL,
    )


def key_figures(request: PageRequest, campaign: Campaign) -> list[KeyFigure]:
    """Return the figures of one's own territory or school that one looks at first."""
    if not request.can(Permission.INDICATOR_VIEW):
        return []
    figures = overview(request.scope, campaign, request.scope.span).figures
    return [
        KeyFigure(figures[code].indicator.label, figures[code].value)
        for code in CODES
        if not figures[code].is_hidden
    ]
