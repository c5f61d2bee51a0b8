"""The objective of a relation, seen again on the way."""

from django.db import models

from mentorat.foundations.database.rows import RowSecurity, granted, read
from mentorat.foundations.privacy import Retention
from mentorat.mentorships.models.mentorships import MembershipQuerySet, Mentorship
from mentorat.people.models import User
from mentorat.programmes.enums import Objective


class ObjectiveRevision(models.Model):
    """What the objective was, what it became, when and by whom."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="revisions")
    place = models.PositiveIntegerField()
    former = models.CharField(max_length=16, choices=Objective)
    objective = models.CharField(max_length=16, choices=Objective)
    revised_at = models.DateTimeField()
    revised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(MembershipQuerySet["ObjectiveRevision"])()
    row_security = RowSecurity(grant=read(granted("mentorat_own_mentorships", "mentorship_id")))

    class Privacy:
        personal = dict.fromkeys(
            ("former", "objective", "revised_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "mentorship", "place", "revised_at"})

    class Meta:
        ordering = ("revised_at", "pk")
        verbose_name = "objectif revu"
        verbose_name_plural = "objectifs revus"
        indexes = (models.Index(fields=("place", "mentorship"), name="revision_place"),)
        constraints = (
            models.CheckConstraint(
                name="revision_changes_the_objective",
                condition=~models.Q(former=models.F("objective")),
                violation_error_message="C’est déjà l’objectif de cette relation.",
            ),
        )

    def __str__(self) -> str:
        return f"objectif revu {self.pk}"
