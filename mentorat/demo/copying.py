"""Rows on their way to the database, written many at once with COPY.

Numbers are drawn from the sequences beforehand, so that rows may point at one another before any
of them is written.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from graphlib import TopologicalSorter
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

Model = type[models.Model]
BLOCK = 2_000
# Rows kept in memory before they are written.
FULL = 50_000


class Ledger:
    """Rows by model, kept until ``write``. Columns that are not given take the model's default."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.counts: Counter[str] = Counter()
        self._tables: set[str] = set()
        self._rows: dict[Model, dict[int, dict[str, Any]]] = {}
        self._numbers: dict[Model, Iterator[int]] = {}

    def add(self, model: Model, **columns: Any) -> int:
        """Keep a row, by names of columns (``school_id``). Returns its primary key."""
        key = model._meta.pk  # noqa: SLF001 -- Django's API
        number: int = columns.get(key.attname) or self._next(model)
        columns[key.attname] = number
        self._rows.setdefault(model, {})[number] = columns
        return number

    def change(self, model: Model, number: int, **columns: Any) -> None:
        """Change a row that is not written yet."""
        self._rows[model][number].update(columns)

    def write_if_full(self) -> None:
        """Write what is kept once it is much: every row must point at what is kept or written."""
        if sum(map(len, self._rows.values())) >= FULL:
            self.write()

    def write(self) -> None:
        """Write every row that is kept, parents first, and forget them."""
        for model in _parents_first(set(self._rows)):
            rows = self._rows[model]
            _copy(model, rows, now=self.now)
            self.counts[model.__name__] += len(rows)
            self._tables.add(model._meta.db_table)  # noqa: SLF001 -- Django's API
        self._rows.clear()

    def analyse(self) -> None:
        """Have the database look at the tables that were filled: nobody has since."""
        tables = sql.SQL(", ").join(map(sql.Identifier, sorted(self._tables)))
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("ANALYZE {}").format(tables))

    def _next(self, model: Model) -> int:
        if model not in self._numbers:
            self._numbers[model] = _numbers(model)
        return next(self._numbers[model])


def _numbers(model: Model) -> Iterator[int]:
    """Draw primary keys from the sequence of a table, a block at a time."""
    meta = model._meta  # noqa: SLF001 -- Django's API
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{meta.db_table}"', meta.pk.column, BLOCK],
            )
            block = sorted(number for (number,) in cursor.fetchall())
        yield from block


def _parents_first(pending: set[Model]) -> Iterator[Model]:
    order: TopologicalSorter[Model] = TopologicalSorter()
    for model in pending:
        fields = model._meta.concrete_fields  # noqa: SLF001 -- Django's API
        targets = {field.related_model for field in fields if field.is_relation} - {model}
        order.add(model, *(parent for parent in pending if parent in targets))
    return iter(order.static_order())


def _copy(model: Model, rows: dict[int, dict[str, Any]], *, now: datetime) -> None:
    fields = model._meta.concrete_fields  # noqa: SLF001 -- Django's API
    known = {field.attname for field in fields}
    unknown = set().union(*rows.values()) - known
    if unknown:
        raise TypeError(f"{model.__name__} has no column {sorted(unknown)}.")
    names = [str(field.column) for field in fields]
    columns = [(field.attname, _default(field, now), _adapted(field)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 -- Django's API
        sql.SQL(", ").join(map(sql.Identifier, names)),
    )
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows.values():
            copy.write_row([adapt(row.get(name, default)) for name, default, adapt in columns])


def _default(field: "models.Field[Any, Any]", now: datetime) -> Any:
    return now if getattr(field, "auto_now_add", False) else field.get_default()


def _adapted(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    return Jsonb if isinstance(field, models.JSONField) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
