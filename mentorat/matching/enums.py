"""Words of needs, offers and proposals."""

from django.db import models


class RunState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "interrompu"


class ProposalState(models.TextChoices):
    SUGGESTED = "suggested", "à examiner"
    ACCEPTED = "accepted", "retenue"
    DECLINED = "declined", "écartée"
