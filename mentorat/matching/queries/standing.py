"""Where a pupil's request stands: one sentence, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mentorat.foundations.scope import Scope
from mentorat.matching.enums import RequestState
from mentorat.matching.models import Need
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.people.models import Mentee
from mentorat.programmes.models import Campaign

R = RequestState
OF_RELATION: Mapping[str, RequestState] = {
    MentorshipState.AWAITING: R.AWAITING,
    MentorshipState.ACCEPTED: R.TO_SIGN,
    MentorshipState.READY: R.TO_MEET,
    MentorshipState.ACTIVE: R.ACTIVE,
    MentorshipState.SUSPENDED: R.SUSPENDED,
}


@dataclass(frozen=True)
class Standing:
    """The state of a request; ``since`` and ``days`` are those of the state, not a position."""

    state: RequestState
    need: Need | None = None
    since: date | None = None
    days: int = 0
    mentorship_id: int | None = None
    avenir_pro_until: date | None = None

    @property
    def has_relation(self) -> bool:
        return self.mentorship_id is not None


def standing_of(mentee: Mentee, campaign: Campaign, *, scope: Scope, today: date) -> Standing:
    """Return where the pupil stands, in two queries: the live relation first, then the need."""
    needs = Need.objects.within(scope).standing()
    need = needs.filter(mentee=mentee, campaign=campaign).first()
    membership = (
        MenteeMembership.objects.within(scope)
        .filter(mentee=mentee, mentorship__state__in=MentorshipState.LIVE)
        .select_related("mentorship")
        .order_by("-pk")
        .first()
    )
    if membership is not None:
        return _in_relation(membership, need, today=today)
    if need is not None:
        days = need.days_waiting(today=today)
        return Standing(R.SEARCHING, need, need.volunteered_on, days)
    return Standing(R.NONE)


def _in_relation(membership: MenteeMembership, need: Need | None, *, today: date) -> Standing:
    mentorship = membership.mentorship
    asked = R.ASKED if membership.state == MemberState.ASKED else R.ANSWERED
    since = timezone.localdate(mentorship.state_at)
    return Standing(
        OF_RELATION.get(mentorship.state, asked),
        need,
        since,
        (today - since).days,
        mentorship.pk,
        mentorship.avenir_pro_until,
    )
