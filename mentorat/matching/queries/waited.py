"""How long a pupil waits from the request to the first meeting. One answer for every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship


@dataclass(frozen=True)
class WaitToMeeting:
    """Days since the earliest request of a relation's pupils, until its first meeting or today."""

    days: int
    is_met: bool


def waited_for(mentorship: Mentorship, *, scope: Scope, today: date) -> WaitToMeeting | None:
    return waits_to_meeting([mentorship], scope=scope, today=today).get(mentorship.pk)


def waits_to_meeting(
    mentorships: Sequence[Mentorship], *, scope: Scope, today: date
) -> dict[int, WaitToMeeting]:
    """Return the wait of each relation that has met or is still to meet, in one query.

    A relation that was refused or freed has none: its pupil waits on, for another.
    """
    asked = dict(
        Need.objects.within(scope)
        .filter(mentee__memberships__mentorship__in=[one.pk for one in mentorships])
        .order_by()
        .values_list("mentee__memberships__mentorship")
        .annotate(first=Min("volunteered_on"))
    )
    found = {}
    for one in mentorships:
        until = one.started_on or (today if one.state in MentorshipState.WAITING else None)
        since = asked.get(one.pk)
        if since and until and since <= until:
            found[one.pk] = WaitToMeeting((until - since).days, one.started_on is not None)
    return found
