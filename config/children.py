"""The processes that ``make run`` starts, watches and takes along when it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from config.door import CannotStart
from config.embedded import ROOT, data_folder

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
# So many deaths in so many seconds are no accident.
DEATHS, PERIOD = 3, 60
GRACE = 10


class Child:
    """A process of the site: it starts again when it dies, and dies with us."""

    def __init__(
        self, name: str, arguments: Sequence[str], *, login: str, inherits: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.arguments = [sys.executable, "-W", "ignore", *arguments]
        self.environment = {**kernels_kept(), **os.environ, "DATABASE_LOGIN": login}
        self.inherits = tuple(inherits)
        self.deaths: list[float] = []
        self.process = self._start()

    def is_over(self) -> bool:
        return self.process.poll() is not None

    def start_again(self) -> None:
        """Start it again, unless it dies so often that it would only die again."""
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < PERIOD] + [now]
        if len(self.deaths) == DEATHS:
            raise CannotStart(f"{self.name} ne tient pas : le site s’arrête.")
        self._kill()
        self.process = self._start()

    def ask_to_end(self) -> None:
        self.process.terminate()

    def end(self) -> None:
        """Wait for its end, then make it end, with all that it has started itself."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=GRACE)
        self._kill()
        self.process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 -- our own commands
            self.arguments,
            cwd=ROOT,
            env=self.environment,
            pass_fds=self.inherits,
            preexec_fn=partial(_die_with, os.getpid()),  # noqa: PLW1509 -- no thread runs in this process
        )

    def _kill(self) -> None:
        """Kill the group that it leads: itself, and what it may leave behind."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def kernels_kept(kernels: Path = ROOT / "mentorat/matching/engine/kernels") -> dict[str, str]:
    """Say where the compiled engine is kept, when it cannot be beside its code."""
    if os.access(kernels, os.W_OK):
        return {}
    return {"NUMBA_CACHE_DIR": str(data_folder() / "numba")}


def _die_with(parent: int) -> None:
    """Lead a group, which Ctrl-C does not reach; on Linux, end when the parent is killed."""
    os.setpgrp()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # it was killed in between
