"""Another tie between a mentor and a pupil: said by the mentor or by the school, then weighed."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import ConflictKind, ConflictReason
from mentorat.people.models import Mentee, Mentor, User


class RoleConflictQuerySet(ScopedQuerySet["RoleConflict"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(mentor_id=scope.mentor) if scope.mentor is not None else NOTHING

    def standing(self) -> "RoleConflictQuerySet":
        """Keep those that nobody accepted with a reason."""
        return self.filter(accepted_at=None)


class RoleConflict(models.Model):
    """Family, teacher of the class, tutor or assessor of the same pupil at the same time."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="conflicts")
    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="conflicts")
    place = models.PositiveIntegerField()
    kind = models.CharField("lien", max_length=10, choices=ConflictKind)
    declared_at = models.DateTimeField()
    # Nobody: the mentor, by a signed link.
    declared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("raison", max_length=12, choices=ConflictReason, blank=True)

    objects = models.Manager.from_queryset(RoleConflictQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"mentor_id = {setting('mentor')}",
            change=f"mentor_id = {setting('mentor')} AND accepted_at IS NULL",
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "mentee", "kind", "declared_by", "accepted_by", "reason"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "place", "declared_at", "accepted_at"})

    class Meta:
        ordering = ("-declared_at", "-pk")
        verbose_name = "cumul de rôles"
        verbose_name_plural = "cumuls de rôles"
        indexes = (models.Index(fields=("place", "mentor"), name="conflict_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentor", "mentee", "kind"),
                name="one_conflict_a_pair_and_kind",
                violation_error_message="Ce lien est déjà signalé.",
            ),
            models.CheckConstraint(
                name="conflict_accepted_with_a_reason",
                condition=Q(accepted_at=None, accepted_by=None, reason="")
                | (Q(accepted_at__isnull=False, accepted_by__isnull=False) & ~Q(reason="")),
                violation_error_message="Qui accepte un cumul de rôles dit pourquoi.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"
