"""Relations: running, alive after months, ended."""

from datetime import date

from django.db.models import Count, DateField, Exists, F, Func, OuterRef, Q

from mentorat.followup.enums import ClosingState
from mentorat.followup.models import Closing
from mentorat.mentorships.enums import MentorshipState, ObjectiveReached
from mentorat.mentorships.models import Mentorship
from mentorat.steering.enums import Counted
from mentorat.steering.measures.meetings import meetings
from mentorat.steering.measures.perimeter import Counts, Perimeter, in_each_school

ENDED = Q(state=MentorshipState.ENDED)
COMPLETE = Closing.objects.unscoped("inside a condition").filter(
    mentorship=OuterRef("pk"), state=ClosingState.COMPLETE
)
REACHED = ENDED & Q(objective_reached=ObjectiveReached.YES)


def mentorships(perimeter: Perimeter) -> Counts:
    today = perimeter.today
    started = (
        perimeter.keep(Mentorship.objects.all())
        .started()
        .filter(project__campaign=perimeter.campaign)
        .annotate(after_3=_months_later(3), after_6=_months_later(6))
        .annotate(
            met_after_3=_met_after("after_3", today),
            met_after_6=_met_after("after_6", today),
            closed=Exists(COMPLETE),
        )
    )
    due_3, due_6 = Q(after_3__lte=today), Q(after_6__lte=today)
    return in_each_school(
        started,
        {
            Counted.MENTORSHIPS_RUNNING: Count("pk", filter=Q(state__in=MentorshipState.RUNNING)),
            Counted.MENTORSHIPS_OF_3_MONTHS: Count("pk", filter=due_3),
            Counted.ALIVE_3_MONTHS: Count("pk", filter=due_3 & (Q(met_after_3=True) | REACHED)),
            Counted.MENTORSHIPS_OF_6_MONTHS: Count("pk", filter=due_6),
            Counted.ALIVE_6_MONTHS: Count("pk", filter=due_6 & (Q(met_after_6=True) | REACHED)),
            Counted.CLOSINGS: Count("pk", filter=ENDED),
            Counted.CLOSINGS_WITH_OBJECTIVE_REACHED: Count("pk", filter=REACHED),
            Counted.CLOSINGS_REVIEWED: Count("pk", filter=ENDED & Q(closed=True)),
        },
    )


def _months_later(months: int) -> Func:
    return Func(
        F("started_on"),
        template=f"(%(expressions)s + interval '{months} months')::date",
        output_field=DateField(),
    )


def _met_after(day: str, today: date) -> Exists:
    since = meetings(OuterRef("school__academy__time_zone")).unscoped("inside a condition")
    return Exists(
        since.filter(
            session__mentorship=OuterRef("pk"), met_on__gte=OuterRef(day), met_on__lte=today
        )
    )
