"""Is the site able to work? Asked by machines, every few seconds: three words, no detail."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Q
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

# A worker writes its heartbeat every ten seconds; a job waits seconds, a long import minutes.
SILENCE = timedelta(minutes=2)
LATENESS = timedelta(minutes=10)


def health(*, now: datetime) -> dict[str, str]:
    """Return « ok » or « ko » for the database, the queue and the migrations."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _database_answers,
        "queue": lambda: _worker_is_alive(now) and not _job_is_late(now),
        "migrations": _migrations_are_applied,
    }
    return {name: "ok" if _holds(check) else "ko" for name, check in checks.items()}


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError:
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _worker_is_alive(now: datetime) -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENCE).exists()


def _job_is_late(now: datetime) -> bool:
    """A job is late from the moment it was due: when deferred, or at the hour it was given."""
    limit = now - LATENESS
    todo = ProcrastinateJob.objects.filter(status="todo")
    deferred = todo.filter(scheduled_at=None).annotate(
        deferred_at=Max("procrastinateevent__at", filter=Q(procrastinateevent__type="deferred"))
    )
    is_waiting = deferred.filter(deferred_at__lt=limit).exists()
    return is_waiting or todo.filter(scheduled_at__lt=limit).exists()


def _migrations_are_applied() -> bool:
    return _migrations_of_the_code() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _migrations_of_the_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)
