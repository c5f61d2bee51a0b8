"""The same site on a PostgreSQL server, over TCP, with passwords, its owner no superuser."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.ground.conftest import SERVERS
from tests.ground.machine import Site, processes, python

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("ground"),
    pytest.mark.parametrize(
        "server", SERVERS, indirect=True, scope="module", ids=lambda path: path.parent.name
    ),
]
WELL = (200, '{"database": "ok", "queue": "ok", "migrations": "ok"}')
WHO = """
SELECT DISTINCT usename::text, client_addr::text FROM pg_stat_activity
WHERE datname = 'mentorat' AND usename <> 'chef' ORDER BY 1
"""
USED = """
SELECT usename::text, count(*) FROM pg_stat_activity WHERE usename LIKE 'mentorat%' GROUP BY 1
"""
ENTER = """
from django.db import connection, transaction
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
with entered(system("essai")), transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    print(*cursor.fetchone())
"""


def test_site_and_its_demonstration_run_on_a_server(owner, server, tmp_path):
    folder = tmp_path / "data"
    site = Site(folder, DATABASE_URL=owner, DEMO="1").ready()

    assert site.get("/sante") == WELL
    assert "demo.mentorat.example" in site.get("/compte/connexion/")[1]
    with psycopg.connect(f"{server}/mentorat") as connection:
        logins = connection.execute(WHO).fetchall()
    assert logins == [("mentorat_web", "127.0.0.1/32"), ("mentorat_worker", "127.0.0.1/32")]
    assert site.stop() == 0
    assert (folder.exists(), processes(folder)) == (False, {})


def test_commands_of_the_owner_enter_any_scope(owner):
    migrated = python("manage.py", "migrate", "--verbosity=0", DATABASE_URL=owner)
    assert (migrated.returncode, migrated.stdout) == (0, "")

    answer = python("manage.py", "shell", "--no-imports", "-c", ENTER, DATABASE_URL=owner)

    assert (answer.returncode, answer.stdout) == (0, "mentorat_system\n")


def test_connections_stay_few_however_many_ask(owner, server, tmp_path):
    site = Site(tmp_path / "data", DATABASE_URL=owner, DATABASE_POOL="3").ready()
    with psycopg.connect(f"{server}/mentorat") as connection:
        with ThreadPoolExecutor(24) as crowd:
            answers = list(crowd.map(lambda _: site.get("/compte/connexion/")[0], range(200)))
        used = dict(connection.execute(USED).fetchall())

    assert set(answers) == {200}
    # Two web processes; a worker listens, works on two jobs and keeps its own connections.
    assert used["mentorat_web"] <= 2 * 3
    assert used["mentorat_worker"] <= 8
    assert site.stop() == 0
