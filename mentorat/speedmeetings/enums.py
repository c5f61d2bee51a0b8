"""Words of the « rencontres éclair »."""

from django.db import models


class MeetingState(models.TextChoices):
    PLANNED = "planned", "prévue"
    DECIDED = "decided", "terminée"
    CANCELLED = "cancelled", "annulée"


class Unchosen(models.TextChoices):
    """What becomes of two who have met, when one did not name the other."""

    NEVER = "never", "Seules deux personnes qui se sont choisies vont ensemble"
    LAST = "last", "Les autres personnes rencontrées peuvent compléter, en dernier"
