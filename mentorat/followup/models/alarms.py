"""A task about the rhythm of a relation or about a mentor: raised and ended by its cause."""

from django.db import models
from django.db.models import Q

from mentorat.followup.enums import AlarmKind, AlarmState, SnoozeReason
from mentorat.foundations.database.rows import RowSecurity, granted, read, setting, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentor, User


class AlarmQuerySet(ScopedQuerySet["Alarm"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.association is None:
            return NOTHING
        return Q(mentorship__association_id=scope.association) | Q(
            mentor__association_id=scope.association
        )

    def standing(self) -> "AlarmQuerySet":
        return self.filter(state__in=AlarmState.STANDING)

    def open(self) -> "AlarmQuerySet":
        return self.filter(state=AlarmState.OPEN)


OF_THE_ASSOCIATION = (
    f"{setting('association')} IS NOT NULL AND ("
    f"{granted('mentorat_own_mentorships', 'mentorship_id')}"
    f" OR {through('mentor_id', 'people_mentor')})"
)


class Alarm(models.Model):
    """Open until its cause is gone, or put off for a reason. Mentors and pupils see none."""

    kind = models.CharField(max_length=12, choices=AlarmKind)
    place = models.PositiveIntegerField()
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, null=True, blank=True, related_name="alarms"
    )
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="alarms"
    )
    # Whose task it is: nobody when all who run the school share it.
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The day that the sentence speaks of: of the last meeting, of the end of a clearance.
    about_on = models.DateField(null=True, blank=True)
    raised_on = models.DateField()
    state = models.CharField(max_length=8, choices=AlarmState, default=AlarmState.OPEN)
    snoozed_until = models.DateField("revient le", null=True, blank=True)
    snooze_reason = models.CharField(max_length=8, choices=SnoozeReason, blank=True)
    snoozed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(AlarmQuerySet)()
    row_security = RowSecurity(grant=read(OF_THE_ASSOCIATION))

    class Privacy:
        personal = dict.fromkeys(
            ("kind", "mentorship", "mentor", "owner", "snooze_reason", "snoozed_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset(
            {"id", "place", "about_on", "raised_on", "state", "snoozed_until", "ended_at"}
        )

    class Meta:
        ordering = ("raised_on", "pk")
        verbose_name = "alarme de rythme"
        verbose_name_plural = "alarmes de rythme"
        indexes = (models.Index(fields=("place", "state", "kind"), name="alarm_place"),)
        constraints = (
            models.CheckConstraint(
                name="alarm_has_one_subject",
                condition=Q(mentorship__isnull=False, mentor=None)
                | Q(mentorship=None, mentor__isnull=False),
                violation_error_message="Une alarme parle d’une relation ou d’un mentor.",
            ),
            models.CheckConstraint(
                name="alarm_snoozed_with_reason",
                condition=(Q(state="snoozed", snoozed_until__isnull=False) & ~Q(snooze_reason=""))
                | ~Q(state="snoozed"),
                violation_error_message="Une alarme mise en attente dit jusqu’à quand et pourquoi.",
            ),
            models.CheckConstraint(
                name="alarm_ended_at_once_ended",
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                violation_error_message="Une alarme levée dit quand.",
            ),
            models.UniqueConstraint(
                fields=("kind", "mentorship"),
                condition=~Q(state="ended") & Q(mentorship__isnull=False),
                name="one_standing_alarm_a_mentorship",
            ),
            models.UniqueConstraint(
                fields=("kind", "mentor", "place"),
                condition=~Q(state="ended") & Q(mentor__isnull=False),
                name="one_standing_alarm_a_mentor",
            ),
        )

    def __str__(self) -> str:
        return f"alarme {self.pk}, {self.get_kind_display()}"

    @property
    def subject(self) -> models.Model:
        """Return what the journal speaks of: the relation, else the alarm. No question is asked."""
        if self.mentorship_id is None:
            return self
        return Mentorship(pk=self.mentorship_id, place=self.place)
