"""Needs of volunteers, offers of mentors, and the proposals that a run makes of them."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, setting, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.enums import MentorWish, NeedChannel, ProposalState, RunState
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import School
from mentorat.people.enums import Language
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.programmes.models import Campaign, SchoolProject


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
    mentor_wish = models.CharField("préfère", max_length=1, choices=MentorWish, blank=True)
    languages = ArrayField(models.CharField(max_length=3, choices=Language), default=list)
    # With whom the pupil does not want to be; read by those who match, and by the pupil.
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
        sensitive = {"avoids": Retention.SCHOOL_YEAR_PLUS_ONE}
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


class MatchingRun(models.Model):
    """One computation of proposals for a project, with its summary."""

    project = models.ForeignKey(
        SchoolProject, on_delete=models.CASCADE, related_name="matching_runs"
    )
    place = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    seed = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=20)
    summary = models.JSONField(default=dict)

    objects = models.Manager.from_queryset(ScopedQuerySet["MatchingRun"])()
    row_security = RowSecurity()

    class Privacy:
        personal = {"asked_by": Retention.TWO_YEARS_IDLE}
        neutral = frozenset(
            {
                "id",
                "project",
                "place",
                "asked_at",
                "finished_at",
                "state",
                "seed",
                "engine",
                "summary",
            }
        )

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = "appariement"
        indexes = (models.Index(fields=("place", "-asked_at"), name="run_place"),)

    def __str__(self) -> str:
        return f"appariement du {self.asked_at:%d/%m/%Y %H:%M}"


class Proposal(models.Model):
    """A mentor for a volunteer: score in parts, reasons, and what the coordinator decided."""

    run = models.ForeignKey(MatchingRun, on_delete=models.CASCADE, related_name="proposals")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="proposals")
    place = models.PositiveIntegerField()
    score = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.SUGGESTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mentorship = models.OneToOneField(
        Mentorship, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposal"
    )

    objects = models.Manager.from_queryset(ScopedQuerySet["Proposal"])()
    row_security = RowSecurity()

    class Privacy:
        personal = dict.fromkeys(
            ("need", "offer", "score", "parts", "reasons", "decided_by", "mentorship"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "run", "place", "state", "decided_at"})

    class Meta:
        ordering = ("-score", "pk")
        verbose_name = "proposition"
        indexes = (models.Index(fields=("place", "state"), name="proposal_place"),)
        constraints = (
            models.UniqueConstraint(fields=("run", "need"), name="one_proposal_a_need_and_run"),
            models.CheckConstraint(
                name="proposal_decided_by_and_at",
                condition=Q(state="suggested", decided_at=None, decided_by=None)
                | (~Q(state="suggested") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message="Une décision dit qui l’a prise et quand.",
            ),
        )

    def __str__(self) -> str:
        return f"proposition {self.pk}"
