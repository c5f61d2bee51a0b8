"""Where towns are: where their schools are, as the directory says. No other table is needed.

A town without any school of the académie is not located; nor is a name that two towns bear, when
they are far apart. Nearness is then unknown.
"""

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from mentorat.foundations.place import Span
from mentorat.matching.engine.scoring import KM_A_DEGREE
from mentorat.organisations.models import School

# Schools of one town are never so far from its middle.
WIDEST_KM = 15.0


@dataclass(frozen=True)
class Ground:
    """A town: its middle, and the département when all of its schools are in one."""

    latitude: float
    longitude: float
    department: str

    def kilometres_to(self, other: "Ground") -> float:
        """Return the distance as the crow flies, on the plane that touches the other town."""
        across = (self.longitude - other.longitude) * math.cos(math.radians(other.latitude))
        return math.hypot(self.latitude - other.latitude, across) * KM_A_DEGREE


def town_of(name: str) -> str:
    """Return the name of a town without what people write differently: case, accents, hyphens."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(bare.casefold().replace("-", " ").replace("'", " ").split())


def grounds(span: Span) -> dict[str, Ground]:
    """Return the towns of a territory that are located, by bare name. One query."""
    schools = School.objects.filter(place__range=(span.lo, span.hi))
    found: dict[str, list[Ground]] = defaultdict(list)
    told = schools.values_list("city", "latitude", "longitude", "department")
    for city, latitude, longitude, department in told:
        if latitude is not None and longitude is not None:
            found[town_of(city)].append(Ground(latitude, longitude, department))
    middles = {town: _middle(each) for town, each in found.items() if town}
    return {
        town: middle
        for town, middle in middles.items()
        if all(one.kilometres_to(middle) <= WIDEST_KM for one in found[town])
    }


def _middle(schools: list[Ground]) -> Ground:
    number = len(schools)
    departments = {one.department for one in schools}
    return Ground(
        sum(one.latitude for one in schools) / number,
        sum(one.longitude for one in schools) / number,
        departments.pop() if len(departments) == 1 else "",
    )
