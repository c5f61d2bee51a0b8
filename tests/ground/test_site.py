"""``make run``: the whole site, and every way that it can end."""

import os
import shutil
import signal

import pytest

from tests.ground.machine import ROOT, Site, database, postmaster, processes, python, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ground")]
WELL = (200, '{"database": "ok", "queue": "ok", "migrations": "ok"}')
REST = "(« make reset » les efface)."


@pytest.fixture
def site(shared_folder):
    """A site on the folder that the tests of this file share: the first one fills it."""
    site = Site(shared_folder).ready()
    yield site
    if site.process.poll() is None:
        site.stop(signal.SIGTERM)


def test_ctrl_c_ends_everything_and_the_next_start_finds_everything(shared_folder):
    site = Site(shared_folder).ready()
    with database(shared_folder) as connection:
        connection.execute("CREATE TABLE witness AS SELECT 1 AS kept")
    first = [line for line in site.words.splitlines() if line and "worker" not in line]
    assert site.get("/sante") == WELL

    code = site.stop()

    assert (code, processes(shared_folder)) == (0, {})
    assert first == [
        f"Base de données : PostgreSQL embarqué, dans {shared_folder}/ …",
        "Migrations …",
        "Annuaire des lycées et nomenclatures …",
        f"  Mentorat LP répond à l’adresse  http://localhost:{site.port}/",
        f"  Ctrl-C arrête tout. Les données restent dans {shared_folder}/ {REST}",
    ]
    again = Site(shared_folder).ready()
    with database(shared_folder) as connection:
        assert connection.execute("SELECT kept FROM witness").fetchall() == [(1,)]
    assert "Annuaire" not in again.words
    assert again.stop(signal.SIGHUP) == 0


def test_an_empty_start_offers_no_persona(site):
    status, page = site.get("/compte/connexion/")

    assert status == 200
    assert "Se connecter" in page
    assert "demo.mentorat.example" not in page


def test_a_killed_supervisor_takes_its_children_along_and_leaves_the_data(site, shared_folder):
    site.process.kill()
    site.process.wait()

    until(lambda: not any("-W ignore" in line for line in processes(shared_folder).values()), 30)
    again = Site(shared_folder).ready()
    assert again.get("/sante") == WELL
    assert again.stop() == 0
    assert processes(shared_folder) == {}


def test_a_killed_database_comes_back_and_the_site_goes_on(site, shared_folder):
    before = postmaster(shared_folder)
    os.kill(before, signal.SIGKILL)

    until(lambda: "elle est repartie" in site.words)
    until(lambda: site.get("/sante") == WELL)

    assert postmaster(shared_folder) != before
    assert site.process.poll() is None


def test_a_killed_server_or_worker_starts_again(site):
    for part, name in (("gunicorn", "Le serveur web"), ("procrastinate", "Le worker")):
        before = site.child(part)
        os.kill(before, signal.SIGKILL)

        until(lambda name=name: f"{name} s’était arrêté : il repart." in site.words)
        until(lambda part=part, before=before: site.child(part) not in {None, before})
    until(lambda: site.get("/sante") == WELL)


def test_health_says_that_the_worker_is_silent_and_that_a_migration_is_missing(site, shared_folder):
    os.kill(site.child("procrastinate"), signal.SIGSTOP)
    with database(shared_folder) as connection:
        old = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '121 seconds'"
        connection.execute(old)
        forgotten = (
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)"
        )
        connection.execute(f"CREATE TABLE aside AS SELECT * FROM django_migrations; {forgotten}")

        answer = site.get("/sante")

        connection.execute(
            "INSERT INTO django_migrations SELECT * FROM aside ON CONFLICT DO NOTHING;"
            " DROP TABLE aside"
        )
    os.kill(site.child("procrastinate"), signal.SIGCONT)
    assert answer == (503, '{"database": "ok", "queue": "ko", "migrations": "ko"}')
    until(lambda: site.get("/sante") == WELL)


def test_two_starts_at_once_prepare_one_after_the_other_and_both_serve(folder):
    sites = [Site(folder), Site(folder)]
    for site in sites:
        site.ready()
    first, second = sites

    answers = [site.get("/sante") for site in sites]
    ended = first.stop()
    alone = second.get("/sante")

    assert (answers, ended, alone) == ([WELL, WELL], 0, WELL)
    assert sum("Annuaire" in site.words for site in sites) == 1
    assert second.stop() == 0
    assert processes(folder) == {}


WRITE = """
from mentorat.notifications.actions import write
from mentorat.notifications.notices import Letter
write(key="essai", address="essai@example.org", letter=Letter("Essai", ("Bonjour",)))
"""
SENT = "SELECT sent_at IS NOT NULL FROM notifications_delivery WHERE key = 'essai'"


def test_a_job_whose_worker_was_killed_is_done_by_the_next(site, shared_folder):
    worker = site.child("procrastinate")
    os.kill(worker, signal.SIGSTOP)
    assert python("manage.py", "shell", "-c", WRITE, DATA_DIR=shared_folder).returncode == 0
    with database(shared_folder) as watch, database(shared_folder) as holder:
        holder.execute("BEGIN; SELECT FROM notifications_delivery FOR UPDATE")
        os.kill(worker, signal.SIGCONT)
        doing = (
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND queue_name = 'mail'"
        )
        until(lambda: watch.execute(doing).fetchone() == (1,))
        waits = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        until(lambda: watch.execute(waits).fetchone())

        os.kill(worker, signal.SIGKILL)
        watch.execute(f"SELECT pg_terminate_backend(pid) FROM ({waits}) AS stuck")
        holder.execute("ROLLBACK")
        # As if half a minute had gone by since its last sign.
        watch.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s'")

        until(lambda: watch.execute(SENT).fetchone() == (True,))
        left = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'mail'"
        until(lambda: watch.execute(left).fetchone() == (0,))
    assert "reprise : son worker a disparu." in site.words
    assert "Subject: Essai" in site.words


def test_a_project_in_a_path_with_spaces_runs_the_same(folder):
    there = folder.parent / "le projet d’à côté"
    kept = shutil.ignore_patterns(".*", "__pycache__", "docs", "tests")
    shutil.copytree(ROOT, there, ignore=kept)
    site = Site(folder, cwd=there).ready()

    assert site.get("/sante") == WELL
    assert site.stop() == 0
    assert processes(folder) == {}
