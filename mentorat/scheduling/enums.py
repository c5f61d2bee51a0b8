"""Words of sessions."""

from django.db import models


class SessionState(models.TextChoices):
    PLANNED = "planned", "prévue"
    HELD = "held", "tenue"
    CANCELLED = "cancelled", "annulée"


class SessionKind(models.TextChoices):
    FIRST = "first", "première rencontre"
    REGULAR = "regular", "séance"


class SessionMode(models.TextChoices):
    ROOM = "room", "au lycée"
    REMOTE = "remote", "à distance"


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "présent"
    ABSENT = "absent", "absent"
    EXCUSED = "excused", "excusé"
