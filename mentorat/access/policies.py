"""When an invitation can be used."""

from datetime import datetime, timedelta

from mentorat.access.models import Invitation

LIFETIME = timedelta(days=7)


def is_usable(invitation: Invitation, *, now: datetime) -> bool:
    return (
        invitation.accepted_at is None
        and invitation.revoked_at is None
        and now < invitation.expires_at
    )
