"""Find a Chromium for the browser tests, else install one, else say what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Return the path of a browser on this machine."""
    given = os.environ.get("CHROMIUM")
    candidates = [given, *(shutil.which(name) for name in NAMES), _of_playwright()]
    return next((path for path in candidates if path and Path(path).exists()), None)


def install() -> None:
    """Try Debian's package where we may, then Playwright's own build."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "--yes", "chromium"], check=False, **quiet)
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _of_playwright() -> str | None:
    caches = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright")
    builds = sorted(caches.expanduser().glob("chromium-*/chrome-linux*/chrome"))
    return str(builds[-1]) if builds else None


if __name__ == "__main__":
    if found() is None:
        sys.stdout.write("Chromium manque : installation …\n")
        install()
    if found() is None:
        sys.exit(
            "Les tests de navigateur ont besoin de Chromium, qui n’a pas pu être installé.\n"
            "Installez le paquet « chromium », ou donnez son chemin : CHROMIUM=/chemin make test"
        )
