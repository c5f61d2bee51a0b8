"""What a table of mentors can say, and the titles under which people say it."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import models

from mentorat.foundations.words import folded
from mentorat.imports.errors import (
    ColumnUsedTwice,
    FieldWithoutColumn,
    UnknownColumn,
    UnknownField,
)


class MentorField(models.TextChoices):
    FIRST_NAME = "first_name", "prénom"
    LAST_NAME = "last_name", "nom"
    EMAIL = "email", "adresse électronique"
    JOB = "job", "métier"
    PHONE = "phone", "téléphone"
    GENDER = "gender", "se présente comme (f ou m)"
    ORIGIN = "origin", "situation"
    ASSOCIATION = "association", "association"
    COMPANY = "company", "entreprise"
    SIRET = "siret", "SIRET"
    CITY = "city", "commune"
    ACCEPTS_REMOTE = "accepts_remote", "accepte à distance"
    CAPACITY = "capacity", "nombre d’élèves"
    NSF_GROUPS = "nsf_groups", "groupes de spécialités (NSF)"
    INTERVIEW = "interview", "entretien (date)"
    SECOND_LOOK = "second_look", "second regard (date)"
    INTERVIEW_UNTIL = "interview_until", "vérification valable jusqu’au"
    TRAINING = "training", "formation (date)"
    TRAINING_HOURS = "training_hours", "formation (heures)"
    CHARTER = "charter", "charte (date)"


F = MentorField
REQUIRED = (F.FIRST_NAME, F.LAST_NAME, F.EMAIL, F.JOB)
# Words that say whose column it is, and nothing of what it holds.
SMALL_WORDS = frozenset(
    (
        *("de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "en", "et", "a", "au"),
        *("votre", "vos", "n", "no", "mentor", "mentors", "mentorat", "tuteur", "benevole"),
        "referent",
    )
)
SYNONYMS: Mapping[MentorField, tuple[str, ...]] = {
    F.FIRST_NAME: ("prénom", "first name", "firstname", "given name"),
    F.LAST_NAME: ("nom", "nom de famille", "nom d’usage", "last name", "lastname", "surname"),
    F.EMAIL: (
        *("courriel", "mél", "mail", "e-mail", "email", "adresse mail", "adresse e-mail"),
        *("adresse électronique", "adresse courriel", "adresse mél", "courrier électronique"),
    ),
    F.JOB: ("métier", "profession", "fonction", "poste", "emploi", "intitulé du poste", "job"),
    F.PHONE: ("téléphone", "tél", "portable", "mobile", "téléphone portable", "numéro", "phone"),
    F.GENDER: ("genre", "sexe", "civilité", "se présente comme", "gender"),
    F.ORIGIN: ("situation", "statut", "profil", "situation professionnelle", "catégorie"),
    F.ASSOCIATION: ("association", "nom association", "structure associative"),
    F.COMPANY: (
        *("entreprise", "nom entreprise", "société", "employeur", "raison sociale"),
        *("organisme", "nom société", "structure", "company"),
    ),
    F.SIRET: ("siret", "numéro siret", "siret entreprise"),
    F.CITY: ("commune", "ville", "localité", "lieu", "city", "commune de résidence"),
    F.ACCEPTS_REMOTE: (
        *("à distance", "accepte à distance", "distance", "distanciel", "visio"),
        *("mentorat à distance", "visioconférence", "accepte visio", "remote"),
    ),
    F.CAPACITY: (
        *("capacité", "nombre d’élèves", "nb élèves", "nombre de mentorés", "nb mentorés"),
        *("places", "nombre de jeunes", "nb jeunes", "capacity"),
    ),
    F.NSF_GROUPS: (
        *("nsf", "groupe nsf", "groupes nsf", "code nsf", "domaine", "domaine professionnel"),
        *("domaine pro", "spécialité", "filière", "secteur", "secteur d’activité"),
        *("groupes de spécialités", "groupe de spécialités"),
    ),
    F.INTERVIEW: (
        *("vérification", "date de vérification", "vérifié le", "entretien", "date d’entretien"),
        *("contrôle", "habilitation", "date d’habilitation", "entretien le"),
    ),
    F.INTERVIEW_UNTIL: (
        *("vérification valable jusqu’au", "valable jusqu’au", "fin de validité"),
        *("expiration", "date d’expiration", "validité"),
    ),
    F.TRAINING: ("formation", "date de formation", "formé le", "formation suivie le"),
    F.TRAINING_HOURS: ("heures de formation", "nombre d’heures de formation", "durée de formation"),
    F.SECOND_LOOK: ("second regard", "date du second regard", "second avis", "deuxième avis"),
    F.CHARTER: ("charte", "charte signée le", "date de charte", "signature de la charte"),
}


def suggest_mapping(header: Iterable[str]) -> dict[str, str]:
    """Return, for each field that a title seems to name, the title: the best first, each once."""
    columns = tuple(header)
    scores = sorted(
        (
            (-score, rank, at)
            for rank, field in enumerate(MentorField)
            for at, title in enumerate(columns)
            if (score := _likeness(title, field))
        ),
    )
    fields, found, used = tuple(MentorField), {}, set[int]()
    for _, rank, at in scores:
        if fields[rank] not in found and at not in used:
            found[fields[rank]] = columns[at]
            used.add(at)
    return {field.value: found[field] for field in fields if field in found}


def checked_mapping(mapping: Mapping[str, str], header: Iterable[str]) -> dict[str, str]:
    """Return the links that are made, or refuse them. An empty column leaves a field aside."""
    columns = frozenset(header)
    made = {field: column for field, column in mapping.items() if column}
    for field, column in made.items():
        if field not in MentorField.values:
            raise UnknownField(field=field)
        if column not in columns:
            raise UnknownColumn(column=column)
        if sum(column == other for other in made.values()) > 1:
            raise ColumnUsedTwice(column=column)
    missing = [field.label for field in REQUIRED if field not in made]
    if missing:
        raise FieldWithoutColumn(fields=", ".join(missing))
    return made


def _likeness(title: str, field: MentorField) -> int:
    """Return how much a title looks like a field: 0 is not at all."""
    return max(_closeness(_words(title), _words(synonym)) for synonym in SYNONYMS[field])


def _closeness(title: tuple[str, ...], synonym: tuple[str, ...]) -> int:
    if not title or not synonym:
        return 0
    if title == synonym:
        return 1000
    if synonym in tuple(_runs(title, len(synonym))):
        return 10 * len(synonym) - len(title)
    return 0


def _runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """Yield the words that stand side by side, so many at a time."""
    return (words[at : at + length] for at in range(len(words) - length + 1))


def _words(text: str) -> tuple[str, ...]:
    words = folded(text).replace("e mail", "email").split()
    return tuple(word for word in words if word not in SMALL_WORDS)
