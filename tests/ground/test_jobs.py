"""The queue knows what the clock triggers, and loses no job of a worker that died."""

import importlib
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.tasks import Task

from config.jobs import DEATHS, take_up_again

ROOT = Path(__file__).resolve().parent.parent.parent


def ask(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall()


EMPTY = "DELETE FROM procrastinate_jobs; DELETE FROM procrastinate_workers"
WORKER = """
INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 s')
RETURNING id
"""
JOB = """
INSERT INTO procrastinate_jobs
    (queue_name, task_name, args, status, worker_id, attempts, queueing_lock)
VALUES ('essai', 'essai', '{}', %s, %s, %s, %s)
RETURNING id
"""


@pytest.fixture
def _empty_queue(transactional_db):  # noqa: ARG001 -- the database first
    """Give an empty queue. Its tables are not Django's: nobody else empties them."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        yield
        cursor.execute(EMPTY)


@pytest.fixture
def worker(_empty_queue):
    """Make a worker that gave its last sign so many seconds ago."""
    return lambda silence: ask(WORKER, silence)[0][0]


@pytest.fixture
def job(_empty_queue):
    """Make a job in a state, of a worker, that was tried so many times."""

    def make(status, worker=None, attempts=0, lock=None):
        return ask(JOB, status, worker, attempts, lock)[0][0]

    return make


def sweep():
    own = Job(id=0, queue="x", lock=None, queueing_lock=None, task_name="x", priority=0)
    context = JobContext(app=app, job=own, start_timestamp=0, abort_reason=lambda: None)
    return async_to_sync(take_up_again)(context, 0)


def states():
    return dict(ask("SELECT id, status::text FROM procrastinate_jobs"))


def test_what_the_clock_triggers_is_known_to_workers():
    app.perform_import_paths()
    known = {entry.task for entry in app.periodic_registry.periodic_tasks.values()}
    declared = set()
    for path in (ROOT / "mentorat").rglob("periodic.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = importlib.import_module(name)
        declared |= {value for value in vars(module).values() if isinstance(value, Task)}

    assert declared
    assert declared - known == set()
    assert {name for name, _ in app.periodic_registry.periodic_tasks} >= {
        "config.jobs.take_up_again"
    }


def test_jobs_of_a_silent_worker_are_queued_again_and_those_of_a_live_one_left(worker, job):
    silent, alive = worker(31), worker(5)
    jobs = [job("doing", silent), job("doing"), job("doing", alive), job("todo")]

    count = sweep()

    assert count == 2
    assert [states()[number] for number in jobs] == ["todo", "todo", "doing", "todo"]


def test_a_job_that_stops_each_of_its_workers_is_given_up(worker, job):
    silent = worker(31)
    patient, fatal = job("doing", silent, DEATHS - 1), job("doing", silent, DEATHS)

    sweep()

    assert states() == {patient: "todo", fatal: "failed"}


def test_a_job_whose_twin_waits_already_leaves_it_the_work(worker, job):
    job("doing", worker(31), lock="figures")
    twin = job("todo", lock="figures")

    sweep()

    assert states() == {twin: "todo"}
