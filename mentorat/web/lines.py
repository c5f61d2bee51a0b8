"""Rows that are computed rather than read from a table, in a list like any other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


@dataclass(frozen=True)
class Lines(Generic[T]):
    """What a ``List`` narrows, orders and cuts into pages. ``value`` reads one column of a row.

    A row that says nothing in a column comes last, in whichever direction: what is hidden is not
    told by its place.
    """

    rows: Sequence[T]
    value: Callable[[T, str], Any]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self.rows[index]

    def keep(self, wanted: Callable[[T], bool]) -> "Lines[T]":
        return Lines([row for row in self.rows if wanted(row)], self.value)

    def order_by(self, *columns: str) -> "Lines[T]":
        """Order as a queryset does: by the first column, then the next; « -column » backwards.

        The last one is « pk », by which a list makes the order of a table whole: rows that are
        computed keep the order in which they came instead.
        """
        rows = self.rows
        for column in reversed(columns[:-1]):
            rows = self._ordered(rows, column.removeprefix("-"), backwards=column[:1] == "-")
        return Lines(rows, self.value)

    def _ordered(self, rows: Sequence[T], column: str, *, backwards: bool) -> Sequence[T]:
        told = [row for row in rows if self.value(row, column) is not None]
        silent = [row for row in rows if self.value(row, column) is None]
        return [*sorted(told, key=lambda row: self.value(row, column), reverse=backwards), *silent]
