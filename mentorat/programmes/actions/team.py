"""Who takes part: invitations and roles, with their mail and their line in the journal."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from mentorat.access import actions as access
from mentorat.access import questions
from mentorat.access.actions import Post
from mentorat.access.models import Grant, Invitation
from mentorat.foundations.database.entering import entered
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.notifications.actions import write
from mentorat.people.models import User
from mentorat.programmes.notices import invitation_letter


@transaction.atomic
def invite(*, email: str, post: Post, now: datetime, grant: Grant) -> Invitation:
    """Invite someone into a role, by mail. The link is in the mail only."""
    invitation, token = access.invite(email=email, post=post, now=now, by=grant)
    write(
        key=f"invitation:{invitation.pk}",
        address=invitation.email,
        letter=invitation_letter(invitation, f"{settings.SITE_URL}/invitation/{token}/"),
    )
    record(Event.INVITATION_SENT, on=invitation, by=grant.user, role=invitation.role)
    return invitation


@transaction.atomic
def accept_invitation(
    *, token: str, full_name: str, password: str | None, now: datetime, today: date
) -> tuple[User, Grant]:
    user, grant = access.accept_invitation(
        token=token, full_name=full_name, password=password, now=now, today=today
    )
    with entered(questions.scope(grant)):
        record(Event.INVITATION_ACCEPTED, on=grant, by=user, role=grant.role)
    return user, grant


@transaction.atomic
def take_back(*, grant: Grant, on: date, by: User) -> Grant:
    grant = access.take_back(grant=grant, on=on)
    record(Event.GRANT_ENDED, on=grant, by=by, role=grant.role)
    return grant
