"""Relations whose agreement is to be signed, as the worker leaves them."""

from mentorat.mentorships import agreeing
from mentorat.mentorships.models import Agreement, Mentorship
from tests.factories.mentorships import ANSWERED, MentorshipFactory
from tests.factories.people import AuthorisationFactory
from tests.factories.programmes import CampaignFactory


def to_sign(**fields: object) -> Mentorship:
    """Return a relation that everyone accepted, with its agreement; its pupil is authorised."""
    campaign = CampaignFactory()
    campaign.requires_agreement = True
    campaign.save(update_fields=["requires_agreement"])
    if "project" not in fields:
        fields["project__campaign"] = campaign
    mentorship: Mentorship = MentorshipFactory(accepted=True, state_at=ANSWERED, **fields)
    for side in mentorship.mentee_memberships.order_by("pk"):
        AuthorisationFactory(mentee=side.mentee)
    agreeing.make_agreement(mentorship, now=ANSWERED)
    return mentorship


def agreement_of(mentorship: Mentorship) -> Agreement:
    return Agreement.objects.unscoped("a test").get(mentorship=mentorship, replaced_at=None)
