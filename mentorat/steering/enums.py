"""Words of the figures."""

from enum import nonmember

from django.db import models


class Unit(models.TextChoices):
    COUNT = "count", "nombre"
    SHARE = "share", "part"
    DAYS = "days", "jours"


class Nature(models.TextChoices):
    VOLUME = "volume", "volume"
    QUALITY = "quality", "qualité"


class Tone(models.TextChoices):
    """How a rise reads."""

    NEUTRAL = "neutral", "à lire avec son contexte"
    MORE_IS_BETTER = "more_is_better", "plus c’est haut, mieux c’est"
    LESS_IS_BETTER = "less_is_better", "plus c’est bas, mieux c’est"


class Counted(models.TextChoices):
    """What is counted in a school. An indicator is one of these, or one over another."""

    PUPILS = "pupils", "élèves connus"
    VOLUNTEERS = "volunteers", "volontaires"
    VOLUNTEERS_WAITING = "volunteers_waiting", "volontaires sans relation"
    VOLUNTEER_GIRLS = "volunteer_girls", "filles volontaires"
    VOLUNTEERS_OF_KNOWN_SEX = "volunteers_of_known_sex", "volontaires dont le sexe est connu"
    MENTEES = "mentees", "mentorés"
    ACTIVE = "active", "mentorés actifs"
    MENTEES_WHO_VOLUNTEERED = "mentees_who_volunteered", "mentorés qui étaient volontaires"
    DAYS_WAITED = "days_waited", "jours d’attente"
    MENTEES_TARGET = "mentees_target", "mentorés visés"
    PROJECTS = "projects", "projets"
    MENTORSHIPS_RUNNING = "mentorships_running", "relations en cours"
    MENTORSHIPS_OF_3_MONTHS = "mentorships_of_3_months", "relations commencées il y a 3 mois"
    ALIVE_3_MONTHS = "alive_3_months", "relations vivantes à 3 mois"
    MENTORSHIPS_OF_6_MONTHS = "mentorships_of_6_months", "relations commencées il y a 6 mois"
    ALIVE_6_MONTHS = "alive_6_months", "relations vivantes à 6 mois"
    CLOSINGS = "closings", "relations terminées"
    CLOSINGS_WITH_OBJECTIVE_REACHED = "closings_reached", "relations à l’objectif atteint"
    CLOSINGS_REVIEWED = "closings_reviewed", "relations terminées avec un bilan"
    SESSIONS_HELD = "sessions_held", "séances tenues"
    PRESENCES_EXPECTED = "presences_expected", "présences attendues"
    PRESENCES = "presences", "présences"
    MENTORS_OFFERING = "mentors_offering", "mentors disponibles"
    MENTORS_CLEARED = "mentors_cleared", "mentors habilités"
    # Pupils, or what stands for one of them: small numbers of these are hidden.
    OF_MINORS = nonmember(
        frozenset(
            {
                "pupils",
                "volunteers",
                "volunteers_waiting",
                "volunteer_girls",
                "volunteers_of_known_sex",
                "mentees",
                "active",
                "mentees_who_volunteered",
                "mentorships_running",
                "mentorships_of_3_months",
                "alive_3_months",
                "mentorships_of_6_months",
                "alive_6_months",
                "closings",
                "closings_reached",
                "closings_reviewed",
                "presences_expected",
                "presences",
            }
        )
    )
