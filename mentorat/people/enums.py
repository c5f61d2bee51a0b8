"""Words about persons."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "f", "fille"
    MALE = "m", "garçon"


class Language(models.TextChoices):
    """A language that a mentor and a pupil may share, besides French: ISO 639 codes."""

    GERMAN = "de", "allemand"
    ENGLISH = "en", "anglais"
    ARABIC = "ar", "arabe"
    BAMBARA = "bm", "bambara"
    BERBER = "ber", "berbère"
    CHINESE = "zh", "chinois"
    COMORIAN = "zdj", "comorien"
    CREOLE = "cpf", "créole"
    SPANISH = "es", "espagnol"
    ITALIAN = "it", "italien"
    SIGN = "fsl", "langue des signes française"
    PORTUGUESE = "pt", "portugais"
    ROMANIAN = "ro", "roumain"
    RUSSIAN = "ru", "russe"
    TAMIL = "ta", "tamoul"
    TURKISH = "tr", "turc"
    UKRAINIAN = "uk", "ukrainien"
    OTHER = "oth", "une autre langue"


class MentorOrigin(models.TextChoices):
    EMPLOYEE = "employee", "salarié d’une entreprise"
    PFMP_TUTOR = "pfmp_tutor", "tuteur de PFMP"
    ALUMNUS = "alumnus", "ancien élève"
    STUDENT = "student", "étudiant"
    RETIRED = "retired", "retraité"
    OTHER = "other", "autre"


class ClearanceKind(models.TextChoices):
    """What is verified before a mentor meets a pupil. The document itself is never stored."""

    VETTING = "vetting", "vérification et entretien"
    TRAINING = "training", "formation"
    CHARTER = "charter", "charte signée"


class AuthorisationScope(models.TextChoices):
    """What a guardian authorises, one by one."""

    IN_PERSON = "in_person", "rencontres au lycée"
    REMOTE = "remote", "séances à distance"
    VISIT = "visit", "visite en entreprise"
    IMAGE = "image", "image, pour un projet précis"
    EVALUATION = "evaluation", "questionnaires d’évaluation"


class AuthorisationState(models.TextChoices):
    REQUESTED = "requested", "demandée"
    GIVEN = "given", "donnée"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"


class AuthorisationChannel(models.TextChoices):
    PAPER = "paper", "reçue sur papier"
    LINK = "link", "signée par lien"
