"""What the clock triggers: waits are reminded or end; pupils come of age."""

from django.db import transaction
from procrastinate.contrib.django import app

from mentorat.foundations import clock
from mentorat.foundations.ages import born_by
from mentorat.foundations.database.entering import entered
from mentorat.foundations.school_year import SchoolYear
from mentorat.foundations.scope import system
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import must_end, must_remind
from mentorat.people.models import Mentee

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


@app.periodic(cron=EVERY_NIGHT)
@app.task(queue="mail", queueing_lock="mentorships:majority")
def come_of_age(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    """Switch the rules of those who turned eighteen since the school year began. Says of how many.

    A night that was missed is made up for by the next.
    """
    now, today = clock.now(), clock.today()
    year = SchoolYear.of(today)
    with entered(system("pupils who come of age")):
        with transaction.atomic():
            pupils = list(
                Mentee.objects.unscoped("every pupil of the year")
                .present()
                .of_age(on=today)
                .filter(year=year.start)
                .exclude(identity__birth_date__lte=born_by(year.first_day))
                .order_by("pk")
            )
        return sum(actions.come_of_age(mentee=mentee, now=now) for mentee in pupils)
