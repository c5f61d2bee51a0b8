"""What the parts of the story share: the whole stage, and one académie at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random

from mentorat.demo.copying import Ledger
from mentorat.demo.layout import SchoolPlan
from mentorat.demo.training import Catalogue, ClassGroup, Course
from mentorat.demo.year import Calendar, PlayedYear
from mentorat.organisations.models import School
from mentorat.people.enums import MentorOrigin
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.reference.models import Academy


@dataclass(frozen=True)
class PlayedAssociation:
    number: int
    name: str
    is_laureate: bool


@dataclass(frozen=True)
class PlayedCompany:
    number: int
    name: str
    city: str


@dataclass(frozen=True)
class Stage:
    """The same for all académies."""

    ledger: Ledger
    year: PlayedYear
    catalogue: Catalogue
    campaign: int
    personas: Mapping[str, int]
    associations: Sequence[PlayedAssociation]


@dataclass
class Pupil:
    number: int
    group: ClassGroup
    # What he or she asks for, if a volunteer.
    kind: MentoringKind
    objective: Objective
    user: int | None = None


@dataclass
class PlayedMentor:
    number: int
    association: PlayedAssociation | None
    company: int | None
    course: Course
    origin: MentorOrigin
    kind: MentoringKind
    accepts_remote: bool
    city: str
    # None while a clearance is missing: such a mentor meets no one.
    cleared_on: date | None
    cleared_until: date
    left_on: date | None = None
    user: int | None = None
    # How many at once by form, where it is not one alone.
    seats: Mapping[str, int] = field(default_factory=dict)
    # Relations of the year, whatever became of them.
    relations: int = 0


@dataclass
class PlayedOffer:
    number: int
    mentor: PlayedMentor
    seats: int
    taken: int = 0


@dataclass
class PlayedSchool:
    plan: SchoolPlan
    school: School
    courses: Sequence[Course]
    pilot: int
    deputy: int
    project: int | None
    opened_on: date
    # Rooms with their number of seats.
    rooms: Sequence[tuple[int, int]]
    closed: frozenset[date]
    pupils: list[Pupil] = field(default_factory=list)
    offers: list[PlayedOffer] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.school.pk

    @property
    def place(self) -> int:
        return self.school.place


@dataclass(frozen=True)
class Scene:
    """One académie, with its own chance: what happens elsewhere does not change it."""

    stage: Stage
    academy: Academy
    calendar: Calendar
    departments: Sequence[str]
    rng: Random
    # What changes nothing in the story draws here: the story stays as it was told.
    asides: Random
    schools: list[PlayedSchool] = field(default_factory=list)
    # Numbers the mentors of the académie, for their addresses.
    tally: Iterator[int] = field(default_factory=lambda: count(1))
    # Numbers its families, each with a chance of its own.
    families: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def ledger(self) -> Ledger:
        return self.stage.ledger

    @property
    def year(self) -> PlayedYear:
        return self.stage.year
