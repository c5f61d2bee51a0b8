"""Among whom a coordinator chooses by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Need, Offer
from mentorat.matching.policies import free_seats, open_offers
from mentorat.matching.queries.quotas import authorised_in
from mentorat.organisations.models import Association, School
from mentorat.people.models import Mentor
from mentorat.programmes.models import AssociationTarget, Campaign, SchoolProject


@dataclass(frozen=True)
class Choice:
    """Offers with a free seat and valid clearances, volunteers who wait: by number, as typed."""

    offers: Mapping[str, Offer]
    seats: Mapping[int, int]
    needs: Mapping[str, Need]
    today: date

    @property
    def offer_choices(self) -> list[tuple[str, str]]:
        return [
            (number, f"{offer.mentor}, {offer.mentor.job} – places libres : {self.seats[offer.pk]}")
            for number, offer in self.offers.items()
        ]

    @property
    def need_choices(self) -> list[tuple[str, str]]:
        return [
            (
                number,
                (
                    f"{need.mentee}, {need.mentee.class_label} – {need.get_objective_display()}"
                    f" (attend depuis {need.days_waiting(today=self.today)} jours)"
                ),
            )
            for number, need in self.needs.items()
        ]


def choices_by_hand(project: SchoolProject, *, scope: Scope, today: date) -> Choice:
    """Return whom one may choose, those who wait longest first. Five queries."""
    cleared = Mentor.objects.within(scope).cleared(on=today)
    standing = open_offers(project, on=today).filter(mentor__in=cleared)
    if let_in := authorised_in(project):
        standing = standing.filter(Q(mentor__association=None) | Q(mentor__association__in=let_in))
    seats = free_seats(standing)
    named = standing.select_related("mentor__association").order_by(
        "mentor__last_name", "mentor__first_name", "pk"
    )
    needs = (
        Need.objects.within(scope)
        .filter(campaign=project.campaign_id, place=project.place)
        .unmet()
        .select_related("mentee")
        .order_by("volunteered_on", "pk")
    )
    return Choice(
        offers={str(offer.pk): offer for offer in named if seats[offer.pk]},
        seats=seats,
        needs={str(need.pk): need for need in needs},
        today=today,
    )


def associations_around(school: School, campaign: Campaign) -> QuerySet[Association]:
    """Return the associations that a school may let in: with a mentor who offers there, with a
    target in its académie or in all of them, or let in already.
    """
    offers = Offer.objects.unscoped("which associations offer at a school").filter(school=school)
    targets = AssociationTarget.objects.filter(
        Q(academy=school.academy_id) | Q(academy=None), campaign=campaign
    )
    return Association.objects.filter(
        Q(pk__in=offers.values("mentor__association"))
        | Q(pk__in=targets.values("association"))
        | Q(projects__school=school, projects__campaign=campaign)
    ).distinct()
