"""The PostgreSQL cluster that the project keeps for itself when no DATABASE_URL is given.

It lives in ``.data/postgres`` (or in ``DATA_DIR``) and listens on a Unix socket only, which its own
user alone may reach. Every process that uses it holds a shared lock: the last one to leave stops
it, and a killed process loses its lock by itself.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from config import postgres

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "mentorat"
# Short and the same for every process, whatever TMPDIR says: a socket's path has 107 bytes.
SOCKETS = Path("/tmp")  # noqa: S108 -- our folder in it is ours alone, which is checked
PORT = "5432"  # it only names the socket; said aloud, because PGPORT would change it
PATIENCE, TRIES = 60, 3
SETTINGS = {
    "listen_addresses": "''",
    "port": PORT,
    "max_connections": "200",
    "shared_buffers": "'256MB'",
    "random_page_cost": "1.1",
    # The laptop may lose its last transactions in a power cut, never its consistency.
    "synchronous_commit": "off",
}


def data_folder() -> Path:
    """Return the folder of the project's own data, whether it exists or not."""
    return (ROOT / Path(os.environ.get("DATA_DIR") or ".data").expanduser()).resolve()


def socket_folder() -> Path:
    """Return the folder of the socket: short, without spaces, the same at every start."""
    digest = hashlib.sha256(os.fsencode(data_folder())).hexdigest()[:12]
    return SOCKETS / f"mentorat-{digest}"


def address(database: str = DATABASE) -> str:
    """Return the address of a database of the cluster, whether it runs or not."""
    return f"postgresql://postgres@/{database}?host={socket_folder()}&port={PORT}"


def ensure_running() -> None:
    """Start the cluster unless it runs, and keep it until the last process that uses it ends."""
    with _alone():
        users = (data_folder() / "postgres.users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        _serve(data_folder() / "postgres")
    atexit.register(_leave, users, os.getpid())


def revive() -> bool:
    """Start the cluster again if it died under its users. Say whether it had."""
    cluster = data_folder() / "postgres"
    if _runs(cluster):
        return False
    with _alone():
        _serve(cluster)
    return True


def stop() -> None:
    """Stop the cluster; say nothing when it does not run."""
    cluster = data_folder() / "postgres"
    deadline = time.monotonic() + PATIENCE
    while _runs(cluster) and time.monotonic() < deadline:
        with suppress(ProcessLookupError):
            # « Fast »: what is open is rolled back, and nothing is left to repair.
            os.kill(_number(cluster), signal.SIGINT)
        time.sleep(0.05)


def erase() -> str:
    """Stop the cluster and erase our data, unless a process still uses them. Say what was done."""
    folder = data_folder()
    if not folder.exists():
        return f"Rien à effacer dans {folder}."
    with _alone(), (folder / "postgres.users").open("a") as users:
        if not _is_last(users):
            raise SystemExit(
                "Le site, ou une commande, utilise encore ces données :"
                " arrêtez-le d’abord (Ctrl-C)."
            )
        stop()
        shutil.rmtree(socket_folder(), ignore_errors=True)
        # A folder that someone chose may hold other things: only what we made goes away.
        for ours in ("postgres", "postgres.new", "static"):
            shutil.rmtree(folder / ours, ignore_errors=True)
        for ours in ("postgres.users", "postgres.lock"):
            (folder / ours).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return f"Données effacées : {folder}."


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of whoever starts or stops the cluster."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "postgres.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise SystemExit(
            f"Le dossier {folder} est à un autre utilisateur de cette machine"
            f" ({error.filename}). Lancez la commande sous le même nom que la première fois,"
            " ou choisissez un autre dossier : DATA_DIR=…"
        ) from error


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(users: IO[str], number: int) -> None:
    if number != os.getpid() or not data_folder().exists():
        return  # a copy of the process that asked, or nothing left to stop
    with _alone():
        if _is_last(users):
            stop()
        users.close()


def _serve(cluster: Path) -> None:
    """Start the cluster if it does not run, and wait until it answers."""
    if not (cluster / "PG_VERSION").exists():
        _create(cluster)
    deadline = time.monotonic() + PATIENCE
    tries = 0
    while time.monotonic() < deadline:
        # One that is still starting or stopping is let do, and looked at again.
        if not _runs(cluster):
            if tries == TRIES:
                break
            # What a killed server leaves behind may need a moment to end.
            time.sleep(tries)
            _start(cluster)
            tries += 1
        if _answers():
            return
        time.sleep(0.1)
    log = cluster / "server.log"
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    raise SystemExit(f"La base embarquée n’a pas démarré. Son journal se termine ainsi :\n{tail}")


def _create(cluster: Path) -> None:
    """Make the cluster beside its place, then move it there: a start killed here leaves no half."""
    if cluster.exists() and any(cluster.iterdir()):
        raise SystemExit(f"Le dossier {cluster} ne contient pas une base : déplacez-le.")
    fresh = cluster.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    postgres.give(fresh)
    options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres")
    made = postgres.run("initdb", "-D", fresh, *options)
    if made.returncode:
        raise SystemExit(f"La base embarquée n’a pas pu être créée :\n{made.stderr}")
    fresh.rename(cluster)


def _start(cluster: Path) -> None:
    sockets = socket_folder()
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.lstat().st_uid not in {os.geteuid(), postgres.owner()[0]}:
        raise SystemExit(f"Le dossier {sockets} est à un autre utilisateur de cette machine.")
    sockets.chmod(0o700)
    _configure(cluster, sockets)
    postgres.give(sockets)
    postgres.give(cluster)
    # After a crash of the machine, this number may be that of some other program.
    if postgres.command_of(_number(cluster)):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
    log = cluster / "server.log"
    postgres.run("pg_ctl", "-D", cluster, "-w", "-t", PATIENCE, "-l", log, "start", quiet=True)


def _configure(cluster: Path, sockets: Path) -> None:
    settings = {**SETTINGS, "unix_socket_directories": f"'{sockets}'"}
    ours, main = cluster / "mentorat.conf", cluster / "postgresql.conf"
    ours.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    include = f"include '{ours.name}'\n"
    if include not in main.read_text():
        main.write_text(main.read_text() + include)


def _answers() -> bool:
    import psycopg  # noqa: PLC0415 -- slow, and settings import this module for an address

    try:
        with psycopg.connect(address("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return False
    return True


def _runs(cluster: Path) -> bool:
    """Say whether this very cluster is served, by a process that lives."""
    return str(cluster) in postgres.command_of(_number(cluster))


def _number(cluster: Path) -> int:
    """Return the number of the process that last served the cluster, or 0."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return 0


if __name__ == "__main__" and sys.argv[1:] == ["erase"]:
    sys.stdout.write(f"{erase()}\n")
