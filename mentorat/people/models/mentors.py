"""Mentors: who offers to accompany pupils, and how."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value

from mentorat.foundations.database.rows import BY_PLACE, RowSecurity, Rule, granted, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import Association, Company
from mentorat.people.enums import Gender, HalfDay, Language, MentorOrigin
from mentorat.reference.models import NsfGroup


class IsCleared(Func):
    """« Lacks nothing on the day »: the rule itself is one function of the database."""

    template = "NOT EXISTS (SELECT FROM mentorat_lacking(%(expressions)s))"
    output_field = BooleanField()


class Lacked(Func):
    """The kinds of proof that the mentor lacks on the day, by the same function."""

    template = "ARRAY(SELECT mentorat_lacking(%(expressions)s))"
    output_field = ArrayField(models.CharField(max_length=12))


class MentorQuerySet(ScopedQuerySet["Mentor"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.SCHOOL:
            # A mentor of an association stands at the académie's place and offers at schools.
            here = (scope.span.lo, scope.span.hi)
            reached = Q(offers__place__range=here) | Q(memberships__place__range=here)
            return Q(place__range=here) | self.among(reached)
        if scope.family is not Family.GRANT:
            return NOTHING
        own = {"association": scope.association, "company": scope.company, "pk": scope.mentor}
        if found := {name: value for name, value in own.items() if value is not None}:
            return Q(**found)
        mentees = "memberships__mentorship__mentee_memberships__mentee"
        if scope.guardian is not None:
            return self.among(Q(**{f"{mentees}__guardians": scope.guardian}))
        return self.among(Q(**{f"{mentees}_id": scope.mentee}))

    def cleared(self, *, on: date) -> "MentorQuerySet":
        """Keep the mentors who lack nothing of what the rules ask of them on that day."""
        return self.filter(IsCleared(F("pk"), Value(on)))

    def with_lacked(self, *, on: date) -> "MentorQuerySet":
        """Tell of each mentor which kinds of proof are lacking on that day."""
        return self.annotate(lacked=Lacked(F("pk"), Value(on)))

    def available(self, *, on: date) -> "MentorQuerySet":
        """Keep those to whom a pupil may be proposed: here, not leaving, not on a pause, and of no
        association that has left.
        """
        paused = Q(paused_from__lte=on) & (Q(paused_until=None) | Q(paused_until__gte=on))
        here = self.filter(left_on=None, leaves_on=None).exclude(paused)
        return here.exclude(association__leaves_on__lte=on)


class Mentor(models.Model):
    """An adult who offers to accompany pupils. Lives at the place that recruited him or her."""

    place = models.PositiveIntegerField()
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    email = models.EmailField("adresse électronique")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    # Said by oneself, or not at all: read where a pupil would rather speak with one of them.
    gender = models.CharField("se présente comme", max_length=1, choices=Gender, blank=True)
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
    radius_km = models.PositiveSmallIntegerField("se déplace jusqu’à (km)", null=True, blank=True)
    accepts_remote = models.BooleanField("accepte à distance", default=False)
    availability = ArrayField(
        models.CharField(max_length=6, choices=HalfDay),
        verbose_name="disponibilités de la semaine",
        default=list,
        blank=True,
    )
    languages = ArrayField(
        models.CharField(max_length=3, choices=Language),
        verbose_name="langues parlées",
        default=list,
        blank=True,
    )
    minimum_months = models.PositiveSmallIntegerField(
        "s’engage au moins (mois)", null=True, blank=True
    )
    # How many at the same time, by form of mentoring.
    alone_seats = models.PositiveSmallIntegerField("élèves seul à seul", default=1)
    group_seats = models.PositiveSmallIntegerField("élèves d’un groupe", default=0)
    takes_class = models.BooleanField("intervient devant une classe", default=False)
    # Said by those who recruit, not by the mentor: rules about clearances follow it.
    meets_alone = models.BooleanField("rencontre un élève seul à seul", default=True)
    in_ase_path = models.BooleanField("parcours protection de l’enfance (ASE)", default=False)
    paused_from = models.DateField("en pause à partir du", null=True, blank=True)
    paused_until = models.DateField("en pause jusqu’au", null=True, blank=True)
    leaves_on = models.DateField("départ annoncé pour le", null=True, blank=True)
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
                "gender",
                "origin",
                "association",
                "company",
                "job",
                "city",
                "radius_km",
                "availability",
                "languages",
                "minimum_months",
                "meets_alone",
                "paused_from",
                "paused_until",
                "leaves_on",
            ),
            Retention.TWO_YEARS_IDLE,
        )
        sensitive = {"in_ase_path": Retention.TWO_YEARS_IDLE}
        neutral = frozenset(
            {
                "id",
                "place",
                "rome_domains",
                "accepts_remote",
                "alone_seats",
                "group_seats",
                "takes_class",
                "left_on",
                "created_at",
            }
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
            models.CheckConstraint(
                name="mentor_pause_ends_after_it_starts",
                condition=Q(paused_until=None)
                | Q(paused_from__isnull=False, paused_until__gte=F("paused_from")),
                violation_error_message="La fin de la pause précède son début.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_here(self) -> bool:
        """Say whether the mentor neither left, nor said so, nor is on a pause."""
        return self.left_on is None and self.leaves_on is None and self.paused_from is None

    def is_available(self, *, on: date) -> bool:
        """Say whether a pupil may be proposed to the mentor on a day, as ``available`` does."""
        paused = self.paused_from is not None and self.paused_from <= on
        back = self.paused_until is not None and self.paused_until < on
        is_alone = self.association is not None and self.association.has_left(on=on)
        is_here = self.left_on is None and self.leaves_on is None and not is_alone
        return is_here and (back or not paused)

    @property
    def short_name(self) -> str:
        return f"{self.first_name} {self.last_name[:1]}."
