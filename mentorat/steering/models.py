"""Figures by school and day of computation: the only thing that académie and nation read."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import BY_PLACE, EVERYTHING, RowSecurity, Rule, read
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign


class IndicatorValueQuerySet(ScopedQuerySet["IndicatorValue"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family in {Family.SCHOOL, Family.TERRITORY, Family.NATION}:
            return Q(place__range=(scope.span.lo, scope.span.hi))
        return NOTHING


class IndicatorValue(models.Model):
    """The latest value of an indicator for a school. A share keeps both of its terms."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="values")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="values")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    numerator = models.IntegerField()
    denominator = models.IntegerField(null=True, blank=True)
    computed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(IndicatorValueQuerySet)()
    row_security = RowSecurity(
        school=Rule(BY_PLACE), territory=read(BY_PLACE), nation=read(EVERYTHING)
    )

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "campaign",
                "school",
                "place",
                "code",
                "numerator",
                "denominator",
                "computed_at",
            }
        )

    class Meta:
        ordering = ("place", "code")
        verbose_name = "valeur d’indicateur"
        verbose_name_plural = "valeurs d’indicateurs"
        indexes = (models.Index(fields=("place", "campaign", "code"), name="value_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "school", "code"), name="one_value_a_school_and_code"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.school_id}"
