"""When the members of relations last met, and when they meet next. One question each."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Min

from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance, MentoringSession

FOUND = "of relations seen within the scope"


def last_meetings(mentorships: Iterable[int]) -> dict[int, datetime]:
    """Return when each relation last met: a held session with someone present."""
    found = (
        Attendance.objects.unscoped(FOUND)
        .filter(
            session__mentorship__in=list(mentorships),
            session__state=SessionState.HELD,
            status=AttendanceStatus.PRESENT,
        )
        .order_by()
        .values_list("session__mentorship")
        .annotate(Max("session__during__startswith"))
    )
    return dict(found)


def next_sessions(mentorships: Iterable[int], *, now: datetime) -> dict[int, datetime]:
    """Return when the next planned session of each relation begins."""
    found = (
        MentoringSession.objects.unscoped(FOUND)
        .planned()
        .filter(mentorship__in=list(mentorships), during__endswith__gt=now)
        .order_by()
        .values_list("mentorship")
        .annotate(Min("during__startswith"))
    )
    return dict(found)


def without_pupil(mentorships: Iterable[int]) -> set[int]:
    """Return the relations of which a pupil was not there twice in a row, without excuse."""
    told = (
        Attendance.objects.unscoped(FOUND)
        .filter(session__mentorship__in=list(mentorships), session__state=SessionState.HELD)
        .order_by("-session__during", "-pk")
        .values_list("session__mentorship", "mentee", "status")
    )
    latest: dict[tuple[int, int], list[str]] = {}
    for mentorship, mentee, status in told:
        latest.setdefault((mentorship, mentee), []).append(status)
    twice = [AttendanceStatus.ABSENT, AttendanceStatus.ABSENT]
    return {mentorship for (mentorship, _), found in latest.items() if found[:2] == twice}
