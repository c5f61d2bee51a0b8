"""Words of what is asked while a relation lives, and when it ends."""

from enum import nonmember

from django.db import models


class ReportState(models.TextChoices):
    AWAITED = "awaited", "attendu"
    TOLD = "told", "reçu, à remercier"
    ANSWERED = "answered", "remercié"
    UNKNOWN = "unknown", "sans nouvelles"
    SET_ASIDE = "set_aside", "plus attendu"
    HEARD = nonmember(frozenset({"told", "answered"}))
    SILENT = nonmember(frozenset({"awaited", "unknown"}))


class Outcome(models.TextChoices):
    HELD = "held", "La séance a eu lieu"
    NOBODY = "nobody", "Personne n’est venu"
    CANCELLED = "cancelled", "Séance annulée"


class Feeling(models.TextChoices):
    GOOD = "good", "Bien"
    MIXED = "mixed", "Moyen"
    BAD = "bad", "Difficile"


class Theme(models.TextChoices):
    MEETING = "meeting", "Faire connaissance"
    TRADE = "trade", "Le métier"
    PFMP = "pfmp", "Le stage (PFMP)"
    CV = "cv", "CV et entretien"
    PROJECT = "project", "Après le lycée"
    CONFIDENCE = "confidence", "Confiance en soi"
    VISIT = "visit", "Visite, sortie"
    OTHER = "other", "Autre chose"


class ClosingKind(models.TextChoices):
    """The three ways in which a relation comes to its end; each has its page of advice."""

    ANTICIPATED = "anticipated", "prévue : l’année ou l’objectif arrive à son terme"
    UNANTICIPATED = "unanticipated", "imprévue : un départ, un changement de situation"
    ONE_SIDED = "one_sided", "d’un seul côté : une personne arrête ou ne répond plus"


class ClosingState(models.TextChoices):
    OPENED = "opened", "ouverte"
    ASKED = "asked", "bilans demandés"
    SETTLED = "settled", "bilans réglés"
    COMPLETE = "complete", "complète"
    DROPPED = "dropped", "sans suite, la relation continue"
    STANDING = nonmember(frozenset({"opened", "asked", "settled"}))


class Side(models.TextChoices):
    MENTOR = "mentor", "mentor"
    MENTEE = "mentee", "élève"
    GUARDIAN = "guardian", "responsable légal"


class TalkState(models.TextChoices):
    ASKED = "asked", "attendu"
    DONE = "done", "recueilli"
    GIVEN_UP = "given_up", "abandonné"


class TalkMode(models.TextChoices):
    ACCOUNT = "account", "répondu en ligne"
    LINK = "link", "répondu par lien"
    MEETING = "meeting", "en entretien"
    PHONE = "phone", "par téléphone"
    VIDEO = "video", "en visioconférence"
    HELD = nonmember(frozenset({"meeting", "phone", "video"}))


class GivenUp(models.TextChoices):
    """Why a talk will not take place."""

    UNREACHABLE = "unreachable", "injoignable"
    UNWILLING = "unwilling", "ne souhaite pas répondre"
    LEFT = "left", "est parti"
    OTHER = "other", "autre raison"


class ContactRule(models.TextChoices):
    """What contact the mentor and the pupil may have once the relation has ended."""

    NONE = "none", "aucun contact"
    SCHOOL = "school", "par le lycée seulement"
    WRITTEN = "written", "permis par écrit par l’élève majeur ou ses responsables"


class NextStep(models.TextChoices):
    """What comes next for the pupil."""

    TRAINING = "training", "poursuit sa formation"
    JOB = "job", "emploi"
    JOB_SEARCH = "job_search", "recherche d’emploi"
    APPRENTICESHIP = "apprenticeship", "apprentissage"
    STUDIES = "studies", "poursuite d’études"
    AVENIR_PRO = "avenir_pro", "AvenirPro+"
    OTHER_MENTOR = "other_mentor", "un autre mentor"
    SAME_MENTOR = "same_mentor", "le même mentor, l’année suivante"
    UNKNOWN = "unknown", "non connu"


class Attempt(models.TextChoices):
    """What is tried before a relation without a sign of life is closed."""

    CALL_MENTOR = "call_mentor", "appeler le mentor"
    WRITE_MENTEE = "write_mentee", "écrire ou parler à l’élève"
    ASK_STAFF = "ask_staff", "demander au professeur principal"


class AttemptOutcome(models.TextChoices):
    NO_ANSWER = "no_answer", "sans réponse"
    WANTS_TO_STOP = "wants_to_stop", "souhaite arrêter"
    WANTS_TO_GO_ON = "wants_to_go_on", "souhaite continuer"


class CheckInState(models.TextChoices):
    OPENED = "opened", "attend les réponses"
    PARTLY = "partly", "répondu en partie"
    COMPLETE = "complete", "complet"
    OVERDUE = "overdue", "en retard"
    SKIPPED = "skipped", "sans objet"
    WAITING = nonmember(frozenset({"opened", "partly"}))
    ANSWERABLE = nonmember(frozenset({"opened", "partly", "overdue"}))


class Topic(models.TextChoices):
    """What a question is about. ``EASE`` is safety for a pupil, support for a mentor."""

    RELATIONSHIP = "relationship", "Entente"
    USEFULNESS = "usefulness", "Utilité"
    EASE = "ease", "Sécurité, soutien"
    # The same question to both sides: only these are compared.
    SHARED = nonmember(("relationship", "usefulness"))


class Signal(models.TextChoices):
    """What stands out in a check-in, the most pressing first."""

    TALK = "talk", "Veut en parler avec quelqu’un"
    UNSAFE = "unsafe", "Ne se sent pas en sécurité"
    GAP = "gap", "Les deux côtés ne voient pas la même chose"
    FALL = "fall", "Nette baisse depuis le point précédent"
    PRESSING = nonmember(frozenset({"talk", "unsafe"}))


class AlarmKind(models.TextChoices):
    """What the rhythm of a relation, or the papers of a mentor, ask someone to look at."""

    SILENCE = "silence", "pas de séance récente"
    ABSENCES = "absences", "deux séances de suite sans l’élève"
    NO_LIFE = "no_life", "plus de signe de vie"
    NO_MEETING = "no_meeting", "première rencontre à fixer"
    CHECK_IN = "check_in", "point d’étape sans réponse"
    LATE_START = "late_start", "départ tardif"
    CLEARANCE = "clearance", "habilitation à renouveler"
    CAPACITY = "capacity", "plus d’élèves que de places"
    OF_MENTOR = nonmember(frozenset({"clearance", "capacity"}))


class AlarmState(models.TextChoices):
    OPEN = "open", "à traiter"
    SNOOZED = "snoozed", "plus tard"
    ENDED = "ended", "levée"
    STANDING = nonmember(frozenset({"open", "snoozed"}))


class SnoozeReason(models.TextChoices):
    """Why an alarm waits. No free text: it would speak of a pupil."""

    TALKED = "talked", "nous nous sommes parlé, une date se prépare"
    AWAY = "away", "absence prévue d’un des deux"
    PFMP = "pfmp", "PFMP ou examens"
    PAPERS = "papers", "démarche en cours"
    OTHER = "other", "autre raison"


class Health(models.TextChoices):
    """How a running relation goes, at a glance."""

    ALARM = "alarm", "en alerte"
    WATCH = "watch", "à surveiller"
    ON_TRACK = "on_track", "à jour"


class CertificateKind(models.TextChoices):
    MENTOR = "mentor", "attestation de mentor"
    MENTEE = "mentee", "attestation de participation"


class Withdrawn(models.TextChoices):
    """Why a certificate is no longer worth anything."""

    REPLACED = "replaced", "remplacée par une plus récente"
    MISTAKE = "mistake", "délivrée par erreur"
    MISUSE = "misuse", "utilisée à tort"


class ExitChoice(models.TextChoices):
    """What becomes of a relation whose association leaves."""

    TAKE_OVER = "take_over", "le lycée reprend : le mentor continue sans l’association"
    OTHER_ASSOCIATION = "passed_on", "une autre association reprend : le mentor la rejoint"
    OTHER_MENTOR = (
        "other",
        "proposer un autre mentor : la clôture s’ouvre, l’élève passe en premier",
    )
    LATER = "later", "décider plus tard"
    CONTINUES = nonmember(frozenset({"take_over", "passed_on"}))
