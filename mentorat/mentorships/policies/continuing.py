"""When a relation may go on after its year."""

import calendar
from datetime import date

from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.errors import (
    AlreadyContinued,
    NotInLastYear,
    NotTheSamePeople,
    WrongState,
)
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee
from mentorat.programmes.models import Campaign, SchoolProject

# Proposed again, declined or left without an answer: it may be asked once more.
LOST = frozenset({"declined", "withdrawn", "lapsed"})


def check_continues(mentorship: Mentorship, project: SchoolProject) -> None:
    """Refuse what is not the year after, in the same school, of a relation that took place."""
    if mentorship.state not in MentorshipState.STARTED:
        raise WrongState(state=mentorship.get_state_display(), target="continuée")
    is_year_after = project.campaign.year == mentorship.project.campaign.year + 1
    if not is_year_after or project.school_id != mentorship.school_id:
        raise NotTheSamePeople
    if mentorship.continued_by.exclude(state__in=LOST).exists():
        raise AlreadyContinued


def check_avenir_pro(mentorship: Mentorship) -> None:
    """Refuse a relation that is not under way, or a pupil whose diploma is not this year's."""
    if mentorship.state not in MentorshipState.RUNNING:
        raise WrongState(state=mentorship.get_state_display(), target="suivie dans AvenirPro+")
    if mentorship.avenir_pro_until is not None:
        raise AlreadyContinued
    members = mentorship.mentee_memberships.values("mentee_id")
    mentees = Mentee.objects.unscoped("the pupils of this relation").filter(pk__in=members)
    if not all(mentee.is_in_last_year for mentee in mentees):
        raise NotInLastYear


def end_of_bridge(campaign: Campaign) -> date:
    """Return the day until which a relation goes on after the end of the campaign."""
    months = campaign.closes_on.month - 1 + campaign.bridge_months
    year, month = campaign.closes_on.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(campaign.closes_on.day, last))
