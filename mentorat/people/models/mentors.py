"""Mentors and their dated clearances."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from mentorat.foundations.database.rows import (
    BY_PLACE,
    RowSecurity,
    Rule,
    granted,
    setting,
    through,
)
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import Association, Company
from mentorat.people.enums import ClearanceKind, MentorOrigin
from mentorat.people.models.accounts import User
from mentorat.reference.models import NsfGroup


class MentorQuerySet(ScopedQuerySet["Mentor"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.SCHOOL:
            # A mentor of an association stands at the académie's place and offers at schools.
            here = (scope.span.lo, scope.span.hi)
            reached = Q(offers__place__range=here) | Q(memberships__place__range=here)
            return Q(place__range=here) | self.among(reached)
        if scope.family is not Family.GRANT:
            return NOTHING
        if scope.association is not None:
            return Q(association_id=scope.association)
        if scope.company is not None:
            return Q(company_id=scope.company)
        if scope.mentor is not None:
            return Q(pk=scope.mentor)
        mentees = "memberships__mentorship__mentee_memberships__mentee_id"
        return self.among(Q(**{mentees: scope.mentee}))

    def cleared(self, *, on: date) -> "MentorQuerySet":
        """Keep the mentors who hold every clearance on that day."""
        found = self
        for kind in ClearanceKind:
            valid = Clearance.objects.unscoped("inside a condition").valid(on=on).filter(kind=kind)
            found = found.filter(Exists(valid.filter(mentor_id=OuterRef("pk"))))
        return found


class Mentor(models.Model):
    """An adult who offers to accompany pupils. Lives at the place that recruited him or her."""

    place = models.PositiveIntegerField()
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    email = models.EmailField("adresse électronique")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    origin = models.CharField("situation", max_length=12, choices=MentorOrigin)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="mentors"
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True, related_name="mentors"
    )
    job = models.CharField("métier", max_length=120)
    nsf_groups = models.ManyToManyField(NsfGroup, related_name="mentors", blank=True)
    rome_domains = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    city = models.CharField("commune", max_length=80, blank=True)
    accepts_remote = models.BooleanField("accepte à distance", default=False)
    left_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(MentorQuerySet)()
    row_security = RowSecurity(
        school=Rule(f"{BY_PLACE} OR {granted('mentorat_mentors_here')}", change=BY_PLACE),
        grant=Rule(
            f"id = {setting('mentor')} OR association_id = {setting('association')}"
            f" OR company_id = {setting('company')} OR {granted('mentorat_own_mentors')}",
            change=f"association_id = {setting('association')} OR id = {setting('mentor')}",
        ),
    )

    class Privacy:
        personal = dict.fromkeys(
            (
                "first_name",
                "last_name",
                "email",
                "phone",
                "origin",
                "association",
                "company",
                "job",
                "city",
            ),
            Retention.TWO_YEARS_IDLE,
        )
        neutral = frozenset(
            {"id", "place", "rome_domains", "accepts_remote", "left_on", "created_at"}
        )

    class Meta:
        ordering = ("last_name", "first_name", "pk")
        verbose_name = "mentor"
        indexes = (
            models.Index(fields=("place", "last_name"), name="mentor_place"),
            models.Index(fields=("association", "last_name"), name="mentor_association"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("place", "email"),
                name="one_mentor_an_email",
                violation_error_message="Un mentor de cet établissement a déjà cette adresse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        return f"{self.first_name} {self.last_name[:1]}."


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
    kind = models.CharField(max_length=10, choices=ClearanceKind)
    given_on = models.DateField("donnée le")
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(ClearanceQuerySet)()
    row_security = RowSecurity(
        school=Rule(through("mentor_id", "people_mentor")),
        grant=Rule(
            through("mentor_id", "people_mentor"),
            change=f"{setting('association')} IS NOT NULL",
        ),
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "kind", "given_on", "expires_on", "verified_by"), Retention.TWO_YEARS_IDLE
        )
        neutral = frozenset({"id", "place", "created_at"})

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
