"""One small invented year, made once for the tests that only read it."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

MONDAY = date(2026, 11, 23)
PUPILS = 300


def seed_demo(pupils=PUPILS, number=7, today=MONDAY, **options):
    """Run the command, and return what it says."""
    said = StringIO()
    call_command(
        "seed_demo", pupils=pupils, seed=number, today=today, stdout=said, json=True, **options
    )
    return said.getvalue()


@pytest.fixture(scope="package")
def reference(django_db_setup, django_db_blocker) -> Iterator[None]:  # noqa: ARG001 -- order of set-up
    """Load territory, training, holidays and the real schools, for the tests of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        # The command loads what is missing, before it refuses to play for one pupil.
        with pytest.raises(CommandError, match="de 300 à 650000 élèves"):
            seed_demo(pupils=1)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demonstration(reference) -> Iterator[None]:  # noqa: ARG001 -- order of set-up
    """Make the invented year around a Monday of November, for the tests of a module."""
    with transaction.atomic():
        seed_demo()
        yield
        transaction.set_rollback(True)
