"""Booking under contention: our way against the two usual ones, in one run, on the same wishes.

    python bench/booking.py                      # 16 threads, 8 seconds a method
    python bench/booking.py --threads 32 --seconds 20

Prints one line of JSON a method, then ratios. A crowd wants three rooms, six mentors and ten pupils
on one day, and books, moves and cancels. Methods:

- « locks »: ours: sorted advisory locks, then a look, then the write, constraints as the net;
- « bare EXCLUDE »: the constraints alone, without locks: the loser finds out by an error;
- « check then insert »: a look, then the write, without locks nor constraints.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("TEST_DATABASE", "bench_booking")

import django
from django.db import IntegrityError, OperationalError, connection, transaction

from config import embedded

if not os.environ.get("DATABASE_URL"):
    embedded.ensure_running()
django.setup()

from mentorat.scheduling.actions import booking  # noqa: E402 -- needs the applications
from mentorat.scheduling.errors import SlotTaken  # noqa: E402 -- needs the applications
from mentorat.scheduling.models import MentoringSession  # noqa: E402 -- needs the applications
from mentorat.scheduling.policies import Wish  # noqa: E402 -- needs the applications
from tests.scheduling.crowd import (  # noqa: E402 -- needs the applications
    OVERLAPS,
    Crowd,
    answer,
    deadlocks,
)

Write = Callable[[], MentoringSession]
MOST_ATTEMPTS = 100_000
CONSTRAINTS = [f"booking_{name}_once_at_a_time" for name in ("room", "mentor", "mentee")]


class LostToDeadlock(SlotTaken):
    """The database gave one of two up after a second of waiting for each other."""


def bare_exclude(
    write: Write, wish: Wish, *, of: MentoringSession | None = None
) -> MentoringSession:
    try:
        with transaction.atomic():
            return written(write, wish, of)
    except IntegrityError as error:
        raise SlotTaken from error
    except OperationalError as error:
        raise LostToDeadlock from error


def check_then_insert(
    write: Write, wish: Wish, *, of: MentoringSession | None = None
) -> MentoringSession:
    with transaction.atomic():
        if of is not None:
            of.bookings.all().delete()
        booking._check_free(wish)  # noqa: SLF001 -- the same look, without the locks
        return written(write, wish, None)


def written(write: Write, wish: Wish, former: MentoringSession | None) -> MentoringSession:
    if former is not None:
        former.bookings.all().delete()
    return booking._write(write, wish)  # noqa: SLF001 -- the same write, without the locks


def measured(name: str, crowd: Crowd, seconds: float) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE scheduling_mentoringsession CASCADE")
    before = deadlocks()
    told = crowd.rush(MOST_ATTEMPTS, seconds)
    return {
        "method": name,
        "threads": crowd.threads,
        **told.pace,
        "overlaps_left": answer(OVERLAPS),
        "deadlocks": deadlocks() - before,
        "outcomes": dict(told.outcomes),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--threads", type=int, default=16)
    options.add_argument("--seconds", type=float, default=8)
    asked = options.parse_args()
    database = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        crowd = Crowd(asked.threads)
        lines = []
        for name, method in METHODS.items():
            if method is check_then_insert:
                drop_constraints()
            crowd.booking = method
            lines.append(measured(name, crowd, asked.seconds))
            print(json.dumps(lines[-1], ensure_ascii=False), flush=True)
        for line in lines[1:]:
            print(json.dumps(ratios(lines[0], line), ensure_ascii=False))
    finally:
        connection.close()
        connection.creation.destroy_test_db(database, verbosity=0)


def drop_constraints() -> None:
    with connection.cursor() as cursor:
        for name in CONSTRAINTS:
            cursor.execute(f"ALTER TABLE scheduling_booking DROP CONSTRAINT {name}")


def ratios(ours: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """Return how many times better ours is: more attempts a second, shorter waits."""
    figures = {
        key: float(str(ours[key])) / float(str(other[key]))
        for key in ("per_second", "p50_ms", "p99_ms")
    }
    return {
        "ours_against": other["method"],
        "per_second": round(figures["per_second"], 2),
        "p50": round(1 / figures["p50_ms"], 2),
        "p99": round(1 / figures["p99_ms"], 2),
    }


METHODS = {
    "locks": booking.book,
    "bare EXCLUDE": bare_exclude,
    "check then insert": check_then_insert,
}

if __name__ == "__main__":
    main()
