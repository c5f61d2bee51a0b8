"""Whole numbers, by columns, straight from the database: no object a row, at any size."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection

from mentorat.matching.engine.columns import Ints

# What PostgreSQL writes before the first row of a binary copy, and after the last one.
HEADER, TRAILER = 19, 2


def read_columns(query: str, names: Sequence[str], values: Mapping[str, Any]) -> dict[str, Ints]:
    """Return the columns of a query whose every value is a ``bigint`` that is not null."""
    chosen = ", ".join(f"{name}::bigint" for name in names)
    copied = f"COPY (SELECT {chosen} FROM ({query}) asked) TO STDOUT (FORMAT BINARY)"  # noqa: S608 -- our own queries
    with connection.cursor() as cursor, cursor.copy(copied, values) as copy:
        data = b"".join(copy)
    each = [
        (f"{name}{part}", size) for name in names for part, size in (("_size", ">i4"), ("", ">i8"))
    ]
    rows = np.frombuffer(
        data,
        dtype=[("fields", ">i2"), *each],
        offset=HEADER,
        count=(len(data) - HEADER - TRAILER) // (2 + 12 * len(names)),
    )
    return {name: rows[name].astype(np.int64) for name in names}


def read_rows(query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
