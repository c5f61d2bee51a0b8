"""Life cycles are tables, and each table is whole."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
from django.db.models import TextChoices

APPS = Path(__file__).resolve().parent.parent.parent / "mentorat"


def tables():
    """Find every table of states in the policies of every app."""
    for path in sorted([*APPS.glob("*/policies.py"), *APPS.glob("*/policies/*.py")]):
        parts = path.relative_to(APPS).with_suffix("").parts
        if parts[-1] == "__init__":
            continue
        module = import_module(".".join(("mentorat", *parts)))
        for name, value in vars(module).items():
            if not name.isupper() or not isinstance(value, Mapping) or not value:
                continue
            states = {type(key) for key in value}
            is_table = all(isinstance(target, frozenset) for target in value.values())
            if is_table and len(states) == 1 and issubclass(next(iter(states)), TextChoices):
                yield pytest.param(states.pop(), value, id=f"{parts[0]}.{name}")


TABLES = list(tables())


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_a_table_covers_every_state_and_leads_to_known_ones(states, table):
    assert set(table) == set(states)
    assert set().union(*table.values()) <= set(states)


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_every_state_but_the_first_can_be_reached(states, table):
    reached = set().union(*table.values())

    assert len(set(states) - reached) <= 1


def test_the_tables_are_found():
    assert len(TABLES) >= 5
