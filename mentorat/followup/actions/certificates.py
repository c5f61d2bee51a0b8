"""Certificates: issued from the sessions that took place, frozen, replaced or withdrawn."""

import json
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mentorat.followup.enums import CertificateKind, Withdrawn
from mentorat.followup.errors import CertificateWithdrawn, NothingToCertify
from mentorat.followup.models import Certificate
from mentorat.followup.queries import Participation, Person, participation
from mentorat.foundations.digests import keyed_digest
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import MemberState
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.models import SchoolProject

# Without those that one confuses when reading aloud: 0 and O, 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def issue(*, person: Person, project: SchoolProject, now: datetime, by: User | None) -> Certificate:
    """Certify what a person did in a project until now.

    The one that stands is returned when nothing was added since; else it is replaced.
    """
    done = participation(person, project)
    if done is None:
        raise NothingToCertify
    content = _content(person, project, done)
    digest = _digest(content)
    known = _standing(person, project)
    if known is not None and known.digest == digest:
        return known
    if known is not None:
        _withdraw(known, Withdrawn.REPLACED, now=now, by=by)
    is_mentee = isinstance(person, Mentee)
    certificate = Certificate.objects.create(
        kind=CertificateKind.MENTEE if is_mentee else CertificateKind.MENTOR,
        project=project,
        place=project.place,
        mentee=person if isinstance(person, Mentee) else None,
        mentor=person if isinstance(person, Mentor) else None,
        code=_code(),
        content=content,
        digest=digest,
        issued_at=now,
        issued_by=by,
    )
    record(Event.CERTIFICATE_ISSUED, on=certificate, by=by, kind=certificate.kind)
    return certificate


@transaction.atomic
def issue_for(*, mentorship: Mentorship, now: datetime, by: User | None) -> list[Certificate]:
    """Certify what each member of a relation did, pupils who left it too; whoever met nobody gets
    nothing.
    """
    accepted = {"state": MemberState.ACCEPTED}
    mentors = Mentor.objects.unscoped("of one relation").filter(
        pk__in=mentorship.mentor_memberships.filter(**accepted).values("mentor_id")
    )
    mentees = Mentee.objects.unscoped("of one relation").filter(
        Q(pk__in=mentorship.mentee_memberships.filter(**accepted).values("mentee_id"))
        | Q(pk__in=mentorship.former_mentees.values("mentee_id"))
    )
    people: list[Person] = [*mentors.order_by("pk"), *mentees.order_by("pk")]
    project = mentorship.project
    return [
        issue(person=person, project=project, now=now, by=by)
        for person in people
        if participation(person, project) is not None
    ]


@transaction.atomic
def withdraw_certificate(
    *, certificate: Certificate, reason: Withdrawn, now: datetime, by: User
) -> Certificate:
    """Make a certificate worth nothing: its public page says so from now on."""
    certificate = Certificate.objects.all().locked(certificate)
    if certificate.withdrawn:
        raise CertificateWithdrawn
    return _withdraw(certificate, reason, now=now, by=by)


def _withdraw(
    certificate: Certificate, reason: Withdrawn, *, now: datetime, by: User | None
) -> Certificate:
    certificate.withdrawn, certificate.withdrawn_at = reason, now
    certificate.withdrawn_by = by
    certificate.save(update_fields=["withdrawn", "withdrawn_at", "withdrawn_by"])
    record(Event.CERTIFICATE_REVOKED, on=certificate, by=by, reason=reason.value)
    return certificate


def _standing(person: Person, project: SchoolProject) -> Certificate | None:
    side = "mentee" if isinstance(person, Mentee) else "mentor"
    return (
        Certificate.objects.unscoped("of one person")
        .valid()
        .select_for_update(of=("self",))
        .filter(project=project, **{side: person})
        .first()
    )


def _content(person: Person, project: SchoolProject, done: Participation) -> dict[str, object]:
    return {
        "name": str(person),
        "school": project.school.name,
        "city": project.school.city,
        "year": str(project.campaign),
        "sessions": done.sessions,
        "hours": done.hours,
        "first": done.first.isoformat(),
        "last": done.last.isoformat(),
    }


def _digest(content: dict[str, object]) -> str:
    said = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return keyed_digest(said, key=settings.SECRET_KEY, purpose="certificate")


def _code() -> str:
    """Return a number that nobody guesses: 79 bits, in four groups."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(drawn[start : start + 4] for start in range(0, 16, 4))
