"""Words of the programme: campaigns and the projects of schools."""

from enum import nonmember

from django.db import models


class MentoringKind(models.TextChoices):
    METIER = "metier", "mentorat de métier"
    PARCOURS = "parcours", "mentorat de parcours"
    BOTH = "both", "métier et parcours"


class MentoringForm(models.TextChoices):
    INDIVIDUAL = "individual", "individuel"
    GROUP = "group", "en groupe"
    CLASS = "class", "par classe"


class GroupShares(models.TextChoices):
    """What the members of a group have in common."""

    CLASS = "class", "des élèves d’une même classe"
    OBJECTIVE = "objective", "des élèves qui ont le même objectif"


class Programme(models.TextChoices):
    """The « dispositif » under which a relation is counted."""

    UN_JEUNE_UN_MENTOR = "1j1m", "1 jeune, 1 mentor"
    CORDEES_DE_LA_REUSSITE = "cordees", "Cordées de la réussite"
    P_TECH = "p_tech", "P-TECH"
    LOCAL = "local", "dispositif local"


class Objective(models.TextChoices):
    """What a pupil wants from a mentor. The last nine: the general psychosocial competences."""

    PFMP = "pfmp", "trouver ou réussir une PFMP"
    INSERTION = "insertion", "préparer l’entrée dans l’emploi"
    APPRENTICESHIP = "apprenticeship", "passer en apprentissage"
    FURTHER_STUDY = "further_study", "poursuivre des études"
    CONFIDENCE = "confidence", "prendre confiance"
    TRADE_DISCOVERY = "trade_discovery", "découvrir un métier"
    SELF_AWARENESS = "self_awareness", "mieux me connaître"
    SELF_CONTROL = "self_control", "me concentrer, tenir mes buts"
    DECISION = "decision", "prendre des décisions"
    EMOTIONS = "emotions", "comprendre mes émotions"
    EMOTION_CONTROL = "emotion_control", "garder mon calme"
    STRESS = "stress", "gérer mon stress"
    COMMUNICATION = "communication", "mieux communiquer"
    RELATIONS = "relations", "créer de bons liens avec les autres"
    CONFLICTS = "conflicts", "résoudre des difficultés avec les autres"
    # The nine, in their three families; asked for apart from what concerns trade and studies.
    COMPETENCES = nonmember(
        (
            ("self_awareness", "self_control", "decision"),
            ("emotions", "emotion_control", "stress"),
            ("communication", "relations", "conflicts"),
        )
    )


class CountCode(models.TextChoices):
    """What a school may count as a whole. Never kept of one pupil."""

    QPV = "qpv", "élèves d’un quartier prioritaire"
    SCHOLARSHIP = "scholarship", "élèves boursiers"
    ASE = "ase", "élèves confiés à l’aide sociale à l’enfance"
    DISABILITY = "disability", "élèves en situation de handicap"


class ProjectState(models.TextChoices):
    OPEN = "open", "en cours"
    CLOSED = "closed", "clos"
