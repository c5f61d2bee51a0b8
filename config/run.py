"""``make run``: the whole site on one machine, with one command and one Ctrl-C.

Database, migrations, reference data, demonstration when empty, web server and one worker. What dies
on the way starts again. ``--reload`` is ``make dev``: Django's own server instead of gunicorn.
"""

import http.client
import io
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from config import door, embedded
from config.children import Child
from config.door import CannotStart, Door
from config.settings import env

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PREPARATION = 20_261_123  # the advisory lock of whoever brings the database up to date
PATIENCE = 60


def main(*, reload: bool = False) -> int:
    _heed()
    children: list[Child] = []
    try:
        entrance = door.opened(env.text("HOST", door.HOST), env.number("PORT", door.PORT))
        processes = env.number("WEB_CONCURRENCY", 2)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
        os.environ["DATABASE_LOGIN"] = "owner"
        prepare()
        children.append(_reloading(entrance) if reload else _serving(entrance, processes))
        children.append(_worker())
        _wait_until_it_answers(entrance, children)
        welcome(entrance)
        _watch(children)
    except (CannotStart, ImproperlyConfigured) as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        say("Arrêt …")
    finally:
        _end(children)
    return 0


def prepare() -> None:
    """Bring the database up to date, and fill it the first time. One command at a time does it."""
    if not os.environ.get("DATABASE_URL"):
        say(f"Base de données : PostgreSQL embarqué, dans {_folder()} …")
        embedded.ensure_running()
    import django  # noqa: PLC0415 -- after the environment is set
    from django.conf import settings  # noqa: PLC0415 -- same
    from django.core.management import call_command  # noqa: PLC0415 -- same
    from django.db import connections  # noqa: PLC0415 -- same

    django.setup()
    from mentorat.organisations.models import School  # noqa: PLC0415 -- after setup

    with _alone(settings.OWNER_URL):
        say("Migrations …")
        call_command("migrate", verbosity=0, interactive=False)
        if not School.objects.exists():
            say("Annuaire des lycées et nomenclatures …")
            # Its report is for those who run the command themselves.
            call_command("load_reference", verbosity=0, stdout=io.StringIO())
        if settings.DEMO:
            say("Démonstration (moins d’une minute, la première fois) …")
            call_command("seed_demo", if_empty=True, verbosity=0)
    connections.close_all()


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """Let two starts at once prepare the same database one after the other."""
    import psycopg  # noqa: PLC0415 -- slow, and a port that is taken should be said at once

    try:
        connection = psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise CannotStart(f"La base de données ne répond pas : {error}") from error
    with connection:
        free = connection.execute("SELECT pg_try_advisory_lock(%s)", [PREPARATION]).fetchone()
        if free != (True,):
            say("Une autre commande prépare la base : attente …")
            connection.execute("SELECT pg_advisory_lock(%s)", [PREPARATION])
        yield


def welcome(entrance: Door) -> None:
    from django.conf import settings  # noqa: PLC0415 -- after the environment is set

    lines = ["", f"  Mentorat LP répond à l’adresse  {entrance.address}", ""]
    if settings.DEMO:
        lines += [
            "  Démonstration : la page de connexion propose un bouton par rôle",
            "  (bureau des entreprises, élève, mentor, référent, Dgesco…). Aucun mot de passe.",
            "",
        ]
    kept = "dans la base de DATABASE_URL."
    if not os.environ.get("DATABASE_URL"):
        kept = f"dans {_folder()} (« make reset » les efface)."
    say("\n".join([*lines, f"  Ctrl-C arrête tout. Les données restent {kept}", ""]))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _folder() -> str:
    folder = embedded.data_folder()
    near = folder.is_relative_to(embedded.ROOT)
    return f"{folder.relative_to(embedded.ROOT) if near else folder}/"


def _serving(entrance: Door, processes: int) -> Child:
    opened = entrance.listener.fileno()
    where = ["--bind", f"fd://{opened}"]
    size = ["--preload", "--workers", str(processes), "--threads", "4"]
    # Its control socket is one for all the sites of a user: two would fight for it.
    life = ["--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    server = ["-m", "gunicorn", "config.wsgi", *where, *size, *life]
    return Child("Le serveur web", server, login="web", inherits=(opened,))


def _reloading(entrance: Door) -> Child:
    entrance.listener.close()  # this server takes the port itself
    return Child("Le serveur web", ["manage.py", "runserver", entrance.bound], login="web")


def _worker() -> Child:
    worker = ["manage.py", "procrastinate", "worker", "--concurrency", "2"]
    return Child("Le worker", worker, login="worker")


def _wait_until_it_answers(entrance: Door, children: Sequence[Child]) -> None:
    """Wait until the site is well; after a minute, until it says anything at all."""
    deadline = time.monotonic() + PATIENCE
    while True:
        for child in children:
            if child.is_over():
                raise CannotStart(f"{child.name} n’a pas démarré : le site s’arrête.")
        answer = _health(entrance)
        if answer == http.client.OK or (answer and time.monotonic() > deadline):
            return
        time.sleep(0.1)


def _health(entrance: Door) -> int | None:
    asked = http.client.HTTPConnection(*entrance.reachable, timeout=2)
    with closing(asked), suppress(OSError, http.client.HTTPException):
        asked.request("GET", "/sante", headers={"Host": "localhost"})
        return asked.getresponse().status
    return None


def _watch(children: Sequence[Child]) -> None:
    while True:
        time.sleep(0.5)
        if not os.environ.get("DATABASE_URL") and embedded.revive():
            say("La base de données s’était arrêtée : elle est repartie.")
        for child in children:
            if child.is_over():
                say(f"{child.name} s’était arrêté : il repart.")
                child.start_again()


def _heed() -> None:
    for number in STOPS:
        # Whoever says « nohup » wants it to outlive the terminal.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end()


if __name__ == "__main__":
    sys.exit(main(reload=sys.argv[1:] == ["--reload"]))
