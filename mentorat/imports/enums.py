"""Words of imports."""

from django.db import models


class ImportSource(models.TextChoices):
    MENTEES_CSV = "mentees_csv", "élèves, fichier CSV"
    MENTEES_SIECLE = "mentees_siecle", "élèves, export SIECLE (XML)"
    MENTORS_TABLE = "mentors_table", "mentors, tableur"


class ImportState(models.TextChoices):
    MAPPING = "mapping", "colonnes à relier"
    PLANNED = "planned", "à vérifier"
    APPLIED = "applied", "appliqué"
    ABANDONED = "abandoned", "abandonné"
