"""What the clock triggers: sessions are asked about, answers read, alarms computed."""

from django.db import transaction
from procrastinate.contrib.django import app

from mentorat.followup import actions, tasks
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.mentorships.models import Mentorship
from mentorat.programmes.errors import NoCampaign
from mentorat.programmes.models import SchoolProject
from mentorat.programmes.queries import campaign_on

# A scope is in force inside a transaction only: each job is one.
# In universal time.
EACH_QUARTER = "*/15 * * * *"
EACH_MORNING = "0 6 * * 1-5"
EACH_DAY = "15 5 * * *"
EACH_MINUTE = "* * * * *"
# Before the figures, and before the message of the morning.
EVERY_NIGHT = "50 0 * * *"


@app.periodic(cron=EACH_QUARTER)
@app.task(queue="mail", queueing_lock="followup:ask_reports")
def ask_reports(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    with entered(system("sessions that are over")), transaction.atomic():
        return actions.ask_reports(now=clock.now())


@app.periodic(cron=EACH_MORNING)
@app.task(queue="mail", queueing_lock="followup:remind_reports")
def remind_reports(timestamp: int) -> int:  # noqa: ARG001 -- same
    with entered(system("sessions of which nobody told")), transaction.atomic():
        return actions.remind_reports(now=clock.now(), today=clock.today())


@app.periodic(cron=EACH_MINUTE)
@app.task(queue="mail", queueing_lock="followup:read_texts")
def read_texts(timestamp: int) -> int:  # noqa: ARG001 -- same
    with entered(system("what mentors answer by text message")), transaction.atomic():
        return actions.read_texts(now=clock.now())


@app.periodic(cron=EACH_DAY)
@app.task(queue="mail", queueing_lock="followup:check_ins")
def check_ins(timestamp: int) -> int:  # noqa: ARG001 -- same
    with entered(system("check-ins that are due, or late")), transaction.atomic():
        now, today = clock.now(), clock.today()
        followed = actions.follow_check_ins(now=now, today=today)
        return followed + actions.open_check_ins(now=now, today=today)


@app.periodic(cron=EVERY_NIGHT)
@app.task(queue="followup", queueing_lock="alarms:night")
def watch_every_school(timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    """Queue one job a school that has a project, or a relation of last year that goes on in
    AvenirPro+; those already waiting are left alone.
    """
    try:
        campaign = campaign_on(clock.today())
    except NoCampaign:
        return 0
    with entered(system("schools with a project")), transaction.atomic():
        projects = SchoolProject.objects.unscoped("schools with a project")
        of_year = projects.filter(campaign=campaign).order_by("pk")
        bridges = Mentorship.objects.unscoped("relations in AvenirPro+").running()
        going_on = bridges.filter(avenir_pro_until__isnull=False).order_by("pk")
        schools = dict.fromkeys(
            [*of_year.values_list("school", flat=True), *going_on.values_list("school", flat=True)]
        )
    return sum(tasks.queue_watch(school) for school in schools)


@app.periodic(cron=EACH_DAY)
@app.task(queue="mail", queueing_lock="followup:leave_on_time")
def leave_on_time(timestamp: int) -> int:  # noqa: ARG001 -- same
    with entered(system("mentors whose announced day to leave has come")), transaction.atomic():
        return actions.leave_on_time(today=clock.today(), now=clock.now())


@app.periodic(cron=EACH_DAY)
@app.task(queue="mail", queueing_lock="followup:end_bridges")
def end_bridges(timestamp: int) -> int:  # noqa: ARG001 -- same
    with entered(system("relations past the end of AvenirPro+")), transaction.atomic():
        return actions.end_bridges(today=clock.today(), now=clock.now())
