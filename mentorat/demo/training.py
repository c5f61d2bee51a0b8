"""What a school teaches: a few courses, each with its classes from the first year to the last."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from django.db.models import Q

from mentorat.demo.jobs import NSF_WEIGHTS
from mentorat.matching.engine.scoring import Trades
from mentorat.reference.enums import Diploma, TrainingLevel
from mentorat.reference.models import Mef, Speciality

CYCLES = {
    Diploma.BAC_PRO: (TrainingLevel.SECONDE, TrainingLevel.PREMIERE, TrainingLevel.TERMINALE),
    Diploma.CAP: (TrainingLevel.CAP_1, TrainingLevel.CAP_2),
}
PREFIXES = {
    TrainingLevel.SECONDE: "2",
    TrainingLevel.PREMIERE: "1",
    TrainingLevel.TERMINALE: "T",
    TrainingLevel.CAP_1: "1CAP",
    TrainingLevel.CAP_2: "2CAP",
}
WORD = re.compile(r"[^\W\d_]{3,}")
SMALL_WORDS = frozenset({"des", "les", "aux", "ses", "une", "par", "sur", "pour", "option", "dans"})


@dataclass(frozen=True)
class ClassGroup:
    """A class: its level and, in 2de, a family of trades instead of a speciality."""

    label: str
    level: TrainingLevel
    mef: str | None
    speciality: str | None
    family: str | None
    course: "Course"

    @property
    def training(self) -> str:
        """Return the training as people name it."""
        return self.course.family_label if self.family else self.course.name

    @property
    def is_last_year(self) -> bool:
        return self.level in TrainingLevel.LAST_OF_CYCLE


@dataclass(frozen=True)
class Course:
    """A speciality, as it is taught over the years of its diploma."""

    label: str
    diploma: Diploma
    nsf: str
    rome: tuple[str, ...]
    speciality: str
    family: str | None
    family_label: str
    mefs: tuple[tuple[TrainingLevel, str], ...]
    family_mef: str | None

    @property
    def name(self) -> str:
        return f"{self.diploma.label} {self.label}"

    @cached_property
    def trades(self) -> Trades:
        return Trades(frozenset({self.nsf}), frozenset(self.rome))

    def classes(self) -> list[ClassGroup]:
        return [self._class(level) for level in CYCLES[self.diploma]]

    def _class(self, level: TrainingLevel) -> ClassGroup:
        label = f"{PREFIXES[level]}{self._short}"
        if level is TrainingLevel.SECONDE and self.family:
            return ClassGroup(label, level, self.family_mef, None, self.family, self)
        mef = dict(self.mefs).get(level)
        return ClassGroup(label, level, mef, self.speciality, None, self)

    @property
    def _short(self) -> str:
        """Return what stands for the speciality in the name of a class."""
        plain = unicodedata.normalize("NFKD", self.label).encode("ascii", "ignore").decode()
        words = [word for word in WORD.findall(plain) if word.lower() not in SMALL_WORDS]
        letters = 4 if len(words) == 1 else 1
        return "".join(word[:letters] for word in words[:5]).upper()


@dataclass(frozen=True)
class Catalogue:
    courses: Sequence[Course]
    weights: Sequence[float]

    def some(self, number: int, rng: Random) -> list[Course]:
        """Return so many courses, two of a same label never, the common ones more often."""
        chosen: dict[str, Course] = {}
        number = min(number, len({course.label.lower() for course in self.courses}))
        while len(chosen) < number:
            course = rng.choices(self.courses, self.weights)[0]
            chosen.setdefault(course.label.lower(), course)
        return list(chosen.values())


def catalogue(*, on: date) -> Catalogue:
    """Read the CAP and bac pro that are open on a day, weighted by what schools teach."""
    mefs: dict[str, dict[TrainingLevel, str]] = defaultdict(dict)
    family_mefs: dict[str, str] = {}
    is_open = Q(closed_on=None) | Q(closed_on__gte=on)
    for mef in Mef.objects.filter(is_open).order_by("code"):
        level = TrainingLevel(mef.level)
        if mef.speciality_id:
            mefs[mef.speciality_id].setdefault(level, mef.code)
        elif mef.family_id and level is TrainingLevel.SECONDE:
            family_mefs.setdefault(mef.family_id, mef.code)
    specialities = Speciality.objects.filter(diploma__in=CYCLES).select_related("nsf", "family")
    courses = [
        Course(
            label=speciality.label,
            diploma=Diploma(speciality.diploma),
            nsf=speciality.nsf_id,
            rome=tuple(speciality.rome_domains or speciality.nsf.rome_domains),
            speciality=speciality.cfd,
            family=speciality.family_id,
            family_label=str(speciality.family or ""),
            mefs=tuple(mefs[speciality.cfd].items()),
            family_mef=family_mefs.get(speciality.family_id or ""),
        )
        for speciality in specialities.order_by("cfd")
        if mefs[speciality.cfd]
    ]
    by_group: dict[str, int] = defaultdict(int)
    for course in courses:
        by_group[course.nsf] += 1
    # The weight of a group is shared by its specialities, however many there are.
    weights = [NSF_WEIGHTS.get(course.nsf, 1) / by_group[course.nsf] for course in courses]
    return Catalogue(courses, weights)
