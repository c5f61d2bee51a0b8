"""The nation through the site itself: asked as the Dgesco asks, queued, written by two workers.

A database of its own is filled with invented volunteers and offers of every school of the
directory, then erased. The clock runs from the question to the last proposal written. Here as on
the site, each offer is for one school: what is measured is reading, answering, writing.
"""

import os
import resource
import subprocess
import sys
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlsplit

from config import embedded

NAME, WORKERS, PATIENCE, BOOT = "bench_matching", 2, 600, 10


def through_the_queue(pupils: int) -> dict[str, Any]:
    os.environ["TEST_DATABASE"] = NAME
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    if not os.environ.get("DATABASE_URL"):
        embedded.ensure_running()
    import django  # noqa: PLC0415 -- after the environment is set

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- after set-up

    usual = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        began = perf_counter()
        campaign, by = _filled(pupils)
        loaded = perf_counter() - began
        workers = [_worker() for _ in range(WORKERS)]
        sleep(BOOT)  # they look for jobs, and find none yet
        found = _asked(campaign, by) | {"loading_seconds": round(loaded, 1), "processes": WORKERS}
        _end(workers)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return found | {
            # Of the workers, what they took to start included; the database's own is not known.
            "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
            "peak_mb": round(used.ru_maxrss / 1024),
        }
    finally:
        _end(workers)
        connection.close()
        connection.creation.destroy_test_db(usual, verbosity=0)


def _end(workers: list[subprocess.Popen[bytes]]) -> None:
    while workers:
        worker = workers.pop()
        worker.terminate()
        worker.wait()


def _filled(pupils: int) -> tuple[Any, Any]:
    from django.core.management import call_command  # noqa: PLC0415 -- after set-up

    from bench.loading import load_nation  # noqa: PLC0415 -- after set-up
    from mentorat.people.models import User  # noqa: PLC0415 -- after set-up

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 -- it is no file
        call_command("load_reference", verbosity=0, stdout=nowhere)
    by = User.objects.create(email="banc@exemple.fr", full_name="Banc")
    return load_nation(pupils, by), by


def _worker() -> subprocess.Popen[bytes]:
    address = urlsplit(os.environ.get("DATABASE_URL") or embedded.address())
    environment = os.environ | {
        "DATABASE_URL": address._replace(path=f"/{NAME}").geturl(),
        "DATABASE_LOGIN": "worker",
    }
    command = ["manage.py", "procrastinate", "worker", "--concurrency", "1", "-q", "matching"]
    return subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-W", "ignore", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _asked(campaign: Any, by: Any) -> dict[str, Any]:
    from django.db import transaction  # noqa: PLC0415 -- after set-up

    from mentorat.foundations import clock  # noqa: PLC0415 -- after set-up
    from mentorat.foundations.database.entering import entered  # noqa: PLC0415 -- after set-up
    from mentorat.foundations.place import NATION  # noqa: PLC0415 -- after set-up
    from mentorat.foundations.scope import system  # noqa: PLC0415 -- after set-up
    from mentorat.matching.actions import ask_territory_run  # noqa: PLC0415 -- after set-up
    from mentorat.matching.models import Proposal  # noqa: PLC0415 -- after set-up

    began = perf_counter()
    with entered(system("a bench")) as scope, transaction.atomic():
        run = ask_territory_run(campaign=campaign, span=NATION, scope=scope, now=clock.now(), by=by)
    parts = _done(run, began)
    seconds = perf_counter() - began
    written = Proposal.objects.unscoped("a bench").filter(state="suggested").count()
    proofs = [part.certificate for part in parts]
    return {
        "seconds": round(seconds, 3),
        "build_seconds": 0.0,
        "matched": written,
        "volunteers": sum(part.volunteers for part in parts),
        "academies": len(parts),
        "objective": sum(proof["objective"] for proof in proofs),
        "bound": sum(proof["bound"] for proof in proofs),
        "gap": max(proof["gap"] for proof in proofs),
        "slowest_academy_seconds": max(part.seconds for part in parts),
        "seconds_of_all_academies": round(sum(part.seconds for part in parts), 1),
    }


def _done(run: Any, began: float) -> list[Any]:
    """Wait for the last part; one that failed, or a queue that stands still, ends the row."""
    while True:
        parts = list(run.parts.unscoped("a bench"))
        states = {part.state for part in parts}
        if states == {"done"}:
            return parts
        if "failed" in states or perf_counter() - began > PATIENCE:
            raise RuntimeError(f"the parts are {sorted(states)}")
        sleep(0.2)
