"""How far a mentor is in the training of the site."""

from datetime import date

from django.db import models

from mentorat.foundations.database.rows import RowSecurity, Rule, setting, through
from mentorat.foundations.months import months_after
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Scope
from mentorat.people.models.mentors import Mentor

# Units passed longer ago are taken again with the others.
FRESH_MONTHS = 12


class UnitPassedQuerySet(ScopedQuerySet["UnitPassed"]):
    def visible(self, scope: Scope) -> models.Q:
        return models.Q(mentor__in=Mentor.objects.within(scope))

    def fresh(self, *, on: date) -> "UnitPassedQuerySet":
        """Keep what was passed lately enough to count."""
        return self.filter(passed_on__gte=months_after(on, -FRESH_MONTHS))


class UnitPassed(models.Model):
    """A unit read to its end: every answer was right, the last time."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="units_passed")
    place = models.PositiveIntegerField()
    unit = models.CharField("module", max_length=40)
    version = models.CharField(max_length=20)
    passed_on = models.DateField("réussi le")

    objects = models.Manager.from_queryset(UnitPassedQuerySet)()
    row_security = RowSecurity(
        school=Rule(through("mentor_id", "people_mentor"), writes=False),
        grant=Rule(
            through("mentor_id", "people_mentor"), change=f"mentor_id = {setting('mentor')}"
        ),
    )

    class Privacy:
        personal = dict.fromkeys(("mentor", "unit", "passed_on"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset({"id", "place", "version"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "module de formation réussi"
        verbose_name_plural = "modules de formation réussis"
        indexes = (models.Index(fields=("place", "mentor"), name="unit_passed_place"),)
        constraints = (models.UniqueConstraint(fields=("mentor", "unit"), name="unit_passed_once"),)

    def __str__(self) -> str:
        return f"{self.unit}, {self.passed_on:%d/%m/%Y}"
