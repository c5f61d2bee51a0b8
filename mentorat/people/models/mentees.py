"""Pupils in a school year, and what is kept apart from their file."""

from datetime import date

from django.db import models
from django.db.models import Func, Q

from mentorat.foundations.ages import born_by
from mentorat.foundations.database.rows import RowSecurity, granted, read, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import School
from mentorat.people.enums import Sex
from mentorat.reference.enums import TrainingLevel
from mentorat.reference.models import Mef, Speciality, TradeFamily


class MayKnowPupils(Func):
    """« This mentor lacks no clearance today », as row security says it too."""

    template = "mentorat_is_cleared(%(expressions)s, mentorat_today())"
    output_field = models.BooleanField()


class MenteeQuerySet(ScopedQuerySet["Mentee"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentee is not None:
            return Q(pk=scope.mentee)
        if scope.mentor is not None:
            mentors = "memberships__mentorship__mentor_memberships__mentor_id"
            # Without a valid set of clearances, no pupil has a name.
            return self.among(Q(**{mentors: scope.mentor})) & Q(MayKnowPupils(scope.mentor))
        if scope.guardian is not None:
            return self.among(Q(guardians=scope.guardian))
        if scope.association is not None:
            return self.among(Q(memberships__mentorship__association_id=scope.association))
        return NOTHING

    def present(self) -> "MenteeQuerySet":
        return self.filter(left_on=None)

    def of_age(self, *, on: date) -> "MenteeQuerySet":
        """Keep those known to be eighteen on the day."""
        return self.filter(identity__birth_date__lte=born_by(on))


class Mentee(models.Model):
    """A pupil in a school year: class and training. Names are seen by the school's own people."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="mentees")
    place = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField("année scolaire (première année)")
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    class_label = models.CharField("classe", max_length=30)
    is_apprentice = models.BooleanField("apprenti", default=False)
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
        grant=read(
            f"id = {setting('mentee')} OR {granted('mentorat_own_mentees')}"
            f" OR {granted('mentorat_own_child')}"
        ),
    )

    class Privacy:
        personal = dict.fromkeys(
            (
                "first_name",
                "last_name",
                "is_apprentice",
                "class_label",
                "level",
                "mef",
                "speciality",
                "family",
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
    # As the school's list says it. Figures count it, and matching protects girls and boys of a
    # training alike: no score reads it, and it is shown to nobody.
    sex = models.CharField(max_length=1, choices=Sex, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["MenteeIdentity"])()
    row_security = RowSecurity()

    class Privacy:
        sensitive = dict.fromkeys(
            ("ine_digest", "birth_date", "sex"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"mentee", "place"})

    class Meta:
        verbose_name = "identité d’élève"
        verbose_name_plural = "identités d’élèves"
        indexes = (models.Index(fields=("place", "ine_digest"), name="identity_place_ine"),)

    def __str__(self) -> str:
        return f"identité {self.pk}"
