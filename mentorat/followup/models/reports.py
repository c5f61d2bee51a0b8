"""What a mentor tells of a session, in three taps."""

from django.db import models
from django.db.models import Q

from mentorat.followup.enums import Feeling, Outcome, ReportState, Theme
from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models import Mentor, User
from mentorat.scheduling.models import MentoringSession


class ReportQuerySet(ScopedQuerySet["SessionReport"]):
    def visible(self, scope: Scope) -> Q:
        """The school reads the reports of its sessions; a mentor his or her own; nobody else."""
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(mentor_id=scope.mentor) if scope.mentor is not None else NOTHING

    def to_thank(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.TOLD)


class SessionReport(models.Model):
    """One a session and mentor: asked for once the session is over, told, then answered."""

    session = models.ForeignKey(MentoringSession, on_delete=models.CASCADE, related_name="reports")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="reports")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.AWAITED)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    texted_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    feeling = models.CharField("comment", max_length=6, choices=Feeling, blank=True)
    theme = models.CharField("thème", max_length=10, choices=Theme, blank=True)
    next_on = models.DateField("prochaine date souhaitée", null=True, blank=True)
    # For the coordinator alone.
    note = models.CharField("un mot au lycée", max_length=140, blank=True)
    answer = models.CharField("réponse", max_length=240, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(ReportQuerySet)()
    row_security = RowSecurity(grant=Rule(f"mentor_id = {setting('mentor')}"))

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "outcome", "feeling", "theme", "next_on", "note", "answer", "answered_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset(
            {
                "id",
                "session",
                "place",
                "state",
                "asked_at",
                "reminded_at",
                "texted_at",
                "told_at",
                "answered_at",
            }
        )

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = "compte rendu de séance"
        verbose_name_plural = "comptes rendus de séance"
        indexes = (models.Index(fields=("place", "state", "asked_at"), name="report_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("session", "mentor"),
                name="one_report_a_session_and_mentor",
                violation_error_message="Cette séance est déjà racontée.",
            ),
            models.CheckConstraint(
                name="report_told_says_what",
                condition=Q(state__in=("told", "answered"), told_at__isnull=False) & ~Q(outcome="")
                | (~Q(state__in=("told", "answered")) & Q(told_at=None, outcome="")),
                violation_error_message="Un compte rendu dit si la séance a eu lieu.",
            ),
            models.CheckConstraint(
                name="report_answered_by_and_at",
                condition=Q(state="answered", answered_at__isnull=False)
                & Q(answered_by__isnull=False)
                & ~Q(answer="")
                | (~Q(state="answered") & Q(answered_at=None, answered_by=None, answer="")),
                violation_error_message="La réponse, sa date et son auteur vont ensemble.",
            ),
        )

    def __str__(self) -> str:
        return f"compte rendu {self.pk}"

    @property
    def needs_a_look(self) -> bool:
        """Say whether a person reads it before the others: a word for the school, a bad session."""
        return bool(self.note) or self.feeling == Feeling.BAD or self.outcome == Outcome.NOBODY
