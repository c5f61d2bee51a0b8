"""Dated proofs about mentors, and the rules that say which are needed."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Scope
from mentorat.people.enums import ClearanceKind, Contact, MentorOrigin, TrainingMode, TrainingTopic
from mentorat.people.models.accounts import User
from mentorat.people.models.mentors import Mentor


class ClearanceQuerySet(ScopedQuerySet["Clearance"]):
    def visible(self, scope: Scope) -> Q:
        mentors = Mentor.objects.within(scope)
        return Q(mentor__in=mentors)

    def valid(self, *, on: date) -> "ClearanceQuerySet":
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=on), given_on__lte=on)


class Clearance(models.Model):
    """A dated proof: who verified, until when. The document itself is never stored."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="clearances")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ClearanceKind)
    given_on = models.DateField("donnée le")
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    # Nobody: the site itself, when a training ends or a charter is signed.
    verified_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of a training.
    hours = models.DecimalField("heures", max_digits=4, decimal_places=1, null=True, blank=True)
    topics = ArrayField(
        models.CharField(max_length=14, choices=TrainingTopic),
        verbose_name="thèmes",
        default=list,
        blank=True,
    )
    mode = models.CharField("modalité", max_length=8, choices=TrainingMode, blank=True)
    # Of a charter: which text was signed.
    version = models.CharField("version du texte", max_length=20, blank=True)
    digest = models.CharField("empreinte du texte", max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(ClearanceQuerySet)()
    row_security = RowSecurity(
        school=Rule(through("mentor_id", "people_mentor")),
        grant=Rule(
            through("mentor_id", "people_mentor"),
            change=(
                f"{setting('association')} IS NOT NULL OR (mentor_id = {setting('mentor')}"
                " AND kind IN ('training', 'charter') AND verified_by_id IS NULL)"
            ),
        ),
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "kind", "given_on", "expires_on", "verified_by", "hours", "topics", "mode"),
            Retention.TWO_YEARS_IDLE,
        )
        neutral = frozenset({"id", "place", "version", "digest", "created_at"})

    class Meta:
        ordering = ("kind", "-given_on")
        verbose_name = "habilitation de mentor"
        verbose_name_plural = "habilitations de mentors"
        indexes = (
            models.Index(fields=("place", "mentor"), name="clearance_place"),
            models.Index(fields=("mentor", "kind", "given_on"), name="clearance_mentor"),
        )
        constraints = (
            models.CheckConstraint(
                name="clearance_expires_after_it_is_given",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
                violation_error_message="La fin de validité précède la date de vérification.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.given_on:%d/%m/%Y}"


@dataclass(frozen=True)
class RuleValues:
    """What a rule says: of whom it asks which proof, how many, for how long."""

    kind: ClearanceKind
    contact: Contact = Contact.ANY
    origin: str = ""
    is_needed: bool = True
    least: int = 1
    months_valid: int | None = None
    minimum_hours: Decimal = Decimal(0)

    @property
    def columns(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


class ClearanceRule(models.Model):
    """What is asked of a category of mentors, in a school year. The most precise rule wins."""

    year = models.PositiveSmallIntegerField("rentrée")
    kind = models.CharField("habilitation", max_length=12, choices=ClearanceKind)
    origin = models.CharField("situation", max_length=12, choices=MentorOrigin, blank=True)
    contact = models.CharField("rencontre", max_length=5, choices=Contact, blank=True)
    is_needed = models.BooleanField("demandée", default=True)
    least = models.PositiveSmallIntegerField("nombre", default=1)
    months_valid = models.PositiveSmallIntegerField("valable (mois)", null=True, blank=True)
    minimum_hours = models.DecimalField(
        "heures au moins", max_digits=4, decimal_places=1, default=0
    )

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "year",
                "kind",
                "origin",
                "contact",
                "is_needed",
                "least",
                "months_valid",
                "minimum_hours",
            }
        )

    class Meta:
        ordering = ("-year", "kind", "contact", "origin")
        verbose_name = "règle d’habilitation"
        verbose_name_plural = "règles d’habilitation"
        constraints = (
            models.UniqueConstraint(
                fields=("year", "kind", "contact", "origin"),
                name="one_clearance_rule_a_category",
                violation_error_message="Cette catégorie a déjà une règle pour cette habilitation.",
            ),
            models.CheckConstraint(
                name="honorability_belongs_to_the_ase_path",
                condition=Q(kind="honorability", contact="ase")
                | (~Q(kind="honorability") & ~Q(contact="ase")),
                violation_error_message=(
                    "L’attestation d’honorabilité ne se demande que dans le parcours ASE."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}, {self.get_kind_display()}"

    @property
    def values(self) -> RuleValues:
        names = (field.name for field in fields(RuleValues))
        return RuleValues(**{name: getattr(self, name) for name in names})
