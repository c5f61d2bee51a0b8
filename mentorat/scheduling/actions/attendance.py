"""Who was there."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import actions as mentorships
from mentorat.people.models import User
from mentorat.scheduling import policies
from mentorat.scheduling.actions.locking import hold_session
from mentorat.scheduling.enums import AttendanceStatus, SessionKind, SessionState
from mentorat.scheduling.models import Attendance, MentoringSession


@transaction.atomic
def record_attendance(
    *,
    session: MentoringSession,
    statuses: Mapping[int, AttendanceStatus],
    adult: User | None = None,
    now: datetime,
    by: User | None,
) -> MentoringSession:
    """Tell who came, by mentee; all those of the session. Told again, it corrects.

    The session is then held, even when nobody came: a meeting is a held session with someone
    present. The first one starts the relation, on its day at the school, once it is told which
    ``adult`` of the school was there (a class meets with its teacher).
    """
    session = hold_session(session)
    policies.check_can_record(session, statuses.keys(), policies.mentees_of(session), now=now)
    names_adult = adult is not None and adult.pk != session.adult_id
    if not _write(session, statuses, now=now, by=by) and not names_adult:
        return session
    session.state, session.adult = SessionState.HELD, adult or session.adult
    starts = policies.starts_relation(session, statuses.values())
    session.kind = SessionKind.FIRST if starts else session.kind
    session.save(update_fields=["state", "adult", "kind"])
    record(Event.ATTENDANCE_RECORDED, on=session, by=by)
    if starts:
        day = policies.slot_of(session).day
        session.mentorship = mentorships.start(
            mentorship=session.mentorship, on=day, now=now, by=by
        )
    return session


def _write(
    session: MentoringSession,
    statuses: Mapping[int, AttendanceStatus],
    *,
    now: datetime,
    by: User | None,
) -> bool:
    """Write what is new, and say whether anything was: an older line keeps its author."""
    known = dict(session.attendances.values_list("mentee_id", "status"))
    new = [
        Attendance(
            session=session,
            place=session.place,
            mentee_id=mentee,
            status=status,
            recorded_by=by,
            recorded_at=now,
        )
        for mentee, status in statuses.items()
        if known.get(mentee) != status
    ]
    Attendance.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["session", "mentee"],
        update_fields=["status", "recorded_by", "recorded_at"],
    )
    return bool(new)
