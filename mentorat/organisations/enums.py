"""Words of the bodies that take part."""

from django.db import models


class SchoolKind(models.TextChoices):
    LP = "lp", "lycée professionnel"
    LPO = "lpo", "lycée polyvalent"
    SEP = "sep", "section d’enseignement professionnel"
    AGRICOLE = "agricole", "lycée agricole"
    EREA = "erea", "EREA"
    OTHER = "other", "autre établissement"


class Sector(models.TextChoices):
    PUBLIC = "public", "public"
    PRIVATE = "private", "privé"


class Ministry(models.TextChoices):
    EDUCATION = "education", "Éducation nationale"
    AGRICULTURE = "agriculture", "Agriculture"
    MER = "mer", "Mer"
    ARMEES = "armees", "Armées"
    OTHER = "other", "autre ministère"
