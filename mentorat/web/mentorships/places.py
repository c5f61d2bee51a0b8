"""The places of a mentor, asked again with each answer, by both doors."""

from mentorat.foundations import clock
from mentorat.matching.actions import close_offer, offer
from mentorat.matching.models import Offer
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringKind
from mentorat.web.guests import GuestRequest
from mentorat.web.mentorships.forms import PlacesForm
from mentorat.web.pages import PageRequest


def places_form(
    request: PageRequest | GuestRequest, mentorship: Mentorship, *, is_sent: bool
) -> PlacesForm | None:
    """Return the form, with what holds now; nothing for a pupil, nor for whoever offers nothing."""
    if request.scope.mentor is None:
        return None
    known = Offer.objects.within(request.scope).filter(
        mentor=request.scope.mentor,
        campaign=mentorship.project.campaign_id,
        school=mentorship.school_id,
        closed_on=None,
    )
    held = known.select_related("mentor", "campaign", "school").first()
    return PlacesForm(request.POST if is_sent else None, offer=held) if held else None


def keep_places(form: PlacesForm | None, *, by: User | None) -> None:
    """Write what changed: another number of pupils, or none any more."""
    capacity = form.cleaned_data["capacity"] if form else None
    if form is None or capacity in {None, form.offer.capacity}:
        return
    held = form.offer
    if capacity == 0:
        close_offer(offer=held, on=clock.today(), by=by)
        return
    offer(
        mentor=held.mentor,
        school=held.school,
        campaign=held.campaign,
        kind=MentoringKind(held.kind),
        capacity=capacity,
        by=by,
    )
