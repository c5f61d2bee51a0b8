"""The embedded cluster: wherever it lives, however the last one ended."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import time

import psycopg
import pytest

from config import embedded
from tests.ground.machine import ROOT, User, database, environment, postmaster, processes, python

pytestmark = pytest.mark.xdist_group("ground")


def test_last_to_leave_stops_the_cluster(folder):
    first, second = User(folder).arrived(), User(folder).arrived()

    assert first.leave() == ""
    assert processes(folder)
    assert second.leave() == ""
    assert processes(folder) == {}


def test_only_its_own_user_reaches_the_cluster(folder, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(folder))
    user = User(folder).arrived()

    sockets = embedded.socket_folder()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (sockets, folder / "postgres")]
    with database(folder) as connection:
        (listens,) = connection.execute("SHOW listen_addresses").fetchone()

    assert (modes, listens) == ([0o700, 0o700], "")
    user.leave()


def test_what_was_written_is_there_after_a_killed_server(folder):
    user = User(folder).arrived()
    with database(folder) as connection:
        connection.execute("CREATE TABLE witness AS SELECT 1 AS kept")
        connection.execute("CHECKPOINT")
        os.kill(postmaster(folder), signal.SIGKILL)
    user.process.kill()
    user.process.communicate()

    again = User(folder).arrived()

    with database(folder) as connection:
        assert connection.execute("SELECT kept FROM witness").fetchall() == [(1,)]
    again.leave()


def test_a_killed_user_leaves_a_cluster_that_the_next_one_takes_over_and_stops(folder):
    user = User(folder).arrived()
    user.process.kill()
    user.process.communicate()
    assert processes(folder)

    User(folder).arrived().leave()

    assert processes(folder) == {}


def test_a_number_that_now_belongs_to_another_program_does_not_stop_the_start(folder):
    User(folder).arrived().leave()
    (folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")

    user = User(folder).arrived()

    assert postmaster(folder) != os.getpid()
    user.leave()


def test_a_creation_killed_in_the_middle_is_begun_again(folder):
    user = User(folder)
    deadline = time.monotonic() + 60
    while not (folder / "postgres.new" / "global").exists():
        assert time.monotonic() < deadline
    initdb = next(number for number, line in processes(folder).items() if "/initdb" in line)
    os.kill(initdb, signal.SIGKILL)
    user.process.kill()
    user.process.communicate()
    assert not (folder / "postgres").exists()

    User(folder).arrived().leave()

    assert [(folder / name).exists() for name in ("postgres", "postgres.new")] == [True, False]


def test_settings_of_the_shell_do_not_move_the_socket(folder):
    first = User(folder, PGPORT="6543", TMPDIR=str(ROOT / "tests")).arrived()
    second = User(folder).arrived()

    assert (first.leave(), second.leave()) == ("", "")


def test_a_very_long_path_is_no_matter_for_the_socket(folder):
    deep = folder.joinpath(*["dossier"] * 20)

    User(deep).arrived().leave()

    assert len(str(deep)) > 107
    assert python("-m", "config.embedded", "erase", DATA_DIR=deep).returncode == 0


def test_a_folder_that_holds_something_else_is_left_alone(folder):
    (folder / "postgres").mkdir(parents=True)
    theirs = folder / "postgres" / "lettre.txt"
    theirs.write_text("à garder")

    answer = User(folder).leave()

    assert "ne contient pas une base : déplacez-le." in answer
    assert theirs.read_text() == "à garder"


def test_files_are_erased_only_once_nobody_uses_them_and_only_ours(folder):
    user = User(folder).arrived()
    (folder / "lettre.txt").write_text("à garder")

    refused = python("-m", "config.embedded", "erase", DATA_DIR=folder)
    user.leave()
    erased = python("-m", "config.embedded", "erase", DATA_DIR=folder)

    assert (refused.returncode, "utilise encore ces données" in refused.stdout) == (1, True)
    assert (erased.returncode, erased.stdout) == (0, f"Données effacées : {folder}.\n")
    assert [path.name for path in folder.iterdir()] == ["lettre.txt"]


def test_a_cluster_left_by_a_killed_user_is_stopped_before_it_is_erased(folder):
    user = User(folder).arrived()
    user.process.kill()
    user.process.communicate()

    erased = python("-m", "config.embedded", "erase", DATA_DIR=folder)

    assert (erased.returncode, processes(folder), folder.exists()) == (0, {}, False)


def test_a_careful_umask_closes_nothing_that_the_cluster_needs(folder):
    careful = f"import os; os.umask(0o077); import runpy; {HOLD}"

    answer = python("-c", careful, DATA_DIR=folder)

    assert answer.stdout == "là\n"


HOLD = "from config import embedded; embedded.ensure_running(); print('là')"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")


def as_somebody_else():
    nobody = pwd.getpwnam("nobody")
    number = f"{nobody.pw_uid}:{nobody.pw_gid}"
    user, group = number.split(":")
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]


def can_read_the_environment():
    tried = [*as_somebody_else(), sys.executable, "-c", "import psycopg"]
    return subprocess.run(tried, check=False, capture_output=True, cwd="/").returncode == 0


@as_root
def test_a_user_who_is_not_root_runs_a_cluster_of_his_own(folder):
    if not can_read_the_environment():
        pytest.skip("this Python is in a folder of root's")
    folder.parent.chmod(0o777)

    user = User(folder, *as_somebody_else()).arrived()

    assert folder.stat().st_uid == pwd.getpwnam("nobody").pw_uid
    user.leave()


@as_root
def test_a_folder_of_another_user_is_said_in_a_sentence(folder):
    if not can_read_the_environment():
        pytest.skip("this Python is in a folder of root's")
    User(folder).arrived().leave()

    answer = User(folder, *as_somebody_else()).leave()

    assert "est à un autre utilisateur de cette machine" in answer
    assert "Traceback" not in answer


@as_root
def test_a_socket_folder_that_someone_else_made_first_is_not_trusted(folder, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(folder))
    trap = embedded.socket_folder()
    trap.mkdir()
    os.chown(trap, pwd.getpwnam("nobody").pw_uid, -1)

    answer = User(folder).leave()

    assert answer == f"Le dossier {trap} est à un autre utilisateur de cette machine.\n"
    trap.rmdir()


def test_a_connection_of_the_address_is_understood_by_the_driver(folder, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(folder))

    parts = psycopg.conninfo.conninfo_to_dict(embedded.address())

    assert parts == {
        "user": "postgres",
        "dbname": "mentorat",
        "host": str(embedded.socket_folder()),
        "port": "5432",
    }
    assert environment()["DEMO"] == "0"
