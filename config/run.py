"""``make run``: the whole site on one machine, with one command and one Ctrl-C.

Database, migrations, reference data, demonstration when empty, web server and one worker.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from config import embedded

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
HOST = "127.0.0.1"


def main() -> int:
    port = int(os.environ.get("PORT") or 8000)
    host = os.environ.get("HOST") or HOST
    if not _is_free(host, port):
        say(f"Le port {port} est déjà pris. Choisissez-en un autre : PORT={port + 1} make run")
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ.setdefault("PORT", str(port))
    if not os.environ.get("DATABASE_URL"):
        say("Base de données : PostgreSQL embarqué, dans .data/ …")
        embedded.ensure_running()
    prepare()
    children = [_web(host, port), _worker()]
    signal.signal(signal.SIGTERM, _stop)
    try:
        _wait_until_it_answers(host, port, children)
        welcome(port)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        say("Un des processus s’est arrêté : le site s’arrête aussi.")
    except KeyboardInterrupt:
        say("Arrêt …")
        return 0
    finally:
        _end(children)
    return 1


def prepare() -> None:
    """Bring the database up to date, and fill it the first time."""
    import django  # noqa: PLC0415 -- after the environment is set
    from django.conf import settings  # noqa: PLC0415 -- same
    from django.core.management import call_command  # noqa: PLC0415 -- same

    django.setup()
    from mentorat.organisations.models import School  # noqa: PLC0415 -- after setup

    say("Migrations …")
    call_command("migrate", verbosity=0, interactive=False)
    if not School.objects.exists():
        say("Annuaire des lycées et nomenclatures …")
        call_command("load_reference", verbosity=0)
    if settings.DEMO:
        say("Démonstration …")
        call_command("seed_demo", if_empty=True, verbosity=0)


def welcome(port: int) -> None:
    from django.conf import settings  # noqa: PLC0415 -- after the environment is set

    lines = [
        "",
        f"  Mentorat LP répond à l’adresse  http://localhost:{port}/",
        "",
    ]
    if settings.DEMO:
        lines += [
            "  Démonstration : la page de connexion propose un bouton par rôle",
            "  (bureau des entreprises, élève, mentor, référent, Dgesco…). Aucun mot de passe.",
            "",
        ]
    lines += [
        "  Ctrl-C arrête tout. Les données restent dans .data/ (« make reset » les efface).",
        "",
    ]
    say("\n".join(lines))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _web(host: str, port: int) -> subprocess.Popen[bytes]:
    server = ["-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}"]
    size = ["--workers", os.environ.get("WEB_CONCURRENCY") or "2", "--threads", "4"]
    return _start([*server, *size, "--log-level", "warning"], login="web")


def _worker() -> subprocess.Popen[bytes]:
    return _start(["manage.py", "procrastinate", "worker", "--concurrency", "2"], login="worker")


def _start(arguments: list[str], *, login: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATABASE_LOGIN": login}
    return subprocess.Popen(  # noqa: S603 -- our own commands
        [sys.executable, "-W", "ignore", *arguments],
        cwd=embedded.ROOT,
        env=environment,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 -- no thread has started yet
    )


def _die_with_parent() -> None:
    """Ask Linux to end the child when this process is killed; elsewhere, do nothing."""
    os.setpgrp()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _wait_until_it_answers(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> None:
    while all(child.poll() is None for child in children):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
