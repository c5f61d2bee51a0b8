"""What is certified: the held sessions with someone present, and what the public may read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mentorat.followup.enums import CertificateKind
from mentorat.mentorships.enums import MemberState
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.models import SchoolProject
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance, MentoringSession

Person = Mentor | Mentee


@dataclass(frozen=True)
class Participation:
    """Held sessions of one person in one project: how many, how long, from when to when."""

    sessions: int
    length: timedelta
    first: date
    last: date

    @property
    def hours(self) -> str:
        minutes = int(self.length.total_seconds()) // 60
        return f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h"


def participation(person: Person, project: SchoolProject) -> Participation | None:
    """Return what a person did in a project; nothing before a first held session.

    A mentor's session counts when a pupil was there; a pupil's, when he or she was.
    """
    spans = [session.during for session in _sessions(person, project)]
    if not spans:
        return None
    length = sum((span.upper - span.lower for span in spans), timedelta())
    days = [timezone.localdate(span.lower) for span in spans]
    return Participation(len(spans), length, min(days), max(days))


def _sessions(person: Person, project: SchoolProject) -> list[MentoringSession]:
    present = Attendance.objects.unscoped("inside a condition").filter(
        session=OuterRef("pk"), status=AttendanceStatus.PRESENT
    )
    relations = Mentorship.objects.unscoped("inside a condition").filter(project=project)
    if isinstance(person, Mentee):
        present = present.filter(mentee=person)
    else:
        relations = relations.filter(
            mentor_memberships__mentor=person,
            mentor_memberships__state=MemberState.ACCEPTED,
        )
    return list(
        MentoringSession.objects.unscoped("of one person")
        .filter(Exists(present), mentorship__in=relations, state=SessionState.HELD)
        .order_by("during", "pk")
    )


@dataclass(frozen=True)
class Verified:
    """All that the public reads of a certificate."""

    kind: CertificateKind
    issued_on: date
    checksum: str
    is_withdrawn: bool


def verified(code: str) -> Verified | None:
    """Return what a number is worth, to whoever holds it; nothing for a number of nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mentorat_certificate(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    kind, issued_at, digest, is_withdrawn = row
    checksum = f"{digest[:4]} {digest[4:]}".upper()
    return Verified(CertificateKind(kind), timezone.localdate(issued_at), checksum, is_withdrawn)
