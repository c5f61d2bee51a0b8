"""What every page about a mentor begins or ends with."""

from django.shortcuts import get_object_or_404

from mentorat.matching.models import Offer
from mentorat.people.models import Mentor
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import PageRequest


def found_mentor(request: PageRequest, pk: int) -> Mentor:
    found = Mentor.objects.within(request.scope).select_related("association", "company")
    return get_object_or_404(found, pk=pk)


def refresh_schools(mentor: Mentor) -> None:
    """Have the figures computed again where the mentor offers places."""
    offers = Offer.objects.unscoped("where this mentor counts").filter(mentor=mentor)
    for offered in offers:
        figures_changed(school_id=offered.school_id, campaign_id=offered.campaign_id)


def keeps(request: PageRequest, mentor: Mentor) -> bool:
    """Say whether the file is kept here. That of an association's mentor stands at the académie."""
    return request.scope.association is not None or mentor.place in request.scope.span
