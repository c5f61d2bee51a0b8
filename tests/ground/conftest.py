"""Folders of data and servers that belong to a test, and leave nothing behind."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import postgres
from tests.ground.machine import free_port, processes, python, until


def _folder() -> Iterator[Path]:
    # Not pytest's own folder: other runs close it to the cluster's user while this one works.
    above = Path(tempfile.mkdtemp(prefix="mentorat-essai-")).resolve()
    above.chmod(0o755)
    # A name with spaces and accents: every test of this folder also proves that.
    folder = above / "données d’un essai"
    yield folder
    until(lambda: not any("config.run" in command for command in processes(folder).values()), 30)
    assert python("-m", "config.embedded", "erase", DATA_DIR=folder).returncode == 0
    shutil.rmtree(above)


folder = pytest.fixture(_folder, name="folder")
shared_folder = pytest.fixture(_folder, name="shared_folder", scope="module")

# PostgreSQL's programs: those of this machine, when it has them, and the newest that there are.
SERVERS = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:], postgres.programs()]
OWNER = "CREATE ROLE proprietaire LOGIN CREATEROLE BYPASSRLS PASSWORD 'p@ss w/rd'"


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """A throw-away server that asks for passwords, over TCP: the address of its superuser."""
    programs = getattr(request, "param", SERVERS[-1])
    port, folder = free_port(), Path(tempfile.mkdtemp(prefix="mentorat-serveur-"))
    (folder / "secret").write_text("super")
    postgres.give(folder)

    def run(program: str, *arguments: object) -> None:
        user, group = postgres.owner()
        command = [programs / program, "-D", folder / "data", *map(str, arguments)]
        subprocess.run(
            command, check=True, user=user, group=group, cwd="/", stdout=subprocess.DEVNULL
        )

    secret = f"--pwfile={folder / 'secret'}"
    run("initdb", "--auth=scram-sha-256", secret, "--username=chef", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql://chef:super@127.0.0.1:{port}"
    run("pg_ctl", "-w", "-m", "fast", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def owner(server: str) -> str:
    """The address of a database whose owner is no superuser, and has an unkind password."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(OWNER)
        connection.execute("CREATE DATABASE mentorat OWNER proprietaire")
    return server.replace("chef:super", "proprietaire:p%40ss%20w%2Frd") + "/mentorat"
