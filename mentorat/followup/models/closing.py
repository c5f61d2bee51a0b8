"""The end of a relation: the act that ends it, and the closing around that act."""

from django.db import models
from django.db.models import Q

from mentorat.followup.enums import (
    Attempt,
    AttemptOutcome,
    ClosingKind,
    ClosingState,
    ContactRule,
    NextStep,
)
from mentorat.foundations.database.rows import RowSecurity, Rule, granted, read
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import M, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import EndReason
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User

OF_THE_RELATION = granted("mentorat_own_mentorships", "mentorship_id")


class OfMentorshipQuerySet(ScopedQuerySet[M]):
    """What is seen with its relation."""

    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(mentorship__in=Mentorship.objects.within(scope))


class ClosingQuerySet(OfMentorshipQuerySet["Closing"]):
    def standing(self) -> "ClosingQuerySet":
        """Keep the closings under way: those that someone still has to bring to their end."""
        return self.filter(state__in=ClosingState.STANDING)


class Closing(models.Model):
    """How a relation comes to its end. Opened, then the talks, then the act; or dropped."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="closings")
    place = models.PositiveIntegerField()
    kind = models.CharField("manière", max_length=14, choices=ClosingKind)
    reason = models.CharField("raison pressentie", max_length=20, choices=EndReason, blank=True)
    # Of a relation without a sign of life: one tries to reach each side before it ends.
    is_guided = models.BooleanField("sans signe de vie", default=False)
    state = models.CharField(max_length=8, choices=ClosingState, default=ClosingState.OPENED)
    state_at = models.DateTimeField("dans cet état depuis")
    # Talks asked that neither took place nor were given up. Each side sees its own talk only:
    # the last to answer completes the closing all the same.
    talks_left = models.PositiveSmallIntegerField("bilans à recueillir", default=0)
    opened_at = models.DateTimeField("ouverte")
    # Nobody: the clock, or a member by a signed link.
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(ClosingQuerySet)()
    row_security = RowSecurity(grant=Rule(OF_THE_RELATION))

    class Privacy:
        personal = dict.fromkeys(
            ("mentorship", "kind", "reason", "opened_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset(
            {"id", "place", "is_guided", "state", "state_at", "talks_left", "opened_at"}
        )

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = "clôture"
        indexes = (models.Index(fields=("place", "state", "opened_at"), name="closing_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentorship",),
                condition=~Q(state=ClosingState.DROPPED),
                name="one_closing_a_mentorship",
                violation_error_message="La clôture de cette relation est déjà ouverte.",
            ),
            models.CheckConstraint(
                name="closing_waits_for_talks",
                condition=Q(state__in=("asked", "dropped"), talks_left__gte=0) | Q(talks_left=0),
                violation_error_message="Une clôture réglée n’attend plus de bilan.",
            ),
        )

    def __str__(self) -> str:
        return f"clôture {self.pk}"


class ContactAttempt(models.Model):
    """What was tried to reach a side of a relation without a sign of life, and what came of it."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="attempts")
    place = models.PositiveIntegerField()
    attempt = models.CharField("essai", max_length=12, choices=Attempt)
    outcome = models.CharField("résultat", max_length=14, choices=AttemptOutcome)
    made_on = models.DateField("fait le")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(ScopedQuerySet["ContactAttempt"])()
    row_security = RowSecurity()

    class Privacy:
        personal = dict.fromkeys(
            ("closing", "attempt", "outcome", "recorded_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "place", "made_on"})

    class Meta:
        ordering = ("made_on", "pk")
        verbose_name = "essai de contact"
        verbose_name_plural = "essais de contact"
        indexes = (models.Index(fields=("place", "closing"), name="attempt_place"),)

    def __str__(self) -> str:
        return f"{self.get_attempt_display()} : {self.get_outcome_display()}"


class ClosingReview(models.Model):
    """The act that ends a relation, as the school writes it: no relation ends without one."""

    mentorship = models.OneToOneField(
        Mentorship, on_delete=models.CASCADE, related_name="closing_review"
    )
    place = models.PositiveIntegerField()
    contact_rule = models.CharField(
        "contact ensuite", max_length=8, choices=ContactRule, default=ContactRule.SCHOOL
    )
    next_step = models.CharField(
        "et ensuite", max_length=16, choices=NextStep, default=NextStep.UNKNOWN
    )
    next_words = models.CharField("précision", max_length=140, blank=True)
    # Nobody: the day came on which a mentor had announced to leave.
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(OfMentorshipQuerySet["ClosingReview"])()
    row_security = RowSecurity(grant=read(OF_THE_RELATION))

    class Privacy:
        personal = dict.fromkeys(
            ("mentorship", "contact_rule", "next_step", "next_words", "closed_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "place", "closed_at"})

    class Meta:
        verbose_name = "bilan de fin de relation"
        verbose_name_plural = "bilans de fin de relation"
        indexes = (models.Index(fields=("place", "closed_at"), name="review_place"),)

    def __str__(self) -> str:
        return f"bilan {self.pk}"
