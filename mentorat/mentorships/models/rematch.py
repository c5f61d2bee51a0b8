"""What holds back another relation once one has ended: the care owed to a minor."""

from datetime import date

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import RematchDecision, RematchReason, RematchWait
from mentorat.mentorships.models.mentorships import Mentorship
from mentorat.people.models import Mentee, User


class RematchHoldQuerySet(ScopedQuerySet["RematchHold"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.GRANT:
            return Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING
        return super().visible(scope)

    def undecided(self) -> "RematchHoldQuerySet":
        return self.exclude(decision=RematchDecision.ALLOWED)


class RematchHold(models.Model):
    """Made when a relation ends. Lifted by the talk, a delay, then a coordinator's decision.

    It counts for a pupil who is a minor on the day of the next proposal; adults decide alone.
    """

    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="rematch_holds")
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="rematch_holds"
    )
    place = models.PositiveIntegerField()
    until = models.DateField("délai jusqu’au")
    # The pupil's own closing talk took place, or was given up.
    talk_settled_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=RematchDecision, blank=True)
    reason = models.CharField(max_length=16, choices=RematchReason, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(RematchHoldQuerySet)()
    # The pupil's talk settles one part of it; the decision is the school's alone.
    row_security = RowSecurity(
        grant=Rule(
            f"mentee_id = {setting('mentee')}",
            change=f"mentee_id = {setting('mentee')} AND decided_at IS NULL",
            fixed=frozenset({"mentorship_id"}),
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentee", "mentorship", "decision", "reason", "decided_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "place", "until", "talk_settled_at", "decided_at"})

    class Meta:
        ordering = ("until", "pk")
        verbose_name = "attente avant une nouvelle relation"
        verbose_name_plural = "attentes avant une nouvelle relation"
        indexes = (
            models.Index(fields=("place", "decision", "until"), name="rematch_place"),
            models.Index(fields=("mentee",), name="rematch_mentee"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("mentorship", "mentee"), name="one_hold_a_mentee_and_mentorship"
            ),
            models.CheckConstraint(
                name="rematch_decision_is_whole",
                condition=Q(decision="", reason="", decided_at=None, decided_by=None)
                | (
                    ~Q(decision="")
                    & ~Q(reason="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                violation_error_message="Une décision dit sa raison, quand et par qui.",
            ),
        )

    def __str__(self) -> str:
        return f"attente {self.pk}"

    def waits_for(self, *, on: date) -> RematchWait | None:
        """Return what is still missing on the day, in the order in which it comes."""
        if self.decision == RematchDecision.ALLOWED:
            return None
        if self.decision == RematchDecision.NOT_NOW:
            return RematchWait.NOT_NOW
        if self.talk_settled_at is None:
            return RematchWait.TALK
        return RematchWait.DELAY if on < self.until else RematchWait.DECISION
