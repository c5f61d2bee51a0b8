"""Where the mentoring of a school stands today: who waits, what is out, how long it takes."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import F, Min
from django.utils import timezone

from mentorat.foundations.scope import Scope
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import deadlines
from mentorat.mentorships.queries import MentorshipShown, mentorships_shown
from mentorat.people.models import Mentee
from mentorat.programmes.enums import Objective
from mentorat.programmes.models import Campaign
from mentorat.programmes.policies import last_useful_day

S = MentorshipState
AWAITED = {
    S.AWAITING: "l’autorisation de la famille",
    S.ACCEPTED: "les signatures de l’accord",
    S.READY: "la première date, par le lycée",
}


@dataclass(frozen=True)
class Out:
    """A relation that has not begun: whom it waits for, since when, until when."""

    shown: MentorshipShown
    awaited: str
    since: date
    until: date | None

    def is_late(self, today: date) -> bool:
        return self.until is not None and today > self.until


@dataclass(frozen=True)
class UsefulDay:
    """A last day, and whom it concerns."""

    day: date
    words: str


def not_begun(scope: Scope) -> list[Out]:
    """Return the relations that wait for something, those which wait longest first."""
    mentorships = list(
        Mentorship.objects.within(scope)
        .filter(state__in=S.WAITING)
        .select_related("school", "project__campaign")
        .order_by("state_at", "pk")
    )
    return [_out(shown) for shown in mentorships_shown(mentorships, scope=scope)]


def _out(shown: MentorshipShown) -> Out:
    mentorship = shown.mentorship
    ahead = deadlines(mentorship)
    asked = [one.name for one in (*shown.mentors, *shown.mentees) if one.state == MemberState.ASKED]
    return Out(
        shown=shown,
        awaited=AWAITED.get(S(mentorship.state)) or " et ".join(asked),
        since=timezone.localdate(mentorship.state_at),
        until=ahead.alarm if ahead else None,
    )


def days_to_first_meeting(scope: Scope, campaign: Campaign) -> int | None:
    """Return the median number of days from volunteering to the first meeting of the year."""
    volunteered = "mentee_memberships__mentee__needs__volunteered_on"
    rows = (
        Mentorship.objects.within(scope)
        .started()
        .filter(project__campaign=campaign, mentee_memberships__mentee__needs__campaign=campaign)
        .order_by()
        .values_list("mentee_memberships__mentee")
        .annotate(asked=Min(F(volunteered)), met=Min("started_on"))
        .values_list("asked", "met")
    )
    waits = [(met - asked).days for asked, met in rows if met >= asked]
    return round(median(waits)) if waits else None


def useful_day_of(mentorship: Mentorship, *, scope: Scope) -> date:
    """Return the last day on which the relation may start and last long enough."""
    mentees = Mentee.objects.within(scope).filter(memberships__mentorship=mentorship)
    return last_useful_day(
        mentorship.project.campaign,
        mentorship.objective,
        is_in_last_year=any(one.is_in_last_year for one in mentees),
    )


def useful_days(campaign: Campaign) -> list[UsefulDay]:
    """Return the last days on which a relation may start, the earliest first."""
    found = [
        UsefulDay(
            last_useful_day(campaign, is_in_last_year=True), "pour les classes de dernière année"
        ),
        UsefulDay(last_useful_day(campaign), "pour les autres classes"),
    ]
    for objective in Objective:
        if objective in campaign.minimum_weeks:
            day = last_useful_day(campaign, objective, is_in_last_year=True)
            found.append(UsefulDay(day, f"pour « {objective.label} », classes de dernière année"))
    return sorted(found, key=lambda one: one.day)
