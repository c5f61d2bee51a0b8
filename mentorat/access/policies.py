"""When an invitation or a signed link can be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorat.access.enums import LinkAct
from mentorat.access.models import Invitation, SignedLink

LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class LinkRule:
    """How long a link of an act opens, and whether doing the act once uses it up."""

    days: int
    is_single: bool = True


# Whatever signs or answers serves once; what only shows, or is filled in little by little, stays.
# A pupil follows the request and withdraws it by the link that made it; a guardian takes back an
# authorisation by the link that gave it: both stay for the school year.
LINK_RULES: Mapping[LinkAct, LinkRule] = {
    LinkAct.VOLUNTEER: LinkRule(days=300, is_single=False),
    LinkAct.AUTHORISE: LinkRule(days=300, is_single=False),
    LinkAct.FAMILY: LinkRule(days=300, is_single=False),
    LinkAct.APPLY: LinkRule(days=14),
    LinkAct.TRAIN: LinkRule(days=90, is_single=False),
    LinkAct.CHARTER: LinkRule(days=30),
    LinkAct.ANSWER: LinkRule(days=21),
    LinkAct.SIGN: LinkRule(days=30),
    LinkAct.REPORT: LinkRule(days=30),
    LinkAct.CHECK_IN: LinkRule(days=21),
    LinkAct.EXIT_TALK: LinkRule(days=30),
    LinkAct.OFFER: LinkRule(days=60, is_single=False),
    LinkAct.OWN_DATA: LinkRule(days=2, is_single=False),
    LinkAct.CHOOSE: LinkRule(days=90),
    LinkAct.PREFERENCES: LinkRule(days=400, is_single=False),
}


def is_usable(invitation: Invitation, *, now: datetime) -> bool:
    return (
        invitation.accepted_at is None
        and invitation.revoked_at is None
        and now < invitation.expires_at
    )


def opens(link: SignedLink, *, now: datetime) -> bool:
    """Say whether a link still opens: in time, not used up, not revoked, its person still here."""
    in_time = link.used_at is None and link.revoked_at is None and now < link.expires_at
    return in_time and not _person_left(link)


def _person_left(link: SignedLink) -> bool:
    mentee = link.mentee or (link.guardian.mentee if link.guardian else None)
    return any(
        person is not None and person.left_on is not None for person in (link.mentor, mentee)
    )
