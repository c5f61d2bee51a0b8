"""Certificates: what a mentor gave and what a pupil took part in, frozen on the day of issue."""

from django.db import models
from django.db.models import Q

from mentorat.followup.enums import CertificateKind, Withdrawn
from mentorat.foundations.database.rows import RowSecurity, Rule, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.models import SchoolProject


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(mentor_id=scope.mentor)
        return Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING

    def valid(self) -> "CertificateQuerySet":
        return self.filter(withdrawn_at=None)


class Certificate(models.Model):
    """One person, one school, one year. What it says never changes; it is replaced, or withdrawn.

    Whoever holds its number reads on the public page that it is valid, and nothing else.
    """

    kind = models.CharField(max_length=8, choices=CertificateKind)
    project = models.ForeignKey(
        SchoolProject, on_delete=models.PROTECT, related_name="certificates"
    )
    place = models.PositiveIntegerField()
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="certificates"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="certificates"
    )
    # Drawn by chance: nobody finds a certificate by counting.
    code = models.CharField("numéro", max_length=19, unique=True)
    content = models.JSONField("ce qu’elle atteste")
    digest = models.CharField("empreinte", max_length=64)
    issued_at = models.DateTimeField("délivrée")
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn = models.CharField("retirée parce que", max_length=12, choices=Withdrawn, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(CertificateQuerySet)()
    row_security = RowSecurity(
        grant=Rule(f"mentor_id = {setting('mentor')} OR mentee_id = {setting('mentee')}")
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "mentee", "content", "issued_by", "withdrawn", "withdrawn_by"),
            Retention.TWO_YEARS_IDLE,
        )
        neutral = frozenset(
            {"id", "kind", "project", "place", "code", "digest", "issued_at", "withdrawn_at"}
        )

    class Meta:
        ordering = ("-issued_at", "-pk")
        verbose_name = "attestation"
        indexes = (models.Index(fields=("place", "issued_at"), name="certificate_place"),)
        constraints = (
            models.CheckConstraint(
                name="certificate_is_of_one_person",
                condition=Q(kind="mentor", mentor__isnull=False, mentee=None)
                | Q(kind="mentee", mentor=None, mentee__isnull=False),
                violation_error_message="Une attestation est celle d’une seule personne.",
            ),
            models.CheckConstraint(
                name="certificate_withdrawal_is_whole",
                condition=Q(withdrawn="", withdrawn_at=None)
                | (~Q(withdrawn="") & Q(withdrawn_at__isnull=False)),
                violation_error_message="Un retrait dit sa raison et sa date.",
            ),
            models.UniqueConstraint(
                fields=("project", "mentor", "mentee"),
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="one_valid_certificate_a_person_and_year",
            ),
        )

    def __str__(self) -> str:
        return f"attestation {self.code}"

    @property
    def checksum(self) -> str:
        """Return what is printed on the sheet and shown on the public page, to compare."""
        return f"{self.digest[:4]} {self.digest[4:8]}".upper()
