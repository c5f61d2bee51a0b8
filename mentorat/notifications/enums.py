"""What a message is about, and how often a person wants to hear."""

from enum import nonmember

from django.db import models


class Kind(models.TextChoices):
    ACT = "act", "À faire"
    SAFETY = "safety", "Sécurité"
    REPLY = "reply", "Une réponse pour vous"
    RELATION = "relation", "Vos relations"
    SESSION = "session", "Vos séances"
    CHECK_IN = "check_in", "Points d’étape"
    RHYTHM = "rhythm", "À surveiller"
    NEWS = "news", "Nouvelles"
    # What someone waits for, asked for, or must know for a pupil's safety: no preference holds it.
    AT_ONCE = nonmember(frozenset({"act", "safety", "reply"}))


class Pace(models.TextChoices):
    AT_ONCE = "at_once", "Tout de suite, un message à chaque fois"
    DAILY = "daily", "Un seul message par jour, le matin"
    WEEKLY = "weekly", "Un seul message par semaine, le lundi"
    NEVER = "never", "Jamais"
