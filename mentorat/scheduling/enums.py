"""Words of sessions."""

from django.db import models


class SessionState(models.TextChoices):
    PLANNED = "planned", "prévue"
    HELD = "held", "tenue"
    CANCELLED = "cancelled", "annulée"


class SessionMode(models.TextChoices):
    ROOM = "room", "au lycée"
    REMOTE = "remote", "à distance"


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "présent"
    ABSENT = "absent", "absent"
    EXCUSED = "excused", "excusé"
