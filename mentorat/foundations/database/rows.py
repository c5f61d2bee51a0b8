"""Row-level security, declared on models and applied by ``migrate``.

A model of persons or relations declares ``row_security``: for each family of scopes the rows it
sees and may write. Whoever is not named sees nothing. A foreign key to another protected model adds
a condition by itself: a child is written only under a parent that one sees (foreign keys alone
would accept a hidden one).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from mentorat.foundations.scope import Family


def setting(name: str) -> str:
    """Return the SQL of a scope setting. An empty one is NULL, and NULL matches no row."""
    return f"NULLIF(current_setting('app.{name}', true), '')::integer"


EVERYTHING = "true"
BY_PLACE = f"place BETWEEN {setting('lo')} AND {setting('hi')}"


def granted(function: str, column: str = "id") -> str:
    """Return the SQL for « the column is among what this function grants to the scope »."""
    return f"{column} = ANY(ARRAY(SELECT {function}()))"


def through(column: str, table: str) -> str:
    """Return the SQL for « the row that this column points at is visible », by its own policies."""
    parent = f"SELECT 1 FROM {table} parent WHERE parent.id = {column}"  # noqa: S608 -- names of ours
    return f"EXISTS ({parent})"


@dataclass(frozen=True)
class Rule:
    """Rows that a family sees, and those it may write (the same, unless ``change`` says less).

    ``fixed``: columns that no update may name. What they point at was visible when the row was
    made; it may since have gone out of sight.
    """

    using: str
    change: str | None = None
    writes: bool = True
    fixed: frozenset[str] = frozenset()

    @property
    def writable(self) -> str:
        return self.change or self.using


def read(using: str) -> Rule:
    return Rule(using, writes=False)


@dataclass(frozen=True)
class RowSecurity:
    """What each family sees of a table. ``system`` always sees everything."""

    school: Rule | None = field(default_factory=lambda: Rule(BY_PLACE))
    territory: Rule | None = None
    nation: Rule | None = None
    grant: Rule | None = None
    append_only: bool = False

    def rules(self) -> dict[Family, Rule]:
        named = {
            Family.SCHOOL: self.school,
            Family.TERRITORY: self.territory,
            Family.NATION: self.nation,
            Family.GRANT: self.grant,
            Family.SYSTEM: Rule(EVERYTHING),
        }
        return {family: rule for family, rule in named.items() if rule is not None}


def security_of(model: type[models.Model]) -> RowSecurity | None:
    """Return what a model declares; the table of a many-to-many follows its protected end."""
    declared: RowSecurity | None = getattr(model, "row_security", None)
    if declared is None and model._meta.auto_created:  # noqa: SLF001 -- Django's own API
        return next((_followed(column, table, end) for column, table, end in _ends(model)), None)
    return declared


def _followed(column: str, table: str, end: RowSecurity) -> RowSecurity:
    seen = through(column, table)
    rules = {family: Rule(seen, writes=rule.writes) for family, rule in end.rules().items()}
    return RowSecurity(
        school=rules.get(Family.SCHOOL),
        territory=rules.get(Family.TERRITORY),
        nation=rules.get(Family.NATION),
        grant=rules.get(Family.GRANT),
    )


def parents(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return (column, table) for each foreign key to a protected model."""
    return [(column, table) for column, table, _ in _ends(model)]


def _ends(model: type[models.Model]) -> Iterator[tuple[str, str, RowSecurity]]:
    for column in model._meta.concrete_fields:  # noqa: SLF001 -- Django's own API
        if not isinstance(column, models.ForeignKey) or column.related_model is model:
            continue
        end: RowSecurity | None = getattr(column.related_model, "row_security", None)
        if end is not None:
            yield column.column, column.related_model._meta.db_table, end  # noqa: SLF001 -- same
