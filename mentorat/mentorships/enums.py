"""Words of the relation and of its life."""

from enum import nonmember

from django.db import models


class MentorshipState(models.TextChoices):
    PROPOSED = "proposed", "proposée"
    AWAITING = "awaiting", "attend une autorisation"
    ACCEPTED = "accepted", "acceptée, accord à signer"
    READY = "ready", "prête à commencer"
    ACTIVE = "active", "en cours"
    SUSPENDED = "suspended", "suspendue"
    ENDED = "ended", "terminée"
    DECLINED = "declined", "refusée"
    WITHDRAWN = "withdrawn", "retirée"
    LAPSED = "lapsed", "restée sans réponse"
    LIVE = nonmember(
        frozenset({"proposed", "awaiting", "accepted", "ready", "active", "suspended"})
    )
    # Everyone said yes, the first meeting is still to come.
    AGREED = nonmember(frozenset({"awaiting", "accepted", "ready"}))
    WAITING = nonmember(frozenset({"proposed", "awaiting", "accepted", "ready"}))
    RUNNING = nonmember(frozenset({"active", "suspended"}))
    STARTED = nonmember(frozenset({"active", "suspended", "ended"}))


class MemberState(models.TextChoices):
    ASKED = "asked", "attend une réponse"
    ACCEPTED = "accepted", "a accepté"
    DECLINED = "declined", "a refusé"


class WaitOwner(models.TextChoices):
    """Whose act a waiting relation waits for."""

    MEMBERS = "members", "le mentor et l’élève"
    FAMILY = "family", "la famille, puis le lycée"
    SIGNERS = "signers", "ceux qui n’ont pas signé"
    SCHOOL = "school", "le lycée"


class Party(models.TextChoices):
    """On whose side an agreement is signed."""

    MENTOR = "mentor", "mentor"
    MENTEE = "mentee", "élève"
    GUARDIAN = "guardian", "responsable légal"
    SCHOOL = "school", "lycée"


class SignatureChannel(models.TextChoices):
    ACCOUNT = "account", "depuis son compte"
    LINK = "link", "par lien personnel"
    PAPER = "paper", "sur papier"


class MentorFunction(models.TextChoices):
    MAIN = "main", "mentor"
    SECOND = "second", "second mentor"


class EndReason(models.TextChoices):
    OBJECTIVE_REACHED = "objective_reached", "objectif atteint"
    END_OF_YEAR = "end_of_year", "fin de l’année scolaire"
    MENTEE_LEFT_SCHOOL = "mentee_left_school", "départ de l’élève de l’établissement"
    MENTEE_STOPPED = "mentee_stopped", "arrêt demandé par l’élève"
    MENTOR_STOPPED = "mentor_stopped", "arrêt demandé par le mentor"
    NO_CONTACT = "no_contact", "plus de contact"
    OTHER = "other", "autre raison"


class ObjectiveReached(models.TextChoices):
    YES = "yes", "oui"
    PARTLY = "partly", "en partie"
    NO = "no", "non"
