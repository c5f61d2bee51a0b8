"""Words of the nomenclatures."""

from enum import nonmember

from django.db import models


class Diploma(models.TextChoices):
    CAP = "cap", "CAP"
    BAC_PRO = "bac_pro", "bac pro"
    BMA = "bma", "brevet des métiers d’art"
    CS = "cs", "certificat de spécialisation"
    OTHER = "other", "autre formation"


class TrainingLevel(models.TextChoices):
    """The year of a pupil inside the diploma."""

    CAP_1 = "cap_1", "1re année de CAP"
    CAP_2 = "cap_2", "2e année de CAP"
    CAP_3 = "cap_3", "3e année de CAP"
    SECONDE = "seconde", "2de professionnelle"
    PREMIERE = "premiere", "1re professionnelle"
    TERMINALE = "terminale", "terminale professionnelle"
    CS = "cs", "certificat de spécialisation"
    BMA_1 = "bma_1", "1re année de BMA"
    BMA_2 = "bma_2", "2e année de BMA"
    OTHER = "other", "autre niveau"
    LAST_OF_CYCLE = nonmember(frozenset({"cap_2", "cap_3", "terminale", "cs", "bma_2"}))


class SchoolCalendar(models.TextChoices):
    """Who sets the holidays: one of the three zones, or the rector of the académie."""

    A = "A", "zone A"
    B = "B", "zone B"
    C = "C", "zone C"
    CORSE = "corse", "Corse"
    GUADELOUPE = "guadeloupe", "Guadeloupe"
    GUYANE = "guyane", "Guyane"
    MARTINIQUE = "martinique", "Martinique"
    MAYOTTE = "mayotte", "Mayotte"
    REUNION = "reunion", "La Réunion"
