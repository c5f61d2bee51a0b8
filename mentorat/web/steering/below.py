"""The territories below one, in a list: found by name, by project, in the order of a figure."""

from typing import Any

from mentorat.access.roles import Level
from mentorat.foundations.words import folded
from mentorat.steering.catalogue import INDICATORS
from mentorat.web.lines import Lines
from mentorat.web.lists import Filter, List, Search, Sort
from mentorat.web.steering.shown import CODES, Line

DRAWN = "indicateur"


def _named(lines: Lines[Line], words: str) -> Lines[Line]:
    wanted = folded(words).split()
    return lines.keep(
        lambda line: all(word in folded(f"{line.label} {line.detail}") for word in wanted)
    )


def _with_project(lines: Lines[Line], value: str) -> Lines[Line]:
    return lines.keep(lambda line: line.has_project == (value == "with"))


SORTS = (
    Sort("name", "Nom", ("project", "name")),
    *(Sort(code, INDICATORS[code].label, (f"-{code}", "name")) for code in CODES),
)
PROJECT = (("with", "ouvert"), ("without", "pas encore"))
SCHOOLS = List[Any](
    noun="établissement",
    search=Search[Any]("Nom ou commune", _named),
    filters=(Filter[Any]("project", "Projet", PROJECT, _with_project),),
    sorts=SORTS,
    keeps=(DRAWN,),
)
# The thirty académies of the nation stand on one page, beside their map.
TERRITORIES = List[Any](
    noun="territoire", search=Search[Any]("Nom", _named), sorts=SORTS, page_size=50, keeps=(DRAWN,)
)


def list_of(level: Level | None) -> List[Any]:
    return SCHOOLS if level is Level.SCHOOL else TERRITORIES
