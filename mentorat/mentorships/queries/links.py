"""Links to hand out on paper, to those whom no message reaches."""

from dataclasses import dataclass
from datetime import datetime

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.foundations.scope import Scope
from mentorat.mentorships.models import Agreement, Mentorship
from mentorat.people.models import Guardian, Mentee, Mentor


@dataclass(frozen=True)
class HandedLink:
    """Whose it is, what it does, its address, and until when it opens."""

    name: str
    act: str
    address: str
    until: datetime
    is_of_mentee: bool


def links_to_hand(mentorship: Mentorship, *, scope: Scope, now: datetime) -> list[HandedLink]:
    """Return the links of a relation that still open, in four queries. For the school."""
    agreement = Agreement.objects.within(scope).filter(mentorship=mentorship, replaced_at=None)
    standing = SignedLink.objects.standing(at=now).order_by("pk")
    links = list(
        standing.filter(act=LinkAct.ANSWER, about_kind="mentorship", about_id=mentorship.pk)
        | standing.filter(
            act=LinkAct.SIGN, about_kind="agreement", about_id__in=agreement.values("pk")
        )
    )
    people: dict[str, dict[int, Mentor | Mentee | Guardian]] = {
        "mentor": dict(Mentor.objects.within(scope).in_bulk([one.mentor_id for one in links])),
        "mentee": dict(Mentee.objects.within(scope).in_bulk([one.mentee_id for one in links])),
        "guardian": dict(
            Guardian.objects.within(scope).in_bulk([one.guardian_id for one in links])
        ),
    }
    return [
        HandedLink(
            name=_name(link, people),
            act=link.get_act_display(),
            address=link_address(link),
            until=link.expires_at,
            is_of_mentee=link.mentee_id is not None,
        )
        for link in links
    ]


def _name(link: SignedLink, people: dict[str, dict[int, Mentor | Mentee | Guardian]]) -> str:
    named = (found.get(getattr(link, f"{kind}_id") or 0) for kind, found in people.items())
    return next((str(person) for person in named if person is not None), "")
