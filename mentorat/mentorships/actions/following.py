"""Who follows a relation at the school."""

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User


@transaction.atomic
def name_follower(
    *, mentorship: Mentorship, follower: User, derogation: str = "", by: User
) -> Mentorship:
    """Give a relation to someone of the team, within his or her hours unless a reason is given."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    if mentorship.followed_by_id == follower.pk:
        return mentorship
    if not derogation:
        policies.check_caseload(mentorship.project, follower)
    mentorship.followed_by, mentorship.derogation = follower, derogation
    mentorship.save(update_fields=["followed_by", "derogation"])
    record(Event.FOLLOWER_NAMED, on=mentorship, by=by)
    if derogation:
        record(Event.DEROGATION_GIVEN, on=mentorship, by=by)
    return mentorship
