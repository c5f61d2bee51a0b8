"""The school year: from 1 August to 31 July, named by the year in which it starts."""

from dataclasses import dataclass
from datetime import date
from typing import Self

FIRST_MONTH = 8


@dataclass(frozen=True, order=True)
class SchoolYear:
    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def first_day(self) -> date:
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, FIRST_MONTH - 1, 31)

    @property
    def next(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"
