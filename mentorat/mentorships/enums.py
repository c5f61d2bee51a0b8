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
    MENTOR_LEFT = "mentor_left", "départ du mentor"
    ASSOCIATION_LEFT = "association_left", "départ de l’association"
    NO_CONTACT = "no_contact", "plus signe de vie"
    AVENIR_PRO = "avenir_pro", "passage dans AvenirPro+"
    AVENIR_PRO_OVER = "avenir_pro_over", "fin de la suite dans AvenirPro+"
    OTHER = "other", "autre raison"


class LeavingReason(models.TextChoices):
    """Why a pupil leaves a running group that goes on: a code, never words about the pupil."""

    FAMILY = "family", "la famille n’autorise pas, ou plus"
    STOPPED = "stopped", "arrêt demandé par l’élève"
    LEFT_SCHOOL = "left_school", "départ de l’élève de l’établissement"
    OTHER_SUPPORT = "other_support", "un autre accompagnement convient mieux"
    OTHER = "other", "autre raison"
    BY_SCHOOL = nonmember(("stopped", "left_school", "other_support", "other"))


class ObjectiveReached(models.TextChoices):
    YES = "yes", "oui"
    PARTLY = "partly", "en partie"
    NO = "no", "non"


class RematchDecision(models.TextChoices):
    """What a coordinator decides of another relation for a minor whose relation has ended."""

    ALLOWED = "allowed", "autorisée"
    NOT_NOW = "not_now", "pas maintenant"


class RematchReason(models.TextChoices):
    """Why: codes, never words about the pupil."""

    WISHED = "wished", "l’élève le souhaite, la fin a été préparée"
    NOBODY_AT_FAULT = "nobody_at_fault", "la fin ne tient pas à la relation"
    NOT_WISHED = "not_wished", "l’élève ne le souhaite pas maintenant"
    TOO_SOON = "too_soon", "c’est trop tôt après cette fin"
    OTHER_SUPPORT = "other_support", "un autre accompagnement convient mieux"
    ALLOWS = nonmember(frozenset({"wished", "nobody_at_fault"}))


class RematchWait(models.TextChoices):
    """What a minor whose relation has ended still waits for before another one."""

    TALK = "talk", "attend le bilan de la relation terminée"
    DELAY = "delay", "attend la fin du délai"
    DECISION = "decision", "attend votre décision"
    NOT_NOW = "not_now", "pas maintenant, sur votre décision"


class ConflictKind(models.TextChoices):
    """What a mentor already is for a pupil."""

    FAMILY = "family", "famille ou proche de l’élève"
    TEACHER = "teacher", "enseigne dans sa classe"
    TUTOR = "tutor", "son tuteur de PFMP cette année"
    ASSESSOR = "assessor", "l’évalue ou siège à son jury"


class PairWishKind(models.TextChoices):
    """What one side says of the other."""

    WITH = "with", "aimerait être avec"
    NEVER = "never", "ne veut pas être avec"


class WishSide(models.TextChoices):
    MENTEE = "mentee", "l’élève"
    MENTOR = "mentor", "le mentor"


class ConflictReason(models.TextChoices):
    """Why both roles are accepted all the same: a list, so that nothing intimate is written."""

    NO_ASSESSMENT = "no_assess", "il n’évalue plus cet élève"
    ONLY_TRADE = "only_trade", "aucun autre mentor ne connaît ce métier"
    FAMILY_AGREES = "agreed", "l’élève et ses responsables le savent et le souhaitent"
    SHARED = "shared", "un second mentor accompagne aussi l’élève"
