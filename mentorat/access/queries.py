"""What a guest reads before accepting an invitation, who works where, and addresses of links."""

import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from mentorat.access.enums import LinkAct
from mentorat.access.models import Grant, Invitation, SignedLink
from mentorat.access.policies import is_usable, opens
from mentorat.access.roles import ROLES, Role
from mentorat.foundations.digests import keyed_digest
from mentorat.foundations.place import Span
from mentorat.organisations.models import Association
from mentorat.people.models import User


@dataclass(frozen=True)
class InvitationShown:
    email: str
    role_label: str
    where_label: str
    invited_by: str
    has_account: bool
    asks_for_a_name: bool


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_shown(token: str, *, now: datetime) -> InvitationShown | None:
    """Return what the holder of a token may read, or nothing once it is of no use."""
    invitation = (
        Invitation.objects.filter(token_digest=digest(token)).select_related("invited_by").first()
    )
    if invitation is None or not is_usable(invitation, now=now):
        return None
    return InvitationShown(
        email=invitation.email,
        role_label=invitation.get_role_display(),
        where_label=invitation.where_label,
        invited_by=str(invitation.invited_by),
        has_account=User.objects.filter(email=invitation.email).exists(),
        # An account of a minor holds no name: it stands in the school's file only.
        asks_for_a_name=invitation.role != Role.MENTEE,
    )


def team(span: Span, *, on: date) -> QuerySet[Grant]:
    """Return the grants in force on exactly this territory or school."""
    return (
        Grant.objects.in_force(on=on)
        .filter(lo=span.lo, hi=span.hi)
        .select_related("user", "granted_by")
        .order_by("role", "user__full_name", "pk")
    )


def open_invitations(span: Span, *, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations that wait inside a territory or school, persons’ files included."""
    inside = Q(lo__gte=span.lo, hi__lte=span.hi, hi__gte=F("lo"))
    at_a_school = Q(school__place__range=(span.lo, span.hi))
    return Invitation.objects.filter(
        inside | at_a_school, accepted_at=None, revoked_at=None, expires_at__gt=now
    ).order_by("-invited_at")


@dataclass(frozen=True)
class AssociationAccess:
    """What an association still opens from a day on: what its departure ends."""

    grants: QuerySet[Grant]
    invitations: QuerySet[Invitation]
    links: QuerySet[SignedLink]


# What leads a mentor to new pupils. The links by which a relation is told or ended stay open.
LEADS_TO_PUPILS = (LinkAct.TRAIN, LinkAct.CHARTER, LinkAct.OFFER)


def association_access(
    association: Association, *, mentor_ids: Collection[int], on: date, now: datetime
) -> AssociationAccess:
    """Return the grants, the invitations and the links of its mentors that last until the day."""
    later = Q(valid_until=None) | Q(valid_until__gte=on)
    links = SignedLink.objects.standing(at=now).filter(
        mentor_id__in=mentor_ids, act__in=LEADS_TO_PUPILS, expires_at__gt=first_moment(on)
    )
    return AssociationAccess(
        grants=Grant.objects.filter(later, association=association),
        invitations=Invitation.objects.filter(
            association=association, accepted_at=None, revoked_at=None, expires_at__gt=now
        ),
        links=links,
    )


def first_moment(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def invited_roles(grant: Grant) -> list[Role]:
    """Return the roles that the holder of a grant may invite, in the order of the catalogue."""
    allowed = ROLES[Role(grant.role)].invites
    return [role for role in Role if role in allowed]


# Number of the row, then 26 characters of its signature: 104 bits that nobody guesses.
TOKEN = re.compile(r"(?P<number>[0-9]{1,18})-(?P<signature>[0-9a-f]{26})")
SIGNATURE = 26


def link_token(link: SignedLink) -> str:
    """Return the secret part of the address. The same row gives the same one, on paper and mail."""
    return f"{link.pk}-{_signature(link)}"


def link_address(link: SignedLink) -> str:
    """Return the whole address of a link, as a message or a QR code holds it."""
    return f"{settings.SITE_URL}/l/{link_token(link)}/"


def link_of(token: str) -> SignedLink | None:
    """Return the link of an address, whether it still opens or not; nothing for a guess."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        return None
    link = (
        SignedLink.objects.filter(pk=int(parts["number"])).select_related("school__academy").first()
    )
    if link is None or not hmac.compare_digest(_signature(link), parts["signature"]):
        return None
    return link


def opening_link(token: str, *, act: LinkAct, now: datetime) -> SignedLink | None:
    """Return the link of an address if it opens this act now. Asked within the link's own scope,
    because its person is read.
    """
    link = link_of(token)
    return link if link is not None and link.act == act and opens(link, now=now) else None


def _signature(link: SignedLink) -> str:
    signed = f"{link.pk}:{link.act}:{link.nonce}"
    return keyed_digest(signed, key=settings.SECRET_KEY, purpose="link")[:SIGNATURE]
