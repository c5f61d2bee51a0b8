"""Sessions, and who came."""

from django.db.models import Count, Q

from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import MentoringSession
from mentorat.steering.enums import Counted
from mentorat.steering.measures.perimeter import Counts, Perimeter, in_each_school


def sessions(perimeter: Perimeter) -> Counts:
    held = perimeter.keep(MentoringSession.objects.all()).filter(
        state=SessionState.HELD, mentorship__project__campaign=perimeter.campaign
    )
    present = Q(attendances__status=AttendanceStatus.PRESENT)
    return in_each_school(
        held,
        {
            Counted.SESSIONS_HELD: Count("pk", distinct=True),
            Counted.PRESENCES_EXPECTED: Count("attendances"),
            Counted.PRESENCES: Count("attendances", filter=present),
        },
    )
