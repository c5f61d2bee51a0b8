"""The « Annuaire de l’éducation » as the ministry exports it: the columns that we read.

The export has 72 columns and one line a site; only these matter here.
"""

from mentorat.organisations.enums import Ministry, SchoolKind, Sector

UAI = "Identifiant_de_l_etablissement"
NAME = "Nom_etablissement"
SECTOR = "Statut_public_prive"
ADDRESS = ("Adresse_1", "Adresse_2", "Adresse_3")
ZIP_CODE = "Code_postal"
CITY = "Nom_commune"
DEPARTMENT = "Code_departement"
ACADEMY = "Code_academie"
ACADEMY_NAME = "Libelle_academie"
VOCATIONAL = "Voie_professionnelle"
PHONE = "Telephone"
MAIL = "Mail"
CONTRACT = "Code_type_contrat_prive"
LATITUDE = "latitude"
LONGITUDE = "longitude"
UPDATED_ON = "date_maj_ligne"
STATE = "etat"
MINISTRY = "ministere_tutelle"
NATURE = "code_nature"
MOTHER = "etablissement_mere"

COLUMNS = (
    UAI,
    NAME,
    SECTOR,
    *ADDRESS,
    ZIP_CODE,
    CITY,
    DEPARTMENT,
    ACADEMY,
    ACADEMY_NAME,
    VOCATIONAL,
    PHONE,
    MAIL,
    CONTRACT,
    LATITUDE,
    LONGITUDE,
    UPDATED_ON,
    STATE,
    MINISTRY,
    NATURE,
    MOTHER,
)

YES = "1"
OPEN_STATES = frozenset({"OUVERT", "A FERMER"})
CLOSED_STATES = frozenset({"FERME", "FERMÉ"})
FUTURE_STATES = frozenset({"A OUVRIR"})

# Natures that teach the voie professionnelle by definition. The column that says so is empty for
# all sections, and for three hundred LP.
KINDS = {
    "306": SchoolKind.LPO,
    "307": SchoolKind.AGRICOLE,
    "320": SchoolKind.LP,
    "334": SchoolKind.SEP,
    "370": SchoolKind.EREA,
}
# Natures of lycées of other ways: polyvalent in fact when they teach this one too.
OTHER_LYCEES = frozenset({"300", "301", "302", "310", "315"})

SECTORS = {"Public": Sector.PUBLIC, "Privé": Sector.PRIVATE}

# How the name of each ministry begins.
MINISTRIES = {
    "MINISTERE DE L'EDUCATION": Ministry.EDUCATION,
    "AGRICULTURE": Ministry.AGRICULTURE,
    "MER": Ministry.MER,
    "DEFENSE": Ministry.ARMEES,
}

CONTRACTS = {
    "10": "hors contrat",
    "20": "contrat simple, toutes les classes",
    "21": "contrat simple, une partie des classes",
    "30": "contrat d’association, toutes les classes",
    "31": "contrat d’association, une partie des classes",
    "40": "contrat simple et contrat d’association",
    "41": "contrat simple et contrat d’association",
    "50": "reconnu par l’État",
    "60": "contrat avec le ministère de l’Agriculture",
}
