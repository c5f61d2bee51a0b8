"""The training nomenclature that we ship: groups, families, specialities, and their MEF.

A MEF is ten digits: scheme (3), speciality (5, the end of the CFD), duration (1), year (1). Hence
the MEF of a speciality follow from its CFD, except where a year does not exist, yet or any more.
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from mentorat.reference.enums import Diploma, TrainingLevel


class NsfRow(NamedTuple):
    code: str
    label: str
    rome_domains: tuple[str, ...]
    naf_divisions: tuple[str, ...]


class SpecialityRow(NamedTuple):
    cfd: str
    label: str
    family: str | None
    rome_domains: tuple[str, ...]
    years: tuple[str, ...]

    @property
    def diploma(self) -> Diploma:
        return DIPLOMAS[self.cfd[:3]]

    @property
    def nsf(self) -> str:
        return self.cfd[3:6]


class MefRow(NamedTuple):
    code: str
    label: str
    level: TrainingLevel
    diploma: Diploma
    cfd: str | None
    family: str | None


# The families of 2de professionnelle of the ministry of Education: fourteen.
FAMILIES = {
    "001": "Métiers de la construction durable, du bâtiment et des travaux publics",
    "002": "Métiers de la gestion administrative, du transport et de la logistique",
    "003": "Métiers de la relation client",
    "005": "Métiers des industries graphiques et de la communication",
    "006": "Métiers de l’alimentation",
    "007": "Métiers de la beauté et du bien-être",
    "008": "Métiers des études et de la modélisation numérique du bâtiment",
    "009": "Métiers de l’aéronautique",
    "010": "Métiers de l’hôtellerie-restauration",
    "011": "Métiers de la maintenance des matériels et des véhicules",
    "012": "Métiers de la réalisation d’ensembles mécaniques et industriels",
    "013": "Métiers de l’agencement, de la menuiserie et de l’ameublement",
    "014": "Métiers des transitions numérique et énergétique",
    "015": "Métiers du pilotage et de la maintenance d’installations automatisées",
}
# The common years of 2de of the two other ministries: the same thing for a pupil.
OTHER_FAMILIES = {
    "004": "Métiers de la mer",
    "016": "Nature, jardin, paysage, forêt (2de agricole)",
    "017": "Alimentation, bio-industries, laboratoire (2de agricole)",
    "018": "Productions (2de agricole)",
    "019": "Conseil vente (2de agricole)",
}

# CFD of each common year of 2de that leads to a family.
COMMON_YEARS = {
    "40020006": "001",
    "40030003": "002",
    "40031211": "003",
    "40020007": "004",
    "40032210": "005",
    "40022107": "006",
    "40033605": "007",
    "40023007": "008",
    "40025307": "009",
    "40033404": "010",
    "40025222": "011",
    "40020103": "012",
    "40023409": "013",
    "40020008": "014",
    "40020104": "015",
    "40321404": "016",
    "40322104": "017",
    "40321112": "018",
    "40322103": "019",
}

# The beginning of a CFD says the diploma.
DIPLOMAS = {
    "400": Diploma.BAC_PRO,
    "401": Diploma.BMA,
    "403": Diploma.BAC_PRO,
    "461": Diploma.CS,
    "500": Diploma.CAP,
    "503": Diploma.CAP,
    "561": Diploma.CS,
}
# Duration and year, for each beginning of a CFD: the scheme that teaches it, and the level.
SCHEMES = {
    "400": {
        "31": ("247", TrainingLevel.SECONDE),
        "32": ("247", TrainingLevel.PREMIERE),
        "33": ("247", TrainingLevel.TERMINALE),
    },
    "403": {
        "31": ("276", TrainingLevel.SECONDE),
        "32": ("276", TrainingLevel.PREMIERE),
        "33": ("276", TrainingLevel.TERMINALE),
    },
    "500": {
        "11": ("240", TrainingLevel.CAP_1),
        "21": ("241", TrainingLevel.CAP_1),
        "22": ("241", TrainingLevel.CAP_2),
        "31": ("242", TrainingLevel.CAP_1),
        "32": ("242", TrainingLevel.CAP_2),
        "33": ("242", TrainingLevel.CAP_3),
    },
    "503": {
        "21": ("271", TrainingLevel.CAP_1),
        "22": ("271", TrainingLevel.CAP_2),
    },
}


def read_groups() -> Iterator[NsfRow]:
    for code, label, rome, naf in _lines("nsf.csv"):
        yield NsfRow(code, label, tuple(rome.split()), tuple(naf.split()))


def read_specialities() -> Iterator[SpecialityRow]:
    for cfd, label, family, rome, years in _lines("specialities.csv"):
        taught = tuple(years.split()) or tuple(SCHEMES[cfd[:3]])
        yield SpecialityRow(cfd, label, family or None, tuple(rome.split()), taught)


def read_trades() -> Iterator[tuple[str, str]]:
    """Return common names of trades, each with its ROME domain."""
    return ((label, domain) for label, domain in _lines("trades.csv"))


def read_mefs() -> Iterator[MefRow]:
    """Return the MEF of every speciality, then those of the common years."""
    for row in read_specialities():
        for year in row.years:
            scheme, level = SCHEMES[row.cfd[:3]][year]
            yield MefRow(
                code=f"{scheme}{row.cfd[3:]}{year}",
                label=_mef_label(level, row.label, year),
                level=level,
                diploma=row.diploma,
                cfd=row.cfd,
                family=None,
            )
    for cfd, family in COMMON_YEARS.items():
        scheme, level = SCHEMES[cfd[:3]]["31"]
        name = (FAMILIES | OTHER_FAMILIES)[family]
        label = _mef_label(level, name, "31")
        yield MefRow(f"{scheme}{cfd[3:]}31", label, level, Diploma.BAC_PRO, None, family)


def _mef_label(level: TrainingLevel, name: str, year: str) -> str:
    words = "CAP en un an" if year == "11" else level.label
    return f"{words[0].upper()}{words[1:]}, {name}"


def _lines(name: str) -> Iterator[list[str]]:
    with (files(__package__) / name).open(encoding="utf-8") as file:
        lines = csv.reader(file, delimiter=";")
        next(lines)
        yield from lines
