"""Read by gunicorn wherever the site is started from: ``make run``, ``Procfile``, the image."""

import subprocess
import sys
from typing import Any

WARMING = (sys.executable, "-m", "mentorat.matching.engine.warming")


def on_starting(_server: Any) -> None:
    """Let a process of its own compile the matching engine, so that no visitor waits for that."""
    subprocess.Popen(WARMING)  # noqa: S603 -- our own command
