"""That a pupil was prepared before a first meeting: when, how, written by whom."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.people.enums import PreparationWay
from mentorat.people.models.accounts import User
from mentorat.people.models.mentees import Mentee


class PreparationQuerySet(ScopedQuerySet["Preparation"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.GRANT:
            return Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING
        return super().visible(scope)


class Preparation(models.Model):
    mentee = models.OneToOneField(
        Mentee, on_delete=models.CASCADE, primary_key=True, related_name="preparation"
    )
    place = models.PositiveIntegerField()
    done_on = models.DateField("préparé le")
    way = models.CharField(max_length=5, choices=PreparationWay)
    # Nobody: the pupil, by a personal link.
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = models.Manager.from_queryset(PreparationQuerySet)()
    row_security = RowSecurity(grant=Rule(f"mentee_id = {setting('mentee')}"))

    class Privacy:
        personal = dict.fromkeys(
            ("mentee", "done_on", "way", "recorded_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"place", "recorded_at"})

    class Meta:
        verbose_name = "préparation d’élève"
        verbose_name_plural = "préparations d’élèves"

    def __str__(self) -> str:
        return f"préparation {self.pk}"
