"""Where else a mentor may help: the other schools of the académie that take part."""

from mentorat.foundations.scope import Scope
from mentorat.matching.models import Offer, OfferQuerySet
from mentorat.organisations.models import School, SchoolQuerySet
from mentorat.programmes.models import Campaign, SchoolProject


def schools_to_help(home: School, campaign: Campaign) -> SchoolQuerySet:
    """Return the schools of the same académie with a project, by town."""
    projects = SchoolProject.objects.unscoped("whether a school takes part is public").filter(
        campaign=campaign
    )
    schools = School.objects.open().filter(
        academy=home.academy_id, pk__in=projects.values("school")
    )
    return schools.exclude(pk=home.pk).order_by("city", "name")


def offers_elsewhere(home: School, campaign: Campaign, *, scope: Scope) -> OfferQuerySet:
    """Return the open offers of the mentor of a scope to schools other than his or her own."""
    offers = Offer.objects.within(scope).filter(
        mentor=scope.mentor, campaign=campaign, closed_on=None
    )
    return offers.exclude(school=home).select_related("school").order_by("school__city", "pk")
