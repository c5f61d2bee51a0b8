"""Who was in a running group and left it: kept apart from its members of today."""

from django.db import models
from django.db.models import F, Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import LeavingReason
from mentorat.mentorships.models.mentorships import Mentorship
from mentorat.people.models import Mentee, User


class FormerMenteeQuerySet(ScopedQuerySet["FormerMentee"]):
    def visible(self, scope: Scope) -> Q:
        """The school; the pupil and the family, of themselves. No longer the mentor."""
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentee is not None:
            return Q(mentee_id=scope.mentee)
        if scope.guardian is not None:
            return Q(mentee__guardians=scope.guardian)
        return NOTHING


OWN = f"mentee_id = {setting('mentee')}"
OF_CHILD = (
    "mentee_id IN (SELECT one.mentee_id FROM people_guardian one"  # noqa: S608 -- names of ours
    f" WHERE one.id = {setting('guardian')})"
)


class FormerMentee(models.Model):
    """What is left of a membership once a pupil leaves a group that goes on without.

    A table of its own: whoever asks for the members of a relation never meets those who left, and
    row security shows them nothing of it any more. History, certificates and figures read both.
    """

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="former_mentees"
    )
    mentee = models.ForeignKey(Mentee, on_delete=models.PROTECT, related_name="former_memberships")
    place = models.PositiveIntegerField()
    joined_on = models.DateField("élève du groupe depuis le")
    left_on = models.DateField("sorti du groupe le")
    reason = models.CharField("raison", max_length=16, choices=LeavingReason)
    # Nobody: the pupil or the family, by a signed link.
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(FormerMenteeQuerySet)()
    row_security = RowSecurity(grant=Rule(f"{OWN} OR {OF_CHILD}"))

    class Privacy:
        personal = dict.fromkeys(
            ("mentorship", "mentee", "joined_on", "left_on", "reason", "recorded_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "place"})

    class Meta:
        ordering = ("left_on", "pk")
        verbose_name = "élève sorti d’un groupe"
        verbose_name_plural = "élèves sortis d’un groupe"
        indexes = (
            models.Index(fields=("place", "mentorship"), name="former_mentee_place"),
            models.Index(fields=("mentee",), name="former_mentee_own"),
        )
        constraints = (
            models.CheckConstraint(
                name="former_mentee_leaves_after_joining",
                condition=Q(left_on__gte=F("joined_on")),
                violation_error_message="La sortie du groupe précède l’entrée.",
            ),
        )

    def __str__(self) -> str:
        return f"élève {self.mentee_id} sorti de {self.mentorship_id}"
