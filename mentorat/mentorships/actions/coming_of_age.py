"""The day a pupil is eighteen: nobody answers for him or her any more."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mentorat.access.actions import revoke_links
from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.foundations.place import school_span
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.mentorships.actions.authorising import follow_authorisations
from mentorat.mentorships.notices import of_age_letter, own_majority_letter
from mentorat.mentorships.preparing import account_address
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import Mentee


@transaction.atomic
def come_of_age(*, mentee: Mentee, now: datetime) -> bool:
    """Close the links of the guardians, let go what awaited them, and tell. Once a pupil."""
    mentee = Mentee.objects.all().locked(mentee)
    told = Entry.objects.unscoped("once a pupil").filter(event=Event.MENTEE_OF_AGE)
    if told.filter(about_kind="mentee", about_id=mentee.pk).exists():
        return False
    record(Event.MENTEE_OF_AGE, on=mentee, by=None)
    revoke_links(guardian__mentee=mentee, now=now)
    follow_authorisations(mentee=mentee, now=now, by=None)
    _tell(mentee, now=now)
    return True


def _tell(mentee: Mentee, *, now: datetime) -> None:
    own = account_address(mentee.pk, now=now)
    if own:
        letter = own_majority_letter(f"{settings.SITE_URL}/volontaire/")
        notify(key=f"of-age:{mentee.pk}", address=own, kind=Kind.NEWS, letter=letter)
    today = timezone.localdate(now)
    span = school_span(mentee.place)
    letter = of_age_letter(f"{settings.SITE_URL}/eleves/{mentee.pk}/")
    for user in holders(Permission.AUTHORISATION_RECORD, over=span, on=today):
        notify(
            key=f"of-age:{mentee.pk}:{user.pk}",
            address=user.email,
            kind=Kind.NEWS,
            letter=letter,
        )
