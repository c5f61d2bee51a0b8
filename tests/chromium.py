"""Find a Chromium for the browser tests, else install one, else say what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """\
Les tests de navigateur ont besoin de Chromium, qui n’a pas pu être installé.
Installez le paquet « chromium », ou donnez son chemin : CHROMIUM=/chemin make test
"""


def found() -> str | None:
    """Return the path of a browser of this machine that starts."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if _starts(given) else None
    candidates = [*(shutil.which(name) for name in NAMES), _of_playwright()]
    return next((path for path in candidates if path and _starts(path)), None)


def install() -> None:
    """Try Debian's package where we may, then Playwright's own build."""
    apt = shutil.which("apt-get")
    if os.geteuid() == 0 and apt:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "chromium"]):
            subprocess.run([apt, *words], check=False, env=quiet, stdout=subprocess.DEVNULL)
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _starts(path: str) -> bool:
    """A browser that was copied without its libraries exists, and does not start."""
    try:
        asked = subprocess.run([path, "--version"], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _of_playwright() -> str | None:
    caches = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright")
    builds = sorted(caches.expanduser().glob("chromium-*/chrome-linux*/chrome"))
    return str(builds[-1]) if builds else None


def main() -> None:
    if os.environ.get("CHROMIUM"):
        if found() is None:
            sys.exit(f"CHROMIUM={os.environ['CHROMIUM']} : ce navigateur ne démarre pas.")
        return
    if found() is None:
        sys.stdout.write("Chromium manque : installation …\n")
        sys.stdout.flush()
        install()
    if found() is None:
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
