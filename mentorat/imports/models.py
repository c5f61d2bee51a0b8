"""A file on its way in: kept between its plan and its application, then emptied."""

from django.db import models

from mentorat.foundations.database.rows import RowSecurity
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.imports.enums import ImportSource, ImportState
from mentorat.organisations.models import School
from mentorat.people.models import User


class ImportRun(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="import_runs")
    place = models.PositiveIntegerField()
    source = models.CharField(max_length=16, choices=ImportSource)
    state = models.CharField(max_length=10, choices=ImportState)
    file_name = models.CharField(max_length=120)
    # The file itself, erased when the run is applied or abandoned.
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)
    # Numbers only, kept for good: created, changed, unchanged, ended, refused.
    summary = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["ImportRun"])()
    row_security = RowSecurity()

    class Privacy:
        personal = {
            "uploaded_by": Retention.TWO_YEARS_IDLE,
            "file_name": Retention.TWO_YEARS_IDLE,
        }
        sensitive = {"content": Retention.ONE_DAY}
        neutral = frozenset(
            {
                "id",
                "school",
                "place",
                "source",
                "state",
                "mapping",
                "summary",
                "uploaded_at",
                "applied_at",
            }
        )

    class Meta:
        ordering = ("-uploaded_at",)
        verbose_name = "import"
        indexes = (models.Index(fields=("place", "-uploaded_at"), name="import_place"),)

    def __str__(self) -> str:
        return f"{self.get_source_display()} du {self.uploaded_at:%d/%m/%Y}"
