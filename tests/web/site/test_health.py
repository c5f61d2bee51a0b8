import json

import pytest
from django.db import connection

from mentorat.web.site import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits(db):  # noqa: ARG001 -- what is removed comes back
    """Forget the jobs that tests which really write left in the queue."""
    run("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def worker(age):
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)", age)


def job(age, scheduled_in=None):
    run(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, args, scheduled_at)"
        " VALUES ('essai', 'default', '{}', now() + %s::interval)",
        scheduled_in,
    )
    run("UPDATE procrastinate_events SET at = now() - %s::interval", age)


def test_all_is_well_when_a_worker_beats_and_no_job_waits(client):
    worker("5 seconds")
    job("2 minutes")

    response = client.get("/sante")

    assert response.status_code == 200
    assert json.loads(response.text) == {"database": "ok", "queue": "ok", "migrations": "ok"}


def test_queue_fails_without_a_living_worker(client):
    worker("1 hour")

    response = client.get("/sante")

    assert response.status_code == 503
    assert json.loads(response.text) == {"database": "ok", "queue": "ko", "migrations": "ok"}


def test_queue_fails_when_a_job_waits_for_too_long(client):
    worker("5 seconds")
    job("11 minutes")

    assert client.get("/sante").status_code == 503


def test_queue_fails_when_a_job_is_long_past_its_hour(client):
    worker("5 seconds")
    job("1 day", scheduled_in="-11 minutes")

    assert client.get("/sante").status_code == 503


def test_a_job_for_later_is_not_late(client):
    worker("5 seconds")
    job("1 day", scheduled_in="3 hours")

    assert client.get("/sante").status_code == 200


def test_migrations_fail_when_one_of_the_code_is_not_in_the_database(client):
    worker("5 seconds")
    run("DELETE FROM django_migrations WHERE app = 'people' AND name = '0002_functions'")

    response = client.get("/sante")

    assert response.status_code == 503
    assert json.loads(response.text) == {"database": "ok", "queue": "ok", "migrations": "ko"}


def test_a_question_that_the_database_refuses_is_a_failure():
    def refused():
        run("SELECT * FROM nowhere")

    assert health._holds(refused) is False
