"""What a page ends with when it changed something in a school: figures and alarms follow."""

from mentorat.followup.actions import alarms_may_end
from mentorat.matching.models import Offer
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentor
from mentorat.steering.actions import figures_changed


def school_changed(*, school_id: int, campaign_id: int) -> None:
    """Have the figures and the alarms of a school looked at again, once this is committed."""
    alarms_may_end(school_id=school_id)
    figures_changed(school_id=school_id, campaign_id=campaign_id)


def mentorship_changed(mentorship: Mentorship) -> None:
    """The same, for an act on a relation, its sessions, its check-ins or its closing."""
    school_changed(school_id=mentorship.school_id, campaign_id=mentorship.project.campaign_id)


def mentor_changed(mentor: Mentor) -> None:
    """The same, wherever the mentor offers places."""
    offers = Offer.objects.unscoped("where this mentor counts").filter(mentor=mentor)
    for offered in offers:
        school_changed(school_id=offered.school_id, campaign_id=offered.campaign_id)
