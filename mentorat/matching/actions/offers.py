"""What mentors offer a school."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import policies
from mentorat.matching.models import Offer
from mentorat.organisations.models import School
from mentorat.people.models import Mentor, User
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.models import Campaign


@transaction.atomic
def offer(
    *,
    mentor: Mentor,
    school: School,
    campaign: Campaign,
    kind: MentoringKind,
    capacity: int,
    by: User | None,
) -> Offer:
    """Record how many pupils a mentor takes here. A second offer replaces and reopens the first.

    A capacity under the number of pupils already accompanied stops new ones; it ends nothing.
    """
    policies.check_can_offer(mentor, capacity)
    (made,) = _write([_offer(mentor.pk, school, campaign, kind, capacity)])
    record(Event.OFFER_RECORDED, on=made, by=by, capacity=capacity)
    return made


@transaction.atomic
def offer_many(
    *,
    school: School,
    campaign: Campaign,
    capacities: Mapping[int, int],
    kind: MentoringKind,
    by: User,
) -> int:
    """Record the offers of many mentors (number of pupils by mentor), and return how many."""
    for capacity in set(capacities.values()):
        policies.check_capacity(capacity)
    made = _write(
        _offer(mentor_id, school, campaign, kind, capacity)
        for mentor_id, capacity in capacities.items()
    )
    record(Event.OFFER_RECORDED, on=school, by=by, mentors=len(made))
    return len(made)


@transaction.atomic
def close_offer(
    *,
    offer: Offer,
    on: date,
    by: User | None,
) -> Offer:
    """Let a mentor take no new pupil here from this day on. Relations go on."""
    offer = Offer.objects.all().locked(offer)
    policies.check_can_close(offer)
    offer.closed_on = on
    offer.save(update_fields=["closed_on"])
    record(Event.OFFER_CLOSED, on=offer, by=by)
    return offer


def _offer(
    mentor_id: int, school: School, campaign: Campaign, kind: MentoringKind, capacity: int
) -> Offer:
    return Offer(
        mentor_id=mentor_id,
        campaign=campaign,
        school=school,
        place=school.place,
        kind=kind,
        capacity=capacity,
        closed_on=None,
    )


def _write(offers: Iterable[Offer]) -> list[Offer]:
    return Offer.objects.bulk_create(
        offers,
        update_conflicts=True,
        unique_fields=["mentor", "campaign", "school"],
        update_fields=["kind", "capacity", "closed_on"],
    )
