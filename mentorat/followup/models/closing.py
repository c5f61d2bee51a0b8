"""What is asked when a relation ends."""

from django.db import models

from mentorat.foundations.database.rows import RowSecurity, granted, read
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User


class ClosingReview(models.Model):
    """The closing talk of a relation: no relation ends without one."""

    mentorship = models.OneToOneField(
        Mentorship, on_delete=models.CASCADE, related_name="closing_review"
    )
    place = models.PositiveIntegerField()
    satisfaction = models.PositiveSmallIntegerField("satisfaction déclarée (1 à 5)", null=True)
    next_step = models.CharField("et ensuite", max_length=140, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ScopedQuerySet["ClosingReview"])()
    row_security = RowSecurity(grant=read(granted("mentorat_own_mentorships", "mentorship_id")))

    class Privacy:
        personal = dict.fromkeys(
            ("mentorship", "satisfaction", "next_step", "closed_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "place", "closed_at"})

    class Meta:
        verbose_name = "bilan de fin de relation"
        verbose_name_plural = "bilans de fin de relation"
        indexes = (models.Index(fields=("place", "closed_at"), name="review_place"),)
        constraints = (
            models.CheckConstraint(
                name="review_satisfaction_from_1_to_5",
                condition=models.Q(satisfaction=None)
                | models.Q(satisfaction__gte=1, satisfaction__lte=5),
                violation_error_message="La satisfaction va de 1 à 5.",
            ),
        )

    def __str__(self) -> str:
        return f"bilan {self.pk}"
