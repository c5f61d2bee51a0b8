"""The territory: 18 régions académiques, 30 académies, their départements.

The numbers of the régions are ours, in alphabetical order. They are part of the place of every
school: a number never changes.
"""

from typing import NamedTuple

from mentorat.reference.enums import SchoolCalendar

PARIS = "Europe/Paris"


class AcademyRow(NamedTuple):
    code: str
    name: str
    region: int
    mail_domain: str
    calendar: SchoolCalendar
    tile: tuple[int, int]
    time_zone: str = PARIS


class DepartmentRow(NamedTuple):
    code: str
    name: str
    academy: str


REGIONS = {
    1: "Auvergne-Rhône-Alpes",
    2: "Bourgogne-Franche-Comté",
    3: "Bretagne",
    4: "Centre-Val de Loire",
    5: "Corse",
    6: "Grand Est",
    7: "Guadeloupe",
    8: "Guyane",
    9: "Hauts-de-France",
    10: "Île-de-France",
    11: "La Réunion",
    12: "Martinique",
    13: "Mayotte",
    14: "Normandie",
    15: "Nouvelle-Aquitaine",
    16: "Occitanie",
    17: "Pays de la Loire",
    18: "Provence-Alpes-Côte d’Azur",
}

A, B, C = SchoolCalendar.A, SchoolCalendar.B, SchoolCalendar.C

# The tile map, row by row (overseas on the left):
#
#                           Lille
#                     Norm. Amiens Reims
#               Renn. Vers. Paris Crét. Nancy Stras.
#   Guad.             Nant. Orlé. Dijon Besa.
#   Mart.             Poit. Limo. Cler. Lyon  Gren.
#   Guya.             Bord. Toul. Mont. Aix   Nice
#   Réun.  Mayo.                              Corse
ACADEMIES = (
    AcademyRow("01", "Paris", 10, "ac-paris.fr", C, (3, 5)),
    AcademyRow("02", "Aix-Marseille", 18, "ac-aix-marseille.fr", B, (6, 7)),
    AcademyRow("03", "Besançon", 2, "ac-besancon.fr", A, (4, 7)),
    AcademyRow("04", "Bordeaux", 15, "ac-bordeaux.fr", A, (6, 4)),
    AcademyRow("06", "Clermont-Ferrand", 1, "ac-clermont.fr", A, (5, 6)),
    AcademyRow("07", "Dijon", 2, "ac-dijon.fr", A, (4, 6)),
    AcademyRow("08", "Grenoble", 1, "ac-grenoble.fr", A, (5, 8)),
    AcademyRow("09", "Lille", 9, "ac-lille.fr", B, (1, 5)),
    AcademyRow("10", "Lyon", 1, "ac-lyon.fr", A, (5, 7)),
    AcademyRow("11", "Montpellier", 16, "ac-montpellier.fr", C, (6, 6)),
    AcademyRow("12", "Nancy-Metz", 6, "ac-nancy-metz.fr", B, (3, 7)),
    AcademyRow("13", "Poitiers", 15, "ac-poitiers.fr", A, (5, 4)),
    AcademyRow("14", "Rennes", 3, "ac-rennes.fr", B, (3, 3)),
    AcademyRow("15", "Strasbourg", 6, "ac-strasbourg.fr", B, (3, 8)),
    AcademyRow("16", "Toulouse", 16, "ac-toulouse.fr", C, (6, 5)),
    AcademyRow("17", "Nantes", 17, "ac-nantes.fr", B, (4, 4)),
    AcademyRow("18", "Orléans-Tours", 4, "ac-orleans-tours.fr", B, (4, 5)),
    AcademyRow("19", "Reims", 6, "ac-reims.fr", B, (2, 6)),
    AcademyRow("20", "Amiens", 9, "ac-amiens.fr", B, (2, 5)),
    AcademyRow("22", "Limoges", 15, "ac-limoges.fr", A, (5, 5)),
    AcademyRow("23", "Nice", 18, "ac-nice.fr", B, (6, 8)),
    AcademyRow("24", "Créteil", 10, "ac-creteil.fr", C, (3, 6)),
    AcademyRow("25", "Versailles", 10, "ac-versailles.fr", C, (3, 4)),
    AcademyRow("27", "Corse", 5, "ac-corse.fr", SchoolCalendar.CORSE, (7, 8)),
    AcademyRow(
        "28",
        "La Réunion",
        11,
        "ac-reunion.fr",
        SchoolCalendar.REUNION,
        (7, 1),
        "Indian/Reunion",
    ),
    AcademyRow(
        "31",
        "Martinique",
        12,
        "ac-martinique.fr",
        SchoolCalendar.MARTINIQUE,
        (5, 1),
        "America/Martinique",
    ),
    AcademyRow(
        "32",
        "Guadeloupe",
        7,
        "ac-guadeloupe.fr",
        SchoolCalendar.GUADELOUPE,
        (4, 1),
        "America/Guadeloupe",
    ),
    AcademyRow("33", "Guyane", 8, "ac-guyane.fr", SchoolCalendar.GUYANE, (6, 1), "America/Cayenne"),
    AcademyRow(
        "43", "Mayotte", 13, "ac-mayotte.fr", SchoolCalendar.MAYOTTE, (7, 2), "Indian/Mayotte"
    ),
    AcademyRow("70", "Normandie", 14, "ac-normandie.fr", B, (2, 4)),
)

# Codes of older files, and of the service of Saint-Pierre-et-Miquelon, that stand for an académie.
OTHER_ACADEMY_CODES = {"05": "70", "21": "70", "44": "70"}

# Saint-Pierre-et-Miquelon answers to the académie of Normandie, Saint-Barthélemy and Saint-Martin
# to that of Guadeloupe.
DEPARTMENTS = (
    DepartmentRow("01", "Ain", "10"),
    DepartmentRow("02", "Aisne", "20"),
    DepartmentRow("03", "Allier", "06"),
    DepartmentRow("04", "Alpes-de-Haute-Provence", "02"),
    DepartmentRow("05", "Hautes-Alpes", "02"),
    DepartmentRow("06", "Alpes-Maritimes", "23"),
    DepartmentRow("07", "Ardèche", "08"),
    DepartmentRow("08", "Ardennes", "19"),
    DepartmentRow("09", "Ariège", "16"),
    DepartmentRow("10", "Aube", "19"),
    DepartmentRow("11", "Aude", "11"),
    DepartmentRow("12", "Aveyron", "16"),
    DepartmentRow("13", "Bouches-du-Rhône", "02"),
    DepartmentRow("14", "Calvados", "70"),
    DepartmentRow("15", "Cantal", "06"),
    DepartmentRow("16", "Charente", "13"),
    DepartmentRow("17", "Charente-Maritime", "13"),
    DepartmentRow("18", "Cher", "18"),
    DepartmentRow("19", "Corrèze", "22"),
    DepartmentRow("21", "Côte-d’Or", "07"),
    DepartmentRow("22", "Côtes-d’Armor", "14"),
    DepartmentRow("23", "Creuse", "22"),
    DepartmentRow("24", "Dordogne", "04"),
    DepartmentRow("25", "Doubs", "03"),
    DepartmentRow("26", "Drôme", "08"),
    DepartmentRow("27", "Eure", "70"),
    DepartmentRow("28", "Eure-et-Loir", "18"),
    DepartmentRow("29", "Finistère", "14"),
    DepartmentRow("2A", "Corse-du-Sud", "27"),
    DepartmentRow("2B", "Haute-Corse", "27"),
    DepartmentRow("30", "Gard", "11"),
    DepartmentRow("31", "Haute-Garonne", "16"),
    DepartmentRow("32", "Gers", "16"),
    DepartmentRow("33", "Gironde", "04"),
    DepartmentRow("34", "Hérault", "11"),
    DepartmentRow("35", "Ille-et-Vilaine", "14"),
    DepartmentRow("36", "Indre", "18"),
    DepartmentRow("37", "Indre-et-Loire", "18"),
    DepartmentRow("38", "Isère", "08"),
    DepartmentRow("39", "Jura", "03"),
    DepartmentRow("40", "Landes", "04"),
    DepartmentRow("41", "Loir-et-Cher", "18"),
    DepartmentRow("42", "Loire", "10"),
    DepartmentRow("43", "Haute-Loire", "06"),
    DepartmentRow("44", "Loire-Atlantique", "17"),
    DepartmentRow("45", "Loiret", "18"),
    DepartmentRow("46", "Lot", "16"),
    DepartmentRow("47", "Lot-et-Garonne", "04"),
    DepartmentRow("48", "Lozère", "11"),
    DepartmentRow("49", "Maine-et-Loire", "17"),
    DepartmentRow("50", "Manche", "70"),
    DepartmentRow("51", "Marne", "19"),
    DepartmentRow("52", "Haute-Marne", "19"),
    DepartmentRow("53", "Mayenne", "17"),
    DepartmentRow("54", "Meurthe-et-Moselle", "12"),
    DepartmentRow("55", "Meuse", "12"),
    DepartmentRow("56", "Morbihan", "14"),
    DepartmentRow("57", "Moselle", "12"),
    DepartmentRow("58", "Nièvre", "07"),
    DepartmentRow("59", "Nord", "09"),
    DepartmentRow("60", "Oise", "20"),
    DepartmentRow("61", "Orne", "70"),
    DepartmentRow("62", "Pas-de-Calais", "09"),
    DepartmentRow("63", "Puy-de-Dôme", "06"),
    DepartmentRow("64", "Pyrénées-Atlantiques", "04"),
    DepartmentRow("65", "Hautes-Pyrénées", "16"),
    DepartmentRow("66", "Pyrénées-Orientales", "11"),
    DepartmentRow("67", "Bas-Rhin", "15"),
    DepartmentRow("68", "Haut-Rhin", "15"),
    DepartmentRow("69", "Rhône", "10"),
    DepartmentRow("70", "Haute-Saône", "03"),
    DepartmentRow("71", "Saône-et-Loire", "07"),
    DepartmentRow("72", "Sarthe", "17"),
    DepartmentRow("73", "Savoie", "08"),
    DepartmentRow("74", "Haute-Savoie", "08"),
    DepartmentRow("75", "Paris", "01"),
    DepartmentRow("76", "Seine-Maritime", "70"),
    DepartmentRow("77", "Seine-et-Marne", "24"),
    DepartmentRow("78", "Yvelines", "25"),
    DepartmentRow("79", "Deux-Sèvres", "13"),
    DepartmentRow("80", "Somme", "20"),
    DepartmentRow("81", "Tarn", "16"),
    DepartmentRow("82", "Tarn-et-Garonne", "16"),
    DepartmentRow("83", "Var", "23"),
    DepartmentRow("84", "Vaucluse", "02"),
    DepartmentRow("85", "Vendée", "17"),
    DepartmentRow("86", "Vienne", "13"),
    DepartmentRow("87", "Haute-Vienne", "22"),
    DepartmentRow("88", "Vosges", "12"),
    DepartmentRow("89", "Yonne", "07"),
    DepartmentRow("90", "Territoire de Belfort", "03"),
    DepartmentRow("91", "Essonne", "25"),
    DepartmentRow("92", "Hauts-de-Seine", "25"),
    DepartmentRow("93", "Seine-Saint-Denis", "24"),
    DepartmentRow("94", "Val-de-Marne", "24"),
    DepartmentRow("95", "Val-d’Oise", "25"),
    DepartmentRow("971", "Guadeloupe", "32"),
    DepartmentRow("972", "Martinique", "31"),
    DepartmentRow("973", "Guyane", "33"),
    DepartmentRow("974", "La Réunion", "28"),
    DepartmentRow("975", "Saint-Pierre-et-Miquelon", "70"),
    DepartmentRow("976", "Mayotte", "43"),
    DepartmentRow("977", "Saint-Barthélemy", "32"),
    DepartmentRow("978", "Saint-Martin", "32"),
)

# Public holidays that are not those of the whole country: names of the package ``holidays``.
HOLIDAY_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
}
