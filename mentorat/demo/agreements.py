"""The agreements of invented relations that wait for signatures."""

from mentorat.mentorships.agreeing import draw_up
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship


def draw_up_agreements() -> int:
    """Make the agreement of each relation that everyone accepted, and return how many."""
    accepted = (
        Mentorship.objects.unscoped("invented relations")
        .filter(state=MentorshipState.ACCEPTED, school__is_fictitious=True)
        .select_related("school", "project__campaign")
        .order_by("pk")
    )
    return len([draw_up(one, 1, now=one.state_at) for one in accepted])
