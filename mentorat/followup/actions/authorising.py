"""What a family says, down to the sessions that can no longer take place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorat.followup.actions.grouping import leave_group
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.actions import Consequences
from mentorat.mentorships.enums import LeavingReason, MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Guardian, Mentee, User
from mentorat.scheduling import actions as scheduling
from mentorat.scheduling.enums import SessionMode, SessionState
from mentorat.scheduling.models import MentoringSession

# Which sessions an authorisation is about.
MODES: Mapping[str, SessionMode] = {
    AuthorisationScope.IN_PERSON: SessionMode.ROOM,
    AuthorisationScope.REMOTE: SessionMode.REMOTE,
}


@dataclass(frozen=True)
class Settled:
    """What a word of a family changed: relations that moved, sessions that were cancelled."""

    words: int
    moved: int
    cancelled: int


@transaction.atomic
def answer_authorisation(*, mentee: Mentee, now: datetime, by: User | None, **said: Any) -> Settled:
    """Write what a family says, as ``mentorships.actions`` takes it, and what follows."""
    found = mentorships.answer_authorisation(mentee=mentee, now=now, by=by, **said)
    cancelled = _cancel(mentee, found, now=now, by=by)
    return Settled(len(found.written), len(found.moved) + len(found.left), cancelled)


@transaction.atomic
def remove_guardian(*, guardian: Guardian, now: datetime, by: User) -> Settled:
    mentee = guardian.mentee
    found = mentorships.remove_guardian(guardian=guardian, now=now, by=by)
    cancelled = _cancel(mentee, found, now=now, by=by)
    return Settled(0, len(found.moved) + len(found.left), cancelled)


def _cancel(mentee: Mentee, found: Consequences, *, now: datetime, by: User | None) -> int:
    """Cancel what is to come: all of a suspended relation, else what is refused, for this pupil.

    A group that goes on without the pupil keeps its sessions: only his or her seats are given back.
    So does one that meets at a distance while the pupil may not.
    """
    for one in found.left:
        leave_group(mentorship=one, mentee=mentee, reason=LeavingReason.FAMILY, now=now, by=by)
    suspended = [one for one in found.moved if one.state == MentorshipState.SUSPENDED]
    modes = {mode for scope, mode in MODES.items() if scope in found.lost}
    of_pupil = Mentorship.objects.unscoped("of a pupil that one holds").filter(
        mentee_memberships__mentee=mentee
    )
    to_come = (
        MentoringSession.objects.unscoped("of a pupil that one holds")
        .planned()
        .filter(during__startswith__gt=now)
    )
    off = to_come.filter(mentorship__in=suspended) | to_come.filter(
        mentorship__in=of_pupil, mode__in=modes - {SessionMode.REMOTE}
    )
    done = [
        scheduling.cancel(session=session, now=now, by=by)
        for session in off.order_by("pk").distinct()
    ]
    if SessionMode.REMOTE in modes:
        # The others of a group still meet at a distance, without this pupil.
        seats = to_come.filter(mode=SessionMode.REMOTE, bookings__mentee=mentee)
        done += [
            scheduling.leave_session(session=session, mentee=mentee, now=now, by=by)
            for session in seats.order_by("pk").distinct()
        ]
    return sum(1 for session in done if session.state == SessionState.CANCELLED)
