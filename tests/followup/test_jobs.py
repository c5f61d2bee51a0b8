"""Periodic jobs work with the login of a worker, which sees nothing outside a transaction."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection

from mentorat.followup import periodic
from mentorat.followup.models import CheckIn, SessionReport
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.notifications import tasks
from mentorat.notifications.models import Delivery
from tests.factories.mentorships import MentorshipFactory
from tests.factories.scheduling import MentoringSessionFactory, paris

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def as_a_worker():
    """Take the login of a worker, as its connections do: no transaction is open."""

    def become():
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION AUTHORIZATION mentorat_worker")

    yield become
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")


@pytest.mark.django_db(transaction=True)
def test_each_job_of_the_followup_runs_as_a_worker(as_a_worker, time_machine):
    time_machine.move_to(paris(17, 9), tick=False)
    mentorship = MentorshipFactory(active=True, started_on=date(2026, 11, 2))
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(16, 10), ends_at=paris(16, 11))
    as_a_worker()

    for job in (periodic.ask_reports, periodic.check_ins, periodic.remind_reports):
        job(timestamp=0)
    periodic.read_texts(timestamp=0)
    for pk in list(Delivery.objects.values_list("pk", flat=True)):
        tasks.send(delivery_id=pk)

    assert len(mail.outbox) == 2
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
    with entered(system("a test")):
        assert SessionReport.objects.unscoped("test").count() == 1
        assert CheckIn.objects.unscoped("test").count() == 1
