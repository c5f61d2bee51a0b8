"""What volunteers need and what mentors offer."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.enums import NeedChannel
from mentorat.mentorships.enums import MentorshipState
from mentorat.organisations.models import School
from mentorat.people.enums import Gender, Language
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.programmes.models import Campaign


class NeedQuerySet(ScopedQuerySet["Need"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.GRANT:
            return Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING
        return super().visible(scope)

    def standing(self) -> "NeedQuerySet":
        return self.filter(withdrawn_at=None, mentee__left_on=None)

    def unmet(self) -> "NeedQuerySet":
        """Keep the volunteers who have no live relation."""
        live = Q(mentee__memberships__mentorship__state__in=MentorshipState.LIVE)
        met = Need.objects.unscoped("inside a condition").filter(live)
        return self.standing().exclude(pk__in=met.values("pk"))


class Need(models.Model):
    """« Je suis volontaire »: said by the pupil, for one campaign."""

    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="needs")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="needs")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=MentoringKind, default=MentoringKind.BOTH)
    objective = models.CharField("objectif", max_length=16, choices=Objective)
    # In the pupil's own words, if wished: nothing on health or family.
    words = models.CharField("dans ses mots", max_length=140, blank=True)
    accepts_remote = models.BooleanField("accepte à distance", default=True)
    mentor_wish = models.CharField("préfère", max_length=1, choices=Gender, blank=True)
    languages = ArrayField(models.CharField(max_length=3, choices=Language), default=list)
    # With whom the pupil would like to be, or does not want to; read by those who match, and by
    # the pupil. What is said of a mentor is then noted as a ``PairWish``, which matching reads.
    hopes_for = models.CharField("aimerait être avec", max_length=140, blank=True)
    avoids = models.CharField("ne veut pas être avec", max_length=140, blank=True)
    channel = models.CharField(max_length=7, choices=NeedChannel, default=NeedChannel.SLIP)
    # What was asked for before: objective, words, until which day.
    former_objectives = models.JSONField(default=list)
    volunteered_on = models.DateField("volontaire depuis le")
    # Nobody: the pupil, by a signed link.
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # A pupil whose mentor left comes first.
    priority_since = models.DateField("prioritaire depuis le", null=True, blank=True)

    objects = models.Manager.from_queryset(NeedQuerySet)()
    row_security = RowSecurity(grant=Rule(f"mentee_id = {setting('mentee')}"))

    class Privacy:
        personal = dict.fromkeys(
            (
                "mentee",
                "kind",
                "objective",
                "words",
                "accepts_remote",
                "mentor_wish",
                "languages",
                "channel",
                "former_objectives",
                "recorded_by",
            ),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        sensitive = dict.fromkeys(("hopes_for", "avoids"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset(
            {"id", "campaign", "place", "volunteered_on", "withdrawn_at", "priority_since"}
        )

    class Meta:
        ordering = ("volunteered_on", "pk")
        verbose_name = "volontaire"
        indexes = (models.Index(fields=("place", "campaign", "volunteered_on"), name="need_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentee", "campaign"),
                condition=Q(withdrawn_at=None),
                name="one_standing_need_a_mentee",
                violation_error_message="Cet élève est déjà inscrit comme volontaire.",
            ),
        )

    def __str__(self) -> str:
        return f"volontaire {self.pk}"

    def days_waiting(self, *, today: date) -> int:
        return (today - self.volunteered_on).days


class OfferQuerySet(ScopedQuerySet["Offer"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(mentor_id=scope.mentor)
        if scope.association is not None:
            return Q(mentor__association_id=scope.association)
        if scope.company is not None:
            return Q(mentor__company_id=scope.company)
        return NOTHING


class Offer(models.Model):
    """What a mentor offers a school for a campaign: how many pupils, of which kind."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="offers")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="offers")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="offers")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=MentoringKind, default=MentoringKind.BOTH)
    capacity = models.PositiveSmallIntegerField("nombre d’élèves", default=1)
    closed_on = models.DateField(null=True, blank=True)

    objects = models.Manager.from_queryset(OfferQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"mentor_id = {setting('mentor')} OR ({setting('mentor')} IS NULL"
            f" AND {setting('mentee')} IS NULL AND {through('mentor_id', 'people_mentor')})"
        )
    )

    class Privacy:
        personal = dict.fromkeys(("mentor", "kind", "capacity"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset({"id", "campaign", "school", "place", "closed_on"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "offre de mentor"
        verbose_name_plural = "offres de mentors"
        indexes = (models.Index(fields=("place", "campaign", "mentor"), name="offer_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentor", "campaign", "school"), name="one_offer_a_mentor_and_school"
            ),
            models.CheckConstraint(
                name="offer_has_room",
                condition=Q(capacity__gte=1, capacity__lte=40),
                violation_error_message="Un mentor accompagne de 1 à 40 élèves.",
            ),
        )

    def __str__(self) -> str:
        return f"offre {self.pk}"
