"""``.venv``, as the targets of the Makefile need it: ``install.py base`` (or ``dev``, ``bench``).

Without a word, the environment alone, empty.
Standard library only, in words that an older Python reads as well, to be told that it is too old.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
OLDEST = (3, 11)
# What each set holds: the lock file of « dev » also names what « base » names, and so on.
HOLDS = {"base": ["base"], "dev": ["dev", "base"], "bench": ["bench", "dev", "base"]}
# pip's remark about a folder of the machine's own settings that does not exist.
NOISE = "is ignored: it is neither"


def main(wanted: str = "") -> None:
    if sys.version_info < OLDEST:
        sys.exit(
            "Il faut Python 3.11 ou plus, et celui-ci est {}.{}."
            " Donnez-en un autre : make PYTHON=python3.12 …".format(*sys.version_info)
        )
    VENV.mkdir(exist_ok=True)
    with (VENV / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once on a fresh clone
        ensure_python()
        if wanted and not holds(wanted):
            install(wanted)
        for name in HOLDS.get(wanted, []):
            (VENV / name).write_text(digest(name))


def ensure_python() -> None:
    """Make the environment when there is none, or when its Python has left the machine."""
    if Path(PYTHON).exists() and call(PYTHON, "-m", "pip", "--version", quiet=True) == 0:
        return
    say("Installation dans .venv (une à trois minutes) …")
    for link in (VENV / "bin").glob("python*"):
        link.unlink()  # venv would keep it, and it leads nowhere
    if call(sys.executable, "-m", "venv", str(VENV)):
        sys.exit("Le module venv manque à ce Python : installez le paquet python3-venv.")


def holds(wanted: str) -> bool:
    """Say whether this very lock file was installed: its date alone proves nothing."""
    stamp = VENV / wanted
    return stamp.exists() and stamp.read_text() == digest(wanted)


def digest(wanted: str) -> str:
    """Return what changes when the lock file or the Python does."""
    # « home » and « version » of the Python that made the environment.
    made_by = (VENV / "pyvenv.cfg").read_bytes()
    return hashlib.sha256(made_by + lock_file(wanted).read_bytes()).hexdigest()


def install(wanted: str) -> None:
    pip = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    lock = str(lock_file(wanted))
    if call(*pip, "install", "--require-hashes", "--requirement", lock) or call(*pip, "check"):
        sys.exit("L’installation n’a pas abouti. La même commande la reprendra.")


def lock_file(wanted: str) -> Path:
    return ROOT / "requirements" / (wanted + ".txt")


def call(*command: str, quiet: bool = False) -> int:
    """Run a command, show what it says (unless quiet), and return its code."""
    done = subprocess.run(  # noqa: S603 -- our own commands
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    for line in done.stdout.decode(errors="replace").splitlines():
        if not quiet and NOISE not in line:
            say(line)
    return done.returncode


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
