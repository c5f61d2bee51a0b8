"""A school takes part in a campaign with a project: its team, counts and targets."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mentorat.foundations.database.rows import BY_PLACE, EVERYTHING, RowSecurity, read
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, M, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.models import Association, School
from mentorat.people.enums import HalfDay
from mentorat.people.models import User
from mentorat.programmes.enums import CountCode, MentoringForm, MentoringKind, ProjectState
from mentorat.programmes.models.campaigns import Campaign
from mentorat.reference.models import Academy


class OfProjectQuerySet(ScopedQuerySet[M]):
    """A project and its parts are read by its school and by the territories above."""

    def visible(self, scope: Scope) -> Q:
        if scope.family in {Family.SCHOOL, Family.TERRITORY, Family.NATION}:
            return Q(place__range=(scope.span.lo, scope.span.hi))
        return NOTHING


class SchoolProject(models.Model):
    """The « projet de mentorat » of a school for a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="projects")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="projects")
    place = models.PositiveIntegerField()
    kinds = ArrayField(
        models.CharField(max_length=10, choices=MentoringKind), verbose_name="types de mentorat"
    )
    forms = ArrayField(
        models.CharField(max_length=10, choices=MentoringForm), verbose_name="formes"
    )
    publics = models.CharField("publics", max_length=200, blank=True)
    target_mentees = models.PositiveSmallIntegerField("objectif (élèves mentorés)")
    # When pupils may meet a mentor, by the timetables of the classes; none said: unknown.
    half_days = ArrayField(
        models.CharField(max_length=6, choices=HalfDay),
        verbose_name="demi-journées des rencontres",
        default=list,
        blank=True,
    )
    # Those whom the head of the school lets in; none said: all of them.
    associations = models.ManyToManyField(
        Association, verbose_name="associations autorisées", related_name="projects", blank=True
    )
    pilot = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=ProjectState, default=ProjectState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(OfProjectQuerySet["SchoolProject"])()
    row_security = RowSecurity(
        territory=read(BY_PLACE), nation=read(EVERYTHING), grant=read(EVERYTHING)
    )

    class Privacy:
        personal = dict.fromkeys(("pilot", "deputy", "opened_by"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset(
            {
                "id",
                "campaign",
                "school",
                "place",
                "kinds",
                "forms",
                "publics",
                "target_mentees",
                "half_days",
                "state",
                "opened_at",
            }
        )

    class Meta:
        ordering = ("school__name", "pk")
        verbose_name = "projet de mentorat"
        verbose_name_plural = "projets de mentorat"
        indexes = (models.Index(fields=("place", "campaign"), name="project_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "school"),
                name="one_project_a_school_and_campaign",
                violation_error_message="Cet établissement a déjà un projet pour cette année.",
            ),
            models.CheckConstraint(
                name="project_pilot_is_not_the_deputy",
                condition=Q(pilot=None) | Q(deputy=None) | ~Q(pilot=F("deputy")),
                violation_error_message="Le pilote et l’adjoint sont deux personnes différentes.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.school} ({self.campaign})"


class AssociationTarget(models.Model):
    """How many pupils an association is to accompany in a year: in an académie, or in all."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="targets")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets")
    academy = models.ForeignKey(
        Academy, on_delete=models.PROTECT, null=True, blank=True, related_name="targets"
    )
    mentees = models.PositiveIntegerField("objectif (élèves mentorés)")

    class Privacy:
        neutral = frozenset({"id", "association", "campaign", "academy", "mentees"})

    class Meta:
        ordering = ("association__name", "academy__name", "pk")
        verbose_name = "objectif d’une association"
        verbose_name_plural = "objectifs des associations"
        constraints = (
            models.UniqueConstraint(
                fields=("association", "campaign", "academy"),
                nulls_distinct=False,
                name="one_target_an_association_and_academy",
                violation_error_message="Cette association a déjà un objectif ici.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.association}, {self.academy or 'toutes les académies'} : {self.mentees}"


class FollowingTime(models.Model):
    """The hours a week that a person of the school declares for following relations."""

    project = models.ForeignKey(
        SchoolProject, on_delete=models.CASCADE, related_name="following_times"
    )
    place = models.PositiveIntegerField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    hours = models.DecimalField("heures par semaine", max_digits=3, decimal_places=1)
    declared_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ScopedQuerySet["FollowingTime"])()
    row_security = RowSecurity()

    class Privacy:
        personal = dict.fromkeys(("user", "hours"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset({"id", "project", "place", "declared_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "temps de suivi"
        verbose_name_plural = "temps de suivi"
        indexes = (models.Index(fields=("place", "project"), name="following_time_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "user"),
                name="one_following_time_a_person",
                violation_error_message="Cette personne a déjà déclaré ses heures.",
            ),
            models.CheckConstraint(
                name="following_time_fits_a_week",
                condition=Q(hours__gte=0, hours__lte=40),
                violation_error_message="Une semaine compte de 0 à 40 heures.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.hours} h par semaine"


class AggregateCount(models.Model):
    """A number that a school types for its project as a whole: it says nothing of one pupil."""

    project = models.ForeignKey(SchoolProject, on_delete=models.CASCADE, related_name="counts")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=12, choices=CountCode)
    number = models.PositiveSmallIntegerField("effectif")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = models.Manager.from_queryset(OfProjectQuerySet["AggregateCount"])()
    row_security = RowSecurity(territory=read(BY_PLACE), nation=read(EVERYTHING))

    class Privacy:
        personal = {"recorded_by": Retention.TWO_YEARS_IDLE}
        neutral = frozenset({"id", "project", "place", "code", "number", "recorded_at"})

    class Meta:
        ordering = ("code",)
        verbose_name = "effectif global"
        verbose_name_plural = "effectifs globaux"
        indexes = (models.Index(fields=("place", "project"), name="count_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "code"),
                name="one_count_a_code",
                violation_error_message="Cet effectif est déjà saisi.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_code_display()} : {self.number}"
