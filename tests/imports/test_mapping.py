import pytest

from mentorat.imports import errors
from mentorat.imports.sources.mentors_table.columns import checked_mapping, suggest_mapping

HEADERS = {
    "of an association": (
        ["Prénom du mentor", "Nom du mentor", "Mél", "Profession", "Entreprise", "N° de tél."],
        {
            "first_name": "Prénom du mentor",
            "last_name": "Nom du mentor",
            "email": "Mél",
            "job": "Profession",
            "phone": "N° de tél.",
            "company": "Entreprise",
        },
    ),
    "of a firm": (
        ["NOM", "PRENOM", "Adresse e-mail", "Fonction", "Raison sociale", "Nom de la ville"],
        {
            "first_name": "PRENOM",
            "last_name": "NOM",
            "email": "Adresse e-mail",
            "job": "Fonction",
            "company": "Raison sociale",
            "city": "Nom de la ville",
        },
    ),
    "of a form": (
        [
            "Horodateur",
            "Votre prénom",
            "Votre nom",
            "Votre e-mail professionnel",
            "Quel est votre métier ?",
            "Nom de l’entreprise",
            "Numéro SIRET",
            "Combien de jeunes (nombre de jeunes)",
            "Acceptez-vous le mentorat à distance ?",
            "Charte signée le",
            "Date de la formation",
            "Date d’entretien",
        ],
        {
            "first_name": "Votre prénom",
            "last_name": "Votre nom",
            "email": "Votre e-mail professionnel",
            "job": "Quel est votre métier ?",
            "company": "Nom de l’entreprise",
            "siret": "Numéro SIRET",
            "accepts_remote": "Acceptez-vous le mentorat à distance ?",
            "capacity": "Combien de jeunes (nombre de jeunes)",
            "interview": "Date d’entretien",
            "training": "Date de la formation",
            "charter": "Charte signée le",
        },
    ),
    "of nobody": (["a", "b", "Mentor", ""], {}),
}


@pytest.mark.parametrize("case", HEADERS)
def test_titles_suggest_the_fields_they_name(case):
    header, expected = HEADERS[case]

    assert suggest_mapping(header) == expected


def test_title_is_suggested_once():
    assert suggest_mapping(["Nom", "Nom de famille"]) == {"last_name": "Nom"}


MAPPING = {"first_name": "Prénom", "last_name": "Nom", "email": "Mél", "job": "Métier"}
HEADER = [*MAPPING.values(), "Ville"]


def test_mapping_keeps_the_links_that_are_made():
    assert checked_mapping(MAPPING | {"city": "Ville", "phone": ""}, HEADER) == MAPPING | {
        "city": "Ville"
    }


@pytest.mark.parametrize(
    ("mapping", "refusal", "sentence"),
    [
        (
            {"first_name": "Prénom", "job": "Métier"},
            errors.FieldWithoutColumn,
            "Il reste à relier : nom, adresse électronique.",
        ),
        (
            MAPPING | {"place": "Ville"},
            errors.UnknownField,
            "« place » n’est pas une information que cet import sait lire.",
        ),
        (
            MAPPING | {"city": "Lieu"},
            errors.UnknownColumn,
            "Le fichier n’a pas de colonne « Lieu ».",
        ),
        (
            MAPPING | {"city": "Nom"},
            errors.ColumnUsedTwice,
            "La colonne « Nom » est reliée deux fois.",
        ),
    ],
)
def test_mapping_that_does_not_hold_is_refused(mapping, refusal, sentence):
    with pytest.raises(refusal) as refused:
        checked_mapping(mapping, HEADER)

    assert refused.value.sentence == sentence
