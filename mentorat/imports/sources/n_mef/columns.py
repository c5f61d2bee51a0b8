"""The nomenclature N_MEF of the ministry: the columns that we read, and what its schemes mean."""

from typing import NamedTuple

from mentorat.reference.enums import Diploma, TrainingLevel

MEF = "MEF"
SCHEME = "DISPOSITIF_FORMATION"
CFD = "FORMATION_DIPLOME"
DURATION = "DUREE_DISPOSITIF"
YEAR = "ANNEE_DISPOSITIF"
LONG_LABEL = "LIBELLE_LONG"
LABEL = "LIBELLE_EDITION"
OPENED_ON = "DATE_OUVERTURE"
CLOSED_ON = "DATE_FERMETURE"

COLUMNS = (MEF, SCHEME, CFD, DURATION, YEAR, LONG_LABEL, LABEL, OPENED_ON, CLOSED_ON)


class Scheme(NamedTuple):
    """A scheme: its diploma, and the level of each of its years."""

    diploma: Diploma
    levels: dict[str, TrainingLevel]
    # False for courses that lead to no diploma, hence to no speciality.
    has_speciality: bool = True


BAC_PRO = {
    "1": TrainingLevel.SECONDE,
    "2": TrainingLevel.PREMIERE,
    "3": TrainingLevel.TERMINALE,
}
CAP = {"1": TrainingLevel.CAP_1, "2": TrainingLevel.CAP_2, "3": TrainingLevel.CAP_3}
BMA = {"1": TrainingLevel.BMA_1, "2": TrainingLevel.BMA_2}

SCHEMES = {
    "221": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}),
    "222": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}),
    "240": Scheme(Diploma.CAP, CAP),
    "241": Scheme(Diploma.CAP, CAP),
    "242": Scheme(Diploma.CAP, CAP),
    "247": Scheme(Diploma.BAC_PRO, BAC_PRO),
    "250": Scheme(Diploma.BMA, BMA),
    "251": Scheme(Diploma.BMA, BMA),
    "257": Scheme(Diploma.CS, {"1": TrainingLevel.CS}),
    "258": Scheme(Diploma.CS, {"1": TrainingLevel.CS}),
    "271": Scheme(Diploma.CAP, CAP),
    "276": Scheme(Diploma.BAC_PRO, BAC_PRO),
    "280": Scheme(Diploma.CAP, {"9": TrainingLevel.OTHER}),
    "703": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}, has_speciality=False),
    "704": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}, has_speciality=False),
    "740": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}, has_speciality=False),
    "741": Scheme(Diploma.OTHER, {"1": TrainingLevel.OTHER}, has_speciality=False),
}
