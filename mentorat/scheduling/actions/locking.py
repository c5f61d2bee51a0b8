"""Rows held until the end of a transaction: the relation first, then the session, then bookings."""

from mentorat.mentorships.models import Mentorship
from mentorat.scheduling.models import MentoringSession


def hold_mentorship(pk: int) -> Mentorship:
    """Return the relation with its school and campaign; it does not change meanwhile."""
    return (
        Mentorship.objects.unscoped("locked")
        .select_related("school__academy", "project__campaign")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )


def hold_session(session: MentoringSession) -> MentoringSession:
    """Return the session as it is now, with its relation."""
    mentorship = hold_mentorship(session.mentorship_id)
    held = MentoringSession.objects.all().locked(session)
    held.mentorship = mentorship
    return held
