"""What a member needs to know before saying yes or no, and what the school answers."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models.mentorships import Mentorship
from mentorat.people.models import Mentee, Mentor, User


class QuestionQuerySet(ScopedQuerySet["MemberQuestion"]):
    def visible(self, scope: Scope) -> Q:
        """Keep one's own question: the other side reads neither question nor answer."""
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(mentor_id=scope.mentor)
        return Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING

    def open(self) -> "QuestionQuerySet":
        return self.filter(answered_at=None)


class MemberQuestion(models.Model):
    """One question a member and proposal, read by the school alone. It is no conversation."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveIntegerField()
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.CharField("question", max_length=140)
    asked_at = models.DateTimeField()
    # Nobody: the member, by a signed link.
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField("réponse", max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(QuestionQuerySet)()
    row_security = RowSecurity(
        grant=Rule(f"mentor_id = {setting('mentor')} OR mentee_id = {setting('mentee')}")
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "mentee", "asked_by", "answered_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        sensitive = dict.fromkeys(("text", "answer"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset({"id", "mentorship", "place", "asked_at", "answered_at"})

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = "question avant de répondre"
        verbose_name_plural = "questions avant de répondre"
        indexes = (models.Index(fields=("place", "answered_at"), name="member_question_place"),)
        constraints = (
            models.CheckConstraint(
                name="member_question_of_one_side",
                condition=Q(mentor__isnull=False, mentee=None)
                | Q(mentor=None, mentee__isnull=False),
                violation_error_message="Une question est celle d’un seul membre.",
            ),
            models.CheckConstraint(
                name="member_question_answer_is_dated",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message="Une réponse dit quand et par qui elle est donnée.",
            ),
            models.UniqueConstraint(
                fields=("mentorship", "mentor", "mentee"),
                nulls_distinct=False,
                name="one_question_a_member",
                violation_error_message="Une question a déjà été posée pour cette proposition.",
            ),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"
