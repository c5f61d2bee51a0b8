"""What a signed link lets its holder do."""

from django.db import models


class LinkAct(models.TextChoices):
    """One act a link: the holder of a link reads and does nothing else."""

    VOLUNTEER = "volunteer", "se porter volontaire"
    AUTHORISE = "authorise", "autoriser ou refuser"
    FAMILY = "family", "suivre la relation de son enfant"
    APPLY = "apply", "se proposer comme mentor"
    TRAIN = "train", "suivre la formation"
    CHARTER = "charter", "signer la charte"
    ANSWER = "answer", "répondre à une proposition"
    SIGN = "sign", "signer l’accord de mentorat"
    REPORT = "report", "raconter une séance"
    CHECK_IN = "check_in", "répondre à un point d’étape"
    EXIT_TALK = "exit_talk", "répondre au bilan"
    OFFER = "offer", "dire ses places et ses pauses"
    OWN_DATA = "own_data", "recevoir ce qui le concerne"
    CHOOSE = "choose", "choisir après une rencontre éclair"
    PREFERENCES = "preferences", "choisir le rythme de ses messages"
