"""The relation de mentorat: one or two mentors with one pupil, a few pupils, or a class."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from mentorat.foundations.database.rows import RowSecurity, Rule, granted
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, M, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import (
    EndReason,
    MemberState,
    MentorFunction,
    MentorshipState,
    ObjectiveReached,
)
from mentorat.organisations.models import Association, School
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.programmes.models import SchoolProject


class MentorshipQuerySet(ScopedQuerySet["Mentorship"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.association is not None:
            return Q(association_id=scope.association)
        if scope.mentor is not None:
            mine = MentorMembership.objects.unscoped("inside a condition").filter(
                mentor_id=scope.mentor, mentorship=OuterRef("pk")
            )
            return Q(Exists(mine))
        members = MenteeMembership.objects.unscoped("inside a condition")
        if scope.mentee is not None:
            own = members.filter(mentee_id=scope.mentee, mentorship=OuterRef("pk"))
            return Q(Exists(own))
        if scope.guardian is not None:
            of_child = members.filter(mentee__guardians=scope.guardian, mentorship=OuterRef("pk"))
            return Q(Exists(of_child))
        return NOTHING

    def live(self) -> "MentorshipQuerySet":
        return self.filter(state__in=MentorshipState.LIVE)

    def running(self) -> "MentorshipQuerySet":
        return self.filter(state__in=MentorshipState.RUNNING)

    def started(self) -> "MentorshipQuerySet":
        return self.filter(state__in=MentorshipState.STARTED)


# Sorted: the constraint is written the same way at every run.
STARTED = sorted(MentorshipState.STARTED)


class Mentorship(models.Model):
    project = models.ForeignKey(SchoolProject, on_delete=models.PROTECT, related_name="mentorships")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="mentorships")
    place = models.PositiveIntegerField()
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="mentorships"
    )
    kind = models.CharField(max_length=10, choices=MentoringKind)
    form = models.CharField(max_length=10, choices=MentoringForm, default=MentoringForm.INDIVIDUAL)
    programme = models.CharField(max_length=8, choices=Programme, default=Programme.LOCAL)
    objective = models.CharField(max_length=16, choices=Objective)
    state = models.CharField(
        max_length=10, choices=MentorshipState, default=MentorshipState.PROPOSED
    )
    # When it entered its state: what the time-outs of waiting states count from.
    state_at = models.DateTimeField("dans cet état depuis")
    # Days that this state lasts beyond the rule of the year: a question, more time given.
    extra_days = models.PositiveSmallIntegerField(default=0)
    is_extended = models.BooleanField(default=False)
    reminded_at = models.DateTimeField("relancée le", null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Who follows it at the school: the pilot of the project unless someone else is named.
    followed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Why one more was given to someone who followed as many as the rule of the year allows.
    derogation = models.CharField("raison de la dérogation", max_length=140, blank=True)
    # Why these members: the sentences that both sides read before they answer.
    reasons = models.JSONField(default=list)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    objective_reached = models.CharField(max_length=8, choices=ObjectiveReached, blank=True)
    # The relation of the year before, between the same people.
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )
    # After the diploma: the relation goes on in AvenirPro+ until then.
    avenir_pro_on = models.DateField("suite dans AvenirPro+ décidée le", null=True, blank=True)
    avenir_pro_until = models.DateField("suite dans AvenirPro+ jusqu’au", null=True, blank=True)

    objects = models.Manager.from_queryset(MentorshipQuerySet)()
    row_security = RowSecurity(grant=Rule(granted("mentorat_own_mentorships")))

    class Privacy:
        personal = dict.fromkeys(
            (
                "objective",
                "reasons",
                "end_reason",
                "objective_reached",
                "proposed_by",
                "followed_by",
            ),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset(
            {
                "id",
                "project",
                "school",
                "place",
                "association",
                "kind",
                "form",
                "programme",
                "state",
                "state_at",
                "extra_days",
                "is_extended",
                "reminded_at",
                "derogation",
                "proposed_at",
                "started_on",
                "ended_on",
                "continues",
                "avenir_pro_on",
                "avenir_pro_until",
            }
        )

    class Meta:
        ordering = ("-proposed_at", "-pk")
        verbose_name = "relation de mentorat"
        verbose_name_plural = "relations de mentorat"
        indexes = (
            models.Index(fields=("place", "state", "-proposed_at"), name="mentorship_place"),
            models.Index(fields=("association", "state"), name="mentorship_association"),
        )
        constraints = (
            models.CheckConstraint(
                name="mentorship_started_on_once_started",
                condition=Q(state__in=STARTED, started_on__isnull=False)
                | (~Q(state__in=STARTED) & Q(started_on=None)),
                violation_error_message="Une relation commencée a une date de première séance.",
            ),
            models.CheckConstraint(
                name="mentorship_end_complete",
                condition=Q(state="ended", ended_on__isnull=False)
                & ~Q(end_reason="")
                & ~Q(objective_reached="")
                | (~Q(state="ended") & Q(ended_on=None, end_reason="", objective_reached="")),
                violation_error_message=(
                    "Une fin de relation dit sa date, sa raison et si l’objectif est atteint."
                ),
            ),
            models.CheckConstraint(
                name="mentorship_avenir_pro_is_whole",
                condition=Q(avenir_pro_on=None, avenir_pro_until=None)
                | Q(avenir_pro_on__isnull=False, avenir_pro_until__isnull=False),
                violation_error_message="Une suite dans AvenirPro+ dit quand elle finit.",
            ),
        )

    def __str__(self) -> str:
        return f"relation {self.pk}"

    @property
    def last_day(self) -> date:
        """Return the day until which it may meet: that of its year, or of AvenirPro+ after it."""
        return self.avenir_pro_until or self.project.campaign.closes_on

    def is_in_avenir_pro(self, *, on: date) -> bool:
        """Say whether its year is over, and it goes on after the diploma."""
        return self.avenir_pro_until is not None and on > self.project.campaign.closes_on


class MembershipQuerySet(ScopedQuerySet[M]):
    """Memberships are seen with their relation."""

    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(mentorship__in=Mentorship.objects.within(scope))


class Membership(models.Model):
    """A side of a relation, with its own answer."""

    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Nobody: the member, by a signed link.
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_answered_by_and_at",
                condition=Q(state="asked", answered_at=None, answered_by=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                violation_error_message="Une réponse dit quand elle a été donnée.",
            ),
        )

    @property
    def whose(self) -> dict[str, int]:
        """Return the member as links and questions name him or her: a column and a number."""
        raise NotImplementedError


MEMBERSHIP_SECURITY = RowSecurity(grant=Rule(granted("mentorat_own_mentorships", "mentorship_id")))


class MentorMembership(Membership):
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="mentor_memberships"
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=8, choices=MentorFunction, default=MentorFunction.MAIN)

    objects = models.Manager.from_queryset(MembershipQuerySet["MentorMembership"])()
    row_security = MEMBERSHIP_SECURITY

    class Privacy:
        personal = dict.fromkeys(("mentor", "state", "answered_by"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset({"id", "place", "mentorship", "function", "answered_at"})

    class Meta(Membership.Meta):
        ordering = ("function", "pk")
        verbose_name = "mentor d’une relation"
        verbose_name_plural = "mentors d’une relation"
        indexes = (models.Index(fields=("place", "mentor"), name="mentor_membership_place"),)
        constraints = (  # type: ignore[assignment]  # longer than the parent's, by design
            *Membership.Meta.constraints,
            models.UniqueConstraint(
                fields=("mentorship", "mentor"), name="mentor_once_in_a_mentorship"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_function_display()} {self.mentor_id} de {self.mentorship_id}"

    @property
    def whose(self) -> dict[str, int]:
        return {"mentor_id": self.mentor_id}


class MenteeMembership(Membership):
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="mentee_memberships"
    )
    mentee = models.ForeignKey(Mentee, on_delete=models.PROTECT, related_name="memberships")

    objects = models.Manager.from_queryset(MembershipQuerySet["MenteeMembership"])()
    row_security = MEMBERSHIP_SECURITY

    class Privacy:
        personal = dict.fromkeys(("mentee", "state", "answered_by"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset({"id", "place", "mentorship", "answered_at"})

    class Meta(Membership.Meta):
        ordering = ("pk",)
        verbose_name = "élève d’une relation"
        verbose_name_plural = "élèves d’une relation"
        indexes = (models.Index(fields=("place", "mentee"), name="mentee_membership_place"),)
        constraints = (  # type: ignore[assignment]  # longer than the parent's, by design
            *Membership.Meta.constraints,
            models.UniqueConstraint(
                fields=("mentorship", "mentee"), name="mentee_once_in_a_mentorship"
            ),
        )

    def __str__(self) -> str:
        return f"élève {self.mentee_id} de {self.mentorship_id}"

    @property
    def whose(self) -> dict[str, int]:
        return {"mentee_id": self.mentee_id}
