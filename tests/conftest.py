"""Strictness for every test: what is careless somewhere fails here."""

import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.template import engines
from hypothesis import HealthCheck, settings
from procrastinate import testing
from procrastinate.contrib.django import app as jobs
from pytest_django import DjangoDbBlocker

from config import embedded
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Scope

if not os.environ.get("DATABASE_URL"):
    embedded.ensure_running()

# A busy machine is no failure.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_connect = socket.socket.connect


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for another at the end.

    In each file, the tests without the shared cast come first: it stays until the end.
    """
    files = {item.path: place for place, item in reversed(list(enumerate(items)))}

    def order(item: pytest.Item) -> tuple[bool, int, bool]:
        is_long = item.get_closest_marker("xdist_group") is not None
        return not is_long, files[item.path], "troupe" in getattr(item, "fixturenames", ())

    items.sort(key=order)


def _only_here(self: socket.socket, address: Any) -> None:
    local = self.family == socket.AF_UNIX or str(address[0]) in {"127.0.0.1", "::1", "localhost"}
    if not local:
        raise AssertionError(f"A test tried to reach {address}.")
    _connect(self, address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests reach the database and this machine, nothing else."""
    monkeypatch.setattr(socket.socket, "connect", _only_here)


@pytest.fixture(autouse=True)
def unordered_querysets_are_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Return rows that nobody ordered in any order: a test cannot lean on chance."""
    fetch = QuerySet._fetch_all

    def shuffled(self: Any) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered and isinstance(self._result_cache, list):
            random.Random(0).shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture(autouse=True)
def locks_name_their_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse ``select_for_update`` without ``of``: it would lock joined rows as well."""
    as_sql = SQLCompiler.as_sql

    def checked(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.query.select_for_update and not self.query.select_for_update_of:
            raise AssertionError("select_for_update without of=(…)")
        return as_sql(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", checked)


class Undefined(str):
    """What an undefined variable renders as: nothing good."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, missing: object) -> str:
        raise AssertionError(f"undefined template variable « {missing} »")


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on a template variable that the page does not pass (``{% if x %}`` asks freely)."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("%s"))


@pytest.fixture(autouse=True)
def no_job_outlives_its_test(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Empty the queue after a test that commits: Django flushes only the tables it manages."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture
def queue() -> Iterator[testing.InMemoryConnector]:
    """Replace the queue by one in memory, and give it to the test."""
    connector = testing.InMemoryConnector()
    with jobs.replace_connector(connector):
        yield connector


@pytest.fixture
def rls() -> Callable[[Scope], AbstractContextManager[Scope]]:
    """Give the tests what pages use to put a scope in force."""
    return entered
