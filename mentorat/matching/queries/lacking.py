"""What is lacking before a run can find anybody."""

from datetime import date

from mentorat.matching.enums import Lacking
from mentorat.matching.models import Need
from mentorat.matching.policies import free_seats, open_offers
from mentorat.people.models import Mentor
from mentorat.programmes.models import SchoolProject


def lacking(project: SchoolProject, *, today: date) -> Lacking | None:
    """Return the first thing that is lacking, or nothing. Four queries at most."""
    needs = Need.objects.unscoped("the volunteers of one project").filter(
        place=project.place, campaign=project.campaign_id
    )
    if not needs.unmet().exists():
        return Lacking.VOLUNTEERS
    offers = open_offers(project, on=today)
    if not offers.exists():
        return Lacking.OFFERS
    cleared = Mentor.objects.unscoped("inside a condition").cleared(on=today)
    seats = free_seats(offers.filter(mentor__in=cleared))
    if not seats:
        return Lacking.CLEARANCES
    return None if any(seats.values()) else Lacking.SEATS
