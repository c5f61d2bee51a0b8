"""Accounts and persons: User, Mentor with clearances, Mentee with what is kept apart."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
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
from mentorat.organisations.models import Association, Company, School
from mentorat.people.enums import ClearanceKind, MentorOrigin, Sex
from mentorat.reference.enums import TrainingLevel
from mentorat.reference.models import Mef, NsfGroup, Speciality, TradeFamily


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account. What it may do stands in its grants; a minor's name is never kept here."""

    email = models.EmailField("adresse électronique", unique=True)
    full_name = models.CharField("prénom et nom", max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Privacy:
        personal = {
            "email": Retention.TWO_YEARS_IDLE,
            "full_name": Retention.TWO_YEARS_IDLE,
            "last_login": Retention.TWO_YEARS_IDLE,
        }
        sensitive = {"password": Retention.TWO_YEARS_IDLE}
        neutral = frozenset({"id", "is_active", "created_at"})

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return self.full_name or self.email


class MentorQuerySet(ScopedQuerySet["Mentor"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.SCHOOL:
            # A mentor of an association stands at the académie's place and offers at schools.
            return Q(place__range=(scope.span.lo, scope.span.hi)) | Q(
                offers__place__range=(scope.span.lo, scope.span.hi)
            )
        if scope.family is not Family.GRANT:
            return NOTHING
        if scope.association is not None:
            return Q(association_id=scope.association)
        if scope.company is not None:
            return Q(company_id=scope.company)
        if scope.mentor is not None:
            return Q(pk=scope.mentor)
        return Q(memberships__mentorship__mentee_memberships__mentee_id=scope.mentee)

    def within(self, scope: Scope) -> "MentorQuerySet":
        # One condition reaches through offers or relations: a mentor is still listed once.
        if scope.family is Family.SYSTEM:
            return super().within(scope)
        visible = self.model._base_manager.filter(self.visible(scope), pk=OuterRef("pk"))
        return self.filter(Exists(visible)).unscoped("within")

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
    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="mentor"
    )
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
        school=Rule(f"{BY_PLACE} OR {granted('mentorat_offering_mentors')}", change=BY_PLACE),
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
                "user",
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


class MenteeQuerySet(ScopedQuerySet["Mentee"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentee is not None:
            return Q(pk=scope.mentee)
        memberships = {
            "mentorship__mentor_memberships__mentor_id": scope.mentor,
            "mentorship__association_id": scope.association,
        }
        return _reached_by("memberships", memberships)

    def within(self, scope: Scope) -> "MenteeQuerySet":
        if scope.family is not Family.GRANT or scope.mentee is not None:
            return super().within(scope)
        visible = self.model._base_manager.filter(self.visible(scope), pk=OuterRef("pk"))
        return self.filter(Exists(visible)).unscoped("within")

    def present(self) -> "MenteeQuerySet":
        return self.filter(left_on=None)


def _reached_by(path: str, owners: dict[str, int | None]) -> Q:
    """Return the condition « through this relation, one of the owners that the scope names »."""
    for name, value in owners.items():
        if value is not None:
            return Q(**{f"{path}__{name}": value})
    return NOTHING


class Mentee(models.Model):
    """A pupil in a school year: class and training. Names are seen by the school's own people."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="mentees")
    place = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField("année scolaire (première année)")
    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="mentee"
    )
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    class_label = models.CharField("classe", max_length=30)
    level = models.CharField("niveau", max_length=10, choices=TrainingLevel)
    mef = models.ForeignKey(
        Mef, on_delete=models.PROTECT, null=True, blank=True, related_name="mentees"
    )
    speciality = models.ForeignKey(
        Speciality, on_delete=models.PROTECT, null=True, blank=True, related_name="mentees"
    )
    family = models.ForeignKey(
        TradeFamily, on_delete=models.PROTECT, null=True, blank=True, related_name="mentees"
    )
    left_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(MenteeQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"id = {setting('mentee')} OR {granted('mentorat_own_mentees')}", writes=False
        ),
    )

    class Privacy:
        personal = dict.fromkeys(
            (
                "first_name",
                "last_name",
                "sex",
                "class_label",
                "level",
                "mef",
                "speciality",
                "family",
                "user",
            ),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "school", "place", "year", "left_on", "created_at"})

    class Meta:
        ordering = ("last_name", "first_name", "pk")
        verbose_name = "élève"
        indexes = (
            models.Index(fields=("place", "year", "last_name"), name="mentee_place_name"),
            models.Index(fields=("place", "year", "class_label"), name="mentee_place_class"),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """Return what a mentor and an association see: first name and initial."""
        return f"{self.first_name} {self.last_name[:1]}."

    @property
    def training(self) -> Speciality | TradeFamily | None:
        return self.speciality or self.family

    @property
    def is_in_last_year(self) -> bool:
        return self.level in TrainingLevel.LAST_OF_CYCLE


class MenteeIdentity(models.Model):
    """What is kept apart from the pupil's file: never listed, never shown to a mentor."""

    mentee = models.OneToOneField(
        Mentee, on_delete=models.CASCADE, primary_key=True, related_name="identity"
    )
    place = models.PositiveIntegerField()
    # A keyed digest of the INE: it recognises a pupil at the next import, and says nothing else.
    ine_digest = models.CharField(max_length=64, blank=True)
    birth_date = models.DateField(null=True, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["MenteeIdentity"])()
    row_security = RowSecurity()

    class Privacy:
        sensitive = dict.fromkeys(("ine_digest", "birth_date"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset({"mentee", "place"})

    class Meta:
        verbose_name = "identité d’élève"
        verbose_name_plural = "identités d’élèves"
        indexes = (models.Index(fields=("place", "ine_digest"), name="identity_place_ine"),)

    def __str__(self) -> str:
        return f"identité {self.pk}"
