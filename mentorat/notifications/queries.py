"""Who still takes part, and how often an address wants to hear."""

from datetime import date, datetime

from django.db.models import Q

from mentorat.access.models import Grant, Invitation, SignedLink
from mentorat.notifications.enums import Pace
from mentorat.notifications.models import Preference
from mentorat.people.models import Guardian, Mentor, User


def pace_of(address: str) -> Pace:
    """Return how often an address wants the messages that nothing waits for."""
    known = Preference.objects.filter(address=address.lower()).values_list("pace", flat=True)
    return Pace(known.first() or Pace.DAILY)


def has_left(address: str, *, now: datetime, today: date) -> bool:
    """Say whether everyone who is known by an address has left. Asked under the scope of a job.

    An address that nobody is known by is not of someone who left: it is of someone who is invited.
    """
    open_invitation = Invitation.objects.filter(
        email__iexact=address, accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    open_link = SignedLink.objects.standing(at=now).filter(email__iexact=address)
    if open_invitation.exists() or open_link.exists():
        return False
    here, known = False, False
    mentors = Mentor.objects.unscoped("of one address").filter(email__iexact=address)
    guardians = Guardian.objects.unscoped("of one address").filter(email__iexact=address)
    for people, present in (
        (mentors, Q(left_on=None) | Q(left_on__gt=today)),
        (guardians, Q(mentee__left_on=None) | Q(mentee__left_on__gt=today)),
    ):
        known = known or people.exists()
        here = here or people.filter(present).exists()
    user = User.objects.filter(email__iexact=address).first()
    if user is not None:
        known = True
        here = here or Grant.objects.in_force(on=today).filter(user=user).exists()
    return known and not here
