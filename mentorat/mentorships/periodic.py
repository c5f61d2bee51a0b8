"""What the clock triggers: each waiting relation is reminded, or ends its wait."""

from django.db import transaction
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import must_end, must_remind

# In universal time, before the figures of the night: they count what ends here.
EVERY_NIGHT = "40 0 * * *"


@app.periodic(cron=EVERY_NIGHT)
@app.task(queue="mail", queueing_lock="mentorships:waits")
def let_time_pass(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    """Apply the table of waits to every relation that waits. Return how many were touched.

    One transaction a relation: one that fails keeps nothing of the others.
    """
    now, today = clock.now(), clock.today()
    with entered(system("time-outs of relations")):
        with transaction.atomic():
            waiting = (
                Mentorship.objects.unscoped("every relation that waits")
                .filter(state__in=MentorshipState.WAITING)
                .select_related("project__campaign")
                .order_by("pk")
            )
            due = [
                one
                for one in waiting
                if must_end(one, today=today) or must_remind(one, today=today)
            ]
        for mentorship in due:
            actions.let_time_pass(mentorship=mentorship, today=today, now=now)
    return len(due)
