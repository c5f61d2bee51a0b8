"""Grants, invitations and signed links. The journal and the mail are for whoever calls."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import F

from mentorat.access.enums import LinkAct
from mentorat.access.errors import CannotInvite, InvitationUnusable, LinkUnusable
from mentorat.access.models import Grant, Invitation, SignedLink
from mentorat.access.policies import LIFETIME, LINK_RULES, is_usable, opens
from mentorat.access.queries import LEADS_TO_PUPILS, association_access, digest, first_moment
from mentorat.access.roles import ROLES, Role
from mentorat.foundations.place import NATION, NOWHERE, Span
from mentorat.organisations.models import Association, Campus, Company, School
from mentorat.people.models import Guardian, Mentee, Mentor, User
from mentorat.reference.models import AcademicRegion, Academy


@dataclass(frozen=True)
class Post:
    """A role at a place or in a body: what is granted, or offered by an invitation."""

    role: Role
    span: Span = NOWHERE
    label: str = ""
    school: School | None = None
    association: Association | None = None
    company: Company | None = None
    campus: Campus | None = None
    mentor: Mentor | None = None
    mentee: Mentee | None = None

    def columns(self) -> dict[str, object]:
        return {
            "role": self.role,
            "lo": self.span.lo,
            "hi": self.span.hi,
            "school": self.school,
            "association": self.association,
            "company": self.company,
            "campus": self.campus,
            "mentor": self.mentor,
            "mentee": self.mentee,
            "where_label": self.label,
        }


def national_post(role: Role) -> Post:
    return Post(role, NATION, "France entière")


def region_post(role: Role, region: AcademicRegion) -> Post:
    return Post(role, region.span, f"région académique {region}")


def academy_post(role: Role, academy: Academy) -> Post:
    return Post(role, academy.span, f"académie {academy}")


def school_post(role: Role, school: School) -> Post:
    return Post(role, school.span, str(school), school=school)


def mentor_post(mentor: Mentor, school: School) -> Post:
    return Post(Role.MENTOR, NOWHERE, str(school), school=school, mentor=mentor)


def mentee_post(mentee: Mentee, school: School) -> Post:
    return Post(Role.MENTEE, NOWHERE, str(school), school=school, mentee=mentee)


@transaction.atomic
def give(*, user: User, post: Post, valid_from: date, by: User | None) -> Grant:
    """Give a role. Whoever already holds it there keeps the grant that he or she has."""
    known = Grant.objects.in_force(on=valid_from).filter(user=user, **post.columns()).first()
    return known or Grant.objects.create(
        user=user, valid_from=valid_from, granted_by=by, **post.columns()
    )


@transaction.atomic
def take_back(*, grant: Grant, on: date) -> Grant:
    """End a grant the day before ``on``: the next request is refused."""
    grant.valid_until = max(on - timedelta(days=1), grant.valid_from)
    if grant.valid_from == on:
        grant.valid_from = grant.valid_until = on - timedelta(days=1)
    grant.save(update_fields=["valid_from", "valid_until"])
    return grant


@transaction.atomic
def invite(*, email: str, post: Post, now: datetime, by: Grant) -> tuple[Invitation, str]:
    """Offer a role by mail. Returns the token, which is kept nowhere.

    The inviter's role says which roles it invites; never outside the inviter's own place.
    """
    inviter = ROLES[Role(by.role)]
    inside = by.span.covers(post.school.span) if post.school else by.span.covers(post.span)
    body = post.association or post.company or post.campus
    if post.role not in inviter.invites or not (inside or (body and by.span == NATION)):
        raise CannotInvite(role=by.get_role_display(), invited=post.role.label)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        token_digest=digest(token),
        invited_by=by.user,
        invited_at=now,
        expires_at=now + LIFETIME,
        **post.columns(),
    )
    return invitation, token


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, now: datetime) -> Invitation:
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    return invitation


@transaction.atomic
def accept_invitation(
    *, token: str, full_name: str, password: str | None, now: datetime, today: date
) -> tuple[User, Grant]:
    """Turn an invitation into a grant, once; make the account when the address has none."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("invited_by")
        .filter(token_digest=digest(token))
        .first()
    )
    if invitation is None or not is_usable(invitation, now=now):
        by = invitation.invited_by if invitation else "la personne qui vous l’a envoyée"
        raise InvitationUnusable(by=by)
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        name = "" if invitation.role == Role.MENTEE else full_name
        user = User.objects.create_user(invitation.email, password, full_name=name)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    grant = Grant.objects.create(
        user=user, valid_from=today, granted_by=invitation.invited_by, **_where(invitation)
    )
    return user, grant


def _where(invitation: Invitation) -> dict[str, object]:
    ids = ("school_id", "association_id", "company_id", "campus_id", "mentor_id", "mentee_id")
    names = ("role", "lo", "hi", "where_label", *ids)
    return {name: getattr(invitation, name) for name in names}


@transaction.atomic
def make_link(
    *,
    act: LinkAct,
    now: datetime,
    about: models.Model | None = None,
    mentor: Mentor | None = None,
    mentee: Mentee | None = None,
    guardian: Guardian | None = None,
    email: str = "",
    school: School | None = None,
    by: User | None,
) -> SignedLink:
    """Give one person the right to one act, without an account.

    A link for the same act, object, person and school that still stands is returned as it is: a
    reminder or a second sheet bears the same address. Its time then starts again.
    """
    expires_at = now + timedelta(days=LINK_RULES[act].days)
    named = {
        "act": act,
        "about_kind": kind_of(about) if about is not None else "",
        "about_id": about.pk if about is not None else None,
        "mentor": mentor,
        "mentee": mentee,
        "guardian": guardian,
        "email": email.strip().lower(),
        "school": school or _school_of(about, mentee or (guardian.mentee if guardian else None)),
    }
    known = SignedLink.objects.standing(at=now).filter(**named).order_by("pk").first()
    if known is not None:
        known.expires_at = expires_at
        known.save(update_fields=["expires_at"])
        return known
    return SignedLink.objects.create(
        nonce=secrets.token_hex(16),
        made_at=now,
        made_by=by,
        expires_at=expires_at,
        **named,
    )


@transaction.atomic
def make_links(
    *, act: LinkAct, mentees: Collection[Mentee], now: datetime, by: User | None
) -> list[SignedLink]:
    """Give each of these pupils the link of an act, in a fixed number of statements.

    As with ``make_link``, whoever holds one keeps it, with its time started again.
    """
    expires_at = now + timedelta(days=LINK_RULES[act].days)
    standing = SignedLink.objects.standing(at=now).filter(
        act=act, about_kind="", mentee__in=mentees
    )
    standing.update(expires_at=expires_at)
    known = {link.mentee_id for link in standing}
    SignedLink.objects.bulk_create(
        SignedLink(
            act=act,
            mentee=mentee,
            school_id=mentee.school_id,
            nonce=secrets.token_hex(16),
            made_at=now,
            made_by=by,
            expires_at=expires_at,
        )
        for mentee in mentees
        if mentee.pk not in known
    )
    return list(standing.order_by("pk"))


@transaction.atomic
def freeze_association(
    *, association: Association, mentor_ids: Collection[int], on: date, now: datetime
) -> None:
    """End what an association opens: its invitations at once, the links of its mentors on the day.

    Its grants need no act: they open nothing from the day on which it leaves.
    """
    ends = association_access(association, mentor_ids=mentor_ids, on=on, now=now)
    ends.invitations.update(revoked_at=now)
    ends.links.update(expires_at=first_moment(on))


@transaction.atomic
def thaw_links(*, mentor_ids: Collection[int], on: date) -> int:
    """Give back their own time to the links that were to end on a day; return how many."""
    frozen = SignedLink.objects.filter(mentor_id__in=mentor_ids, expires_at=first_moment(on))
    return sum(
        frozen.filter(act=act).update(
            expires_at=F("made_at") + timedelta(days=LINK_RULES[act].days)
        )
        for act in sorted(LEADS_TO_PUPILS)
    )


@transaction.atomic
def use_link(*, link: SignedLink, now: datetime) -> SignedLink:
    """Do the act of a link: one that serves once is used up. Two at once: the second is refused."""
    link = SignedLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not opens(link, now=now):
        raise LinkUnusable
    if LINK_RULES[LinkAct(link.act)].is_single:
        link.used_at = now
        link.save(update_fields=["used_at"])
    return link


@transaction.atomic
def revoke_links(*, now: datetime, about: models.Model | None = None, **of: object) -> int:
    """Close the links that still stand about an object, or of a person (``mentee=``, ``act=``…)."""
    links = SignedLink.objects.standing(at=now).filter(**of)
    if about is not None:
        links = links.filter(about_kind=kind_of(about), about_id=about.pk)
    return links.update(revoked_at=now)


def _school_of(about: models.Model | None, mentee: Mentee | None) -> School | None:
    """Return the school that hands a link out: its people list it and may revoke it."""
    school: School | None = mentee.school if mentee else getattr(about, "school", None)
    return school


def kind_of(about: models.Model) -> str:
    """Return the kind under which a link and the journal name an object."""
    return type(about).__name__.lower()
