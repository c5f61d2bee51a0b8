"""Signed links that are taken back, with their line in the journal."""

from datetime import datetime

from django.db import transaction

from mentorat.access.actions import revoke_links
from mentorat.access.models import SignedLink
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.people.models import User


@transaction.atomic
def revoke(*, link: SignedLink, now: datetime, by: User) -> SignedLink:
    """Close a link at once. Whoever holds it reads that it serves no more."""
    if revoke_links(now=now, pk=link.pk):
        record(Event.LINK_REVOKED, on=link, by=by, act=link.act)
    link.refresh_from_db()
    return link
