"""Words of needs, offers and proposals."""

from django.db import models


class NeedChannel(models.TextChoices):
    """How the pupil said it. Always the pupil: an adult only types what a signed slip says."""

    ACCOUNT = "account", "depuis son compte"
    LINK = "link", "par son lien personnel"
    SLIP = "slip", "sur un mot signé de sa main"


class RequestState(models.TextChoices):
    """Where a pupil's request stands, as the pupil reads it."""

    NONE = "none", "Tu n’as pas demandé de mentor."
    SEARCHING = "searching", "Ton lycée cherche un mentor pour toi."
    ASKED = "asked", "Un mentor t’est proposé : tu peux dire oui ou non."
    ANSWERED = "answered", "Tu as dit oui. On attend la réponse du mentor."
    AWAITING = "awaiting", "Le mentor a dit oui. Il manque l’autorisation de tes parents."
    TO_SIGN = "to_sign", "Tout le monde a dit oui. Il reste l’accord de mentorat à signer."
    TO_MEET = "to_meet", "Tout est prêt. Il reste à fixer la première rencontre."
    ACTIVE = "active", "Tu as un mentor."
    SUSPENDED = "suspended", "Ton mentorat est en pause."


class RunState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "interrompu"


class ProposalState(models.TextChoices):
    SUGGESTED = "suggested", "à examiner"
    ACCEPTED = "accepted", "retenue"
    DECLINED = "declined", "écartée"


class Cause(models.TextChoices):
    """Why a pair of an earlier run, or one that was to stay, is not there; beside the rules."""

    NEED_GONE = "need_gone", "l’élève n’attend plus de mentor"
    OFFER_GONE = "offer_gone", "l’offre du mentor est close"
    EXCLUDED = "excluded", "retirée à la main"
    KEPT = "kept", "choisie à la main"
    FOR_ALL = "for_all", "une autre répartition sert mieux l’ensemble"


class Lacking(models.TextChoices):
    """What a project lacks before any computation can propose something."""

    VOLUNTEERS = "volunteers", "Aucun volontaire n’attend de mentor."
    OFFERS = "offers", "Aucun mentor n’a fait d’offre à votre lycée."
    CLEARANCES = "clearances", "Des mentors ont fait une offre, mais aucun n’est habilité."
    SEATS = "seats", "Les mentors habilités suivent déjà autant d’élèves qu’ils l’ont proposé."
