"""Where an association stands: what is expected of it, against the pupils whom it accompanies."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorat.foundations.place import NATION
from mentorat.foundations.scope import Scope
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.programmes.models import AssociationTarget, Campaign


@dataclass(frozen=True)
class Realised:
    """A target, and how many pupils have met a mentor of the association there."""

    where: str
    target: int
    mentees: int


def realised(
    scope: Scope, campaign: Campaign, targets: Iterable[AssociationTarget]
) -> list[Realised]:
    """Return each target with what is done. One question, whatever the targets."""
    members = MenteeMembership.objects.within(scope).filter(
        mentorship__state__in=MentorshipState.STARTED, mentorship__project__campaign=campaign
    )
    places = dict(members.order_by("pk").values_list("mentee", "place"))
    found = []
    for target in targets:
        span = target.academy.span if target.academy else NATION
        count = sum(place in span for place in places.values())
        where = f"académie {target.academy}" if target.academy else "toutes les académies"
        found.append(Realised(where, target.mentees, count))
    return found
