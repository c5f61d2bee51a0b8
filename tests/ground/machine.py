"""A site of its own for a test: own folder, own port, own environment, own processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import psycopg

from config import embedded

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120
OURS = ("PATH", "HOME", "LANG")


def environment(**given: object) -> dict[str, str]:
    """Return what a person's shell would give, and nothing of the test-suite's own."""
    kept = {name: os.environ[name] for name in OURS if name in os.environ}
    return {**kept, "DEMO": "0", **{name: str(value) for name, value in given.items()}}


def python(*arguments: str, cwd: Path = ROOT, **given: object) -> subprocess.CompletedProcess[str]:
    """Run Python on the project and return what it says, both outputs together."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=cwd,
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def until(found: Callable[[], object], seconds: float = PATIENCE) -> object:
    """Ask again until the answer is true, and return it."""
    deadline = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < deadline, f"still waiting for {found}"
        time.sleep(0.1)
    return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes(folder: Path) -> dict[int, str]:
    """Return the processes that live on a folder of data, by number, with their command."""
    alive = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            command = (entry / "cmdline").read_text().replace("\0", " ").strip()
            given = (entry / "environ").read_bytes().split(b"\0")
            if command and (f"DATA_DIR={folder}".encode() in given or str(folder) in command):
                alive[int(entry.name)] = command
    return alive


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])


class Site:
    """``python -m config.run``, as ``make run`` calls it."""

    def __init__(self, folder: Path, *, cwd: Path = ROOT, **given: object) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder.parent / f"{folder.name}-{self.port}.log"
        command = [sys.executable, "-W", "ignore", "-m", "config.run"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=cwd,
                env=environment(DATA_DIR=folder, PORT=self.port, **given),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def words(self) -> str:
        return self.log.read_text()

    def ready(self) -> "Site":
        until(lambda: "répond à l’adresse" in self.words or self.process.poll() is not None)
        assert self.process.poll() is None, self.words
        return self

    def get(self, path: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as asked:
            asked.request("GET", path)
            answer = asked.getresponse()
            return answer.status, answer.read().decode()

    def child(self, part: str) -> int | None:
        """Return the number of a process that this one started, by a part of its command.

        None while it is being started again.
        """
        mine = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = processes(self.folder)
        numbers = (int(number) for number in mine.split())
        return next((number for number in numbers if part in found.get(number, "")), None)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C does (or as told) and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def database(folder: Path) -> psycopg.Connection:
    """Connect to the cluster of a folder, as its owner."""
    given = os.environ.get("DATA_DIR")
    os.environ["DATA_DIR"] = str(folder)
    try:
        return psycopg.connect(embedded.address(), autocommit=True)
    finally:
        os.environ.pop("DATA_DIR")
        if given:
            os.environ["DATA_DIR"] = given


class User:
    """A process that uses the cluster of a folder until it is told to leave."""

    def __init__(self, folder: Path, *before: str, **given: object) -> None:
        wait = "from config import embedded; embedded.ensure_running(); print('là'); input()"
        self.process = subprocess.Popen(
            [*before, sys.executable, "-W", "ignore", "-c", wait],
            cwd=ROOT,
            env=environment(DATA_DIR=folder, **given),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def arrived(self) -> "User":
        assert self.process.stdout
        first = self.process.stdout.readline()
        assert first == "là\n", first + self.process.stdout.read()
        return self

    def leave(self) -> str:
        """Let it end, and return what it still says."""
        return self.process.communicate("\n", timeout=PATIENCE)[0]
