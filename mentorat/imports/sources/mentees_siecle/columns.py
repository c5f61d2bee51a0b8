"""The elements of the export. Those that are not here are passed over, addresses first."""

from collections.abc import Mapping

from mentorat.imports.sources.mentees_csv.columns import Column

ROOT = "BEE_ELEVES"
SCHOOL, YEAR = "UAJ", "ANNEE_SCOLAIRE"
MENTEE, CLASSES_OF_MENTEE, CLASS = "ELEVE", "STRUCTURES_ELEVE", "STRUCTURE"
NUMBER = "ELEVE_ID"  # by which the two lists of the file speak of the same pupil
CLASS_LABEL, CLASS_KIND = "CODE_STRUCTURE", "TYPE_STRUCTURE"
DIVISION = "D"  # against G, a group
TITLES: Mapping[str, str] = {
    Column.INE: "ID_NATIONAL",
    Column.FIRST_NAME: "PRENOM",
    Column.LAST_NAME: "NOM_DE_FAMILLE",
    Column.BIRTH_DATE: "DATE_NAISS",
    Column.CLASS: CLASS_LABEL,
    Column.MEF: "CODE_MEF",
    Column.YEAR: YEAR,
    Column.ENDS: "DATE_SORTIE",
    Column.SEX: "CODE_SEXE",
    Column.STATUS: "CODE_STATUT",
}
READ = {element: column for column, element in TITLES.items()} | {"NOM": Column.LAST_NAME}
# What comes from the other export keeps the titles of a table.
SHOWN: Mapping[str, str] = {column: column.value for column in Column} | dict(TITLES)
