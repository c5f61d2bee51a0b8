"""The rows of one person, in words: what a table calls them, column by column."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q

from mentorat.exports.own_data.people import Concerned
from mentorat.exports.own_data.registry import PERSONS, paths_of, personal_tables
from mentorat.foundations.database.rows import security_of
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family, Scope

# Never handed out: they open doors, or only say where a row is filed.
SECRETS = frozenset({"password", "nonce", "token_digest", "ine_digest", "digest"})
FILING = frozenset({"id", "place", "lo", "hi"})


@dataclass(frozen=True)
class Table:
    """What one table holds of a person: its French name, and rows of (column, value)."""

    name: str
    rows: tuple[dict[str, Any], ...]


def collected(concerned: Concerned, *, scope: Scope) -> list[Table]:
    """Return every table that speaks of the person, as far as his or her own scope goes."""
    tables = (_table(model, concerned, scope) for model in personal_tables())
    found = [table for table in tables if table.rows]
    return sorted(found, key=lambda table: table.name)


def _table(model: type[Model], concerned: Concerned, scope: Scope) -> Table:
    paths = paths_of(model)
    conditions = [Q(**{paths[kind]: pk}) for kind, pk in concerned.keys if kind in paths]
    name = str(model._meta.verbose_name_plural)  # noqa: SLF001 -- Django's API
    security = security_of(model)
    is_closed = security is not None and scope.family not in security.rules()
    if not conditions or is_closed:
        return Table(name, ())
    condition = conditions[0]
    for other in conditions[1:]:
        condition |= other
    rows = _seen(model, scope).filter(condition).select_related(*_bodies(model)).distinct()
    return Table(name, tuple(_row(one) for one in rows.order_by("pk")))


def _seen(model: type[Model], scope: Scope) -> Any:
    rows = model._default_manager.all()  # noqa: SLF001 -- Django's API
    if not isinstance(rows, ScopedQuerySet):
        return rows
    if scope.family is Family.GRANT:
        return rows.within(scope)
    return rows.unscoped("one's own rows; the database has its say")


def _bodies(model: type[Model]) -> list[str]:
    return [field.name for field in _columns(model) if isinstance(field, ForeignKey)]


def _columns(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    """Yield what is handed out: no secret, and no one else's name."""
    persons = tuple(PERSONS.values())
    for field in model._meta.concrete_fields:  # noqa: SLF001 -- Django's API
        if field.name in SECRETS or field.name in FILING:
            continue
        if isinstance(field, ForeignKey) and field.related_model in persons:
            continue
        yield field


def _row(row: Model) -> dict[str, Any]:
    return {str(field.verbose_name): _value(row, field) for field in _columns(type(row))}


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    if isinstance(field, ForeignKey):
        body = getattr(row, field.name)
        return str(body) if body is not None else None
    value = getattr(row, field.attname)
    if field.choices and not isinstance(value, list):
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (str, int, float, bool, list, dict)) or value is None:
        return value
    if isinstance(value, (bytes, memoryview)):
        return b64encode(value).decode()
    return str(value)
