"""Someone who offers to be a mentor, before there is any file."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import Association, School
from mentorat.people.enums import ApplicationState, DeclineReason
from mentorat.people.models.accounts import User
from mentorat.people.models.mentors import Mentor


class MentorApplicationQuerySet(ScopedQuerySet["MentorApplication"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.association is not None:
            return Q(association_id=scope.association)
        return Q(link=scope.link) if scope.link is not None else NOTHING

    def waiting(self) -> "MentorApplicationQuerySet":
        return self.filter(state=ApplicationState.WAITING)


class MentorApplication(models.Model):
    """« Devenir mentor »: what a person told, by a link sent to his or her own address."""

    # The signed link that brought it: its address was read by the one who applies.
    link = models.BigIntegerField(unique=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="applications")
    place = models.PositiveIntegerField()
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    email = models.EmailField("adresse électronique")
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    job = models.CharField("métier", max_length=120)
    # The rest of the file, field by field, as the form gave it.
    told = models.JSONField("ce qui a été dit")
    state = models.CharField(
        max_length=8, choices=ApplicationState, default=ApplicationState.WAITING
    )
    made_at = models.DateTimeField("reçue le")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=10, choices=DeclineReason, blank=True)
    mentor = models.ForeignKey(
        Mentor, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"
    )

    objects = models.Manager.from_queryset(MentorApplicationQuerySet)()
    row_security = RowSecurity(
        grant=Rule(f"link = {setting('link')} OR association_id = {setting('association')}")
    )

    class Privacy:
        personal = dict.fromkeys(
            (
                *("association", "email", "first_name", "last_name", "job", "told"),
                *("decided_by", "decline_reason", "mentor"),
            ),
            Retention.TWELVE_MONTHS,
        )
        neutral = frozenset({"id", "link", "school", "place", "state", "made_at", "decided_at"})

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = "candidature de mentor"
        verbose_name_plural = "candidatures de mentors"
        indexes = (
            models.Index(fields=("place", "state", "made_at"), name="application_place"),
            models.Index(fields=("association", "state"), name="application_association"),
        )
        constraints = (
            models.CheckConstraint(
                name="application_decided_by_someone",
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message="Une décision dit quand et par qui elle est prise.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
