"""Words about persons."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "f", "fille"
    MALE = "m", "garçon"


class Gender(models.TextChoices):
    """What a mentor says of himself or herself, and with whom a pupil would rather speak."""

    WOMAN = "f", "une femme"
    MAN = "m", "un homme"


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

    INTERVIEW = "interview", "entretien"
    SECOND_LOOK = "second_look", "second regard, par une autre personne"
    REFERENCE = "reference", "référence appelée"
    TRAINING = "training", "formation"
    CHARTER = "charter", "charte signée"
    # Of the child-protection path alone: asking it elsewhere is forbidden.
    HONORABILITY = "honorability", "attestation d’honorabilité (parcours ASE)"


class Contact(models.TextChoices):
    """How a mentor meets pupils: what a rule about clearances may be for."""

    ANY = "", "tous"
    ALONE = "alone", "seul à seul avec un élève"
    ASE = "ase", "parcours protection de l’enfance (ASE)"


class TrainingMode(models.TextChoices):
    ONLINE = "online", "en ligne"
    ON_SITE = "on_site", "en présence"
    MIXED = "mixed", "en présence et en ligne"


class TrainingTopic(models.TextChoices):
    """What a training before the first meeting speaks of."""

    REQUIREMENTS = "requirements", "les règles du programme"
    GOALS = "goals", "objectifs et attentes"
    ROLE = "role", "le rôle du mentor"
    RELATIONSHIP = "relationship", "construire la relation"
    ETHICS = "ethics", "éthique et sécurité"
    REPORTING = "reporting", "vigilance et signalement"
    HELP = "help", "où trouver de l’aide"
    YOUTH = "youth", "connaître les lycéens professionnels"
    FIRST_MEETING = "first_meeting", "la première rencontre"
    FAMILY = "family", "la place de la famille"
    CLOSURE = "closure", "la clôture"


class HalfDay(models.TextChoices):
    """A half-day of the week, as a volunteer says when he or she is free."""

    MON_AM = "mon_am", "lundi matin"
    MON_PM = "mon_pm", "lundi après-midi"
    TUE_AM = "tue_am", "mardi matin"
    TUE_PM = "tue_pm", "mardi après-midi"
    WED_AM = "wed_am", "mercredi matin"
    WED_PM = "wed_pm", "mercredi après-midi"
    THU_AM = "thu_am", "jeudi matin"
    THU_PM = "thu_pm", "jeudi après-midi"
    FRI_AM = "fri_am", "vendredi matin"
    FRI_PM = "fri_pm", "vendredi après-midi"
    SAT_AM = "sat_am", "samedi matin"


class PreparationWay(models.TextChoices):
    """How a pupil read the scenes that prepare a first meeting."""

    ALONE = "alone", "seul"
    CLASS = "class", "en classe"


class ApplicationState(models.TextChoices):
    WAITING = "waiting", "à examiner"
    ACCEPTED = "accepted", "acceptée"
    DECLINED = "declined", "non retenue"


class DeclineReason(models.TextChoices):
    """Why a person is not taken, said kindly: a list, so that nothing hurtful is written."""

    NO_NEED = "no_need", "aucun élève n’attend ce métier en ce moment"
    TOO_FAR = "too_far", "trop loin du lycée pour des rencontres régulières"
    ENOUGH = "enough", "assez de mentors cette année"
    OTHER_WAY = "other_way", "une autre forme d’aide convient mieux"
    UNSUITABLE = "unsuitable", "les règles du programme ne le permettent pas"


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


class AuthorisationStatus(models.TextChoices):
    """Where a pupil stands for one scope; deduced from the birth date and from what was said.

    One « no » outweighs: the other guardian, or a former sheet, does not make up for it.
    """

    ADULT = "adult", "majeur, rien à demander"
    MISSING = "missing", "à demander"
    REQUESTED = "requested", "demandée"
    GIVEN = "given", "donnée"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"


class AuthorisationChannel(models.TextChoices):
    PAPER = "paper", "reçue sur papier"
    LINK = "link", "signée par lien"
