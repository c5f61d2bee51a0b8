"""What a file would change, shown before it is applied: the same words for every source."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Change:
    """One thing that takes a new value. ``before`` is empty when there was none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Item:
    """A person in a plan: who, where, and what changes."""

    label: str
    detail: str = ""
    line: int | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Something of a line that cannot be taken: where, what is wrong, and what to do."""

    line: int
    column: str
    value: str
    reason: str
    advice: str


@dataclass(frozen=True)
class ImportPlan:
    """``absent`` are known here and not in the file: kept, unless the file is said complete."""

    created: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    unchanged: tuple[Item, ...] = ()
    ended: tuple[Item, ...] = ()
    refused: tuple[Refused, ...] = ()
    absent: tuple[Item, ...] = field(default=())

    @property
    def changes_nothing(self) -> bool:
        return not (self.created or self.changed or self.ended)

    @property
    def numbers(self) -> dict[str, int]:
        """Return how many persons, or lines, are in each list: what stays once it is applied."""
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "ended": len(self.ended),
            "refused": len({one.line for one in self.refused}),
        }
