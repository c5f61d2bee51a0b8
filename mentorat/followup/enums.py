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
