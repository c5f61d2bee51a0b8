"""Jobs work with the login of a worker, which sees nothing outside a transaction."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.tasks import Task

import mentorat
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.matching.models import AcademyRun, MatchingRun
from mentorat.matching.tasks import compute_academy_run, compute_run
from mentorat.people.models import Mentor
from tests.factories.matching import MatchingRunFactory, NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeIdentityFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.matching.test_territories import part_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("queue")]

ROOT = Path(mentorat.__file__).parent
MODULES = [
    import_module(f"mentorat.{one.parent.name}.periodic") for one in ROOT.glob("*/periodic.py")
]
JOBS = {
    job.name: job for module in MODULES for job in vars(module).values() if isinstance(job, Task)
}


@pytest.fixture
def as_a_worker():
    """Take the login of a worker, as its connections do: no transaction is open."""

    def become(login):
        with connection.cursor() as cursor:
            cursor.execute(f"SET SESSION AUTHORIZATION {login}")

    yield lambda: become("mentorat_worker")
    become("DEFAULT")


def test_each_file_of_periodic_jobs_has_some():
    assert {job.func.__module__ for job in JOBS.values()} == {one.__name__ for one in MODULES}


@pytest.mark.parametrize("name", sorted(JOBS))
def test_a_periodic_job_runs_as_a_worker_and_twice(name, as_a_worker, time_machine):
    time_machine.move_to(paris(17, 9), tick=False)
    relation = MentorshipFactory(active=True, started_on=date(2026, 11, 2))
    MentoringSessionFactory(mentorship=relation, starts_at=paris(16, 10), ends_at=paris(16, 11))
    MentorshipFactory(mentee=MenteeIdentityFactory(birth_date=date(2008, 11, 16)).mentee)
    as_a_worker()

    for _ in range(2):
        JOBS[name](timestamp=0)


def test_mentors_who_announced_it_leave_as_a_worker(as_a_worker, time_machine):
    time_machine.move_to(paris(17, 9), tick=False)
    mentor = cleared_mentor(leaves_on=date(2026, 11, 16))
    as_a_worker()

    JOBS["mentorat.followup.periodic.leave_on_time"](timestamp=0)

    with entered(system("a test")), transaction.atomic():
        assert Mentor.objects.unscoped("a test").get(pk=mentor.pk).left_on == date(2026, 11, 17)


def test_a_school_and_an_academy_are_matched_as_a_worker(as_a_worker):
    offer = OfferFactory()
    project = SchoolProjectFactory(school=offer.school, campaign=offer.campaign)
    NeedFactory(mentee__school=offer.school, campaign=offer.campaign, recorded_by=project.opened_by)
    run = MatchingRunFactory(project=project, state="waiting")
    part = part_of(project)
    as_a_worker()

    compute_run(run_id=run.pk)
    compute_academy_run(part_id=part.pk)

    with entered(system("a test")), transaction.atomic():
        assert MatchingRun.objects.unscoped("a test").get(pk=run.pk).state == "done"
        assert AcademyRun.objects.unscoped("a test").get(pk=part.pk).state == "done"
