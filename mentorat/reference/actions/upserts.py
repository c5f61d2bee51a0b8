"""Make a table say what a list says, with three questions whatever the length of the list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Loaded:
    """How many rows a load created, changed, found as they should be, and withdrew."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.closed + other.closed,
        )


def upsert(
    model: type[models.Model],
    wanted: Iterable[models.Model],
    *,
    key: Sequence[str],
    fields: Sequence[str],
    before_change: Callable[[list[Any]], None] | None = None,
) -> Loaded:
    """Create what is missing, change what differs. Rows that the list does not name stay."""
    rows = list(wanted)
    manager = model._default_manager  # noqa: SLF001 -- Django's own name for the manager
    known = {_values(row, key): row for row in manager.all()}
    created = [row for row in rows if _values(row, key) not in known]
    changed = []
    for row in rows:
        old = known.get(_values(row, key))
        if old is not None and _values(old, fields) != _values(row, fields):
            row.pk = old.pk
            changed.append(row)
    if before_change and changed:
        before_change(changed)
    manager.bulk_create(created)
    overwrite(changed, fields=fields)
    return Loaded(len(created), len(changed), len(rows) - len(created) - len(changed))


def overwrite(changed: Sequence[models.Model], *, fields: Sequence[str]) -> None:
    """Write some fields of rows that exist: much quicker than ``bulk_update`` on many rows."""
    if changed:
        model = type(changed[0])
        model._default_manager.bulk_create(  # noqa: SLF001 -- Django's own name for the manager
            changed,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[field.removesuffix("_id") for field in fields],
        )


def _values(row: models.Model, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)
