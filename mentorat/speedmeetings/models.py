"""A « rencontre éclair »: who takes part, who meets whom in which round, and whom each chose."""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, read, setting, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.models import MatchingRun, Need, Offer
from mentorat.people.models import Mentee, Mentor, User
from mentorat.programmes.models import SchoolProject
from mentorat.speedmeetings.enums import MeetingState, Unchosen

M = TypeVar("M", bound=models.Model)
# Each names up to three people.
MOST_CHOICES = 3


class OfPersonQuerySet(ScopedQuerySet[M]):
    """Rows of which each person sees his or her own: ``side`` leads to the participant."""

    side = ""

    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(**{f"{self.side}mentor": scope.mentor})
        if scope.mentee is not None:
            return Q(**{f"{self.side}mentee": scope.mentee})
        return NOTHING


class MeetingQuerySet(OfPersonQuerySet["SpeedMeeting"]):
    side = "participants__"

    def visible(self, scope: Scope) -> Q:
        seen = super().visible(scope)
        return seen if scope.family is not Family.GRANT or seen == NOTHING else self.among(seen)


class TurnQuerySet(ScopedQuerySet["Turn"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        # Not through a join: the other side of a turn is hidden from this one.
        own = Participant.objects.within(scope).values("pk")
        return Q(mentee_side__in=own) | Q(mentor_side__in=own)


class MarkQuerySet(OfPersonQuerySet["Mark"]):
    side = "participant__"


PARTICIPANTS = "speedmeetings_participant"
OWN = f"mentee_id = {setting('mentee')} OR mentor_id = {setting('mentor')}"
OWN_MEETING = (
    f"EXISTS (SELECT 1 FROM {PARTICIPANTS} own"  # noqa: S608 -- names of ours
    " WHERE own.meeting_id = speedmeetings_speedmeeting.id)"
)
# A mentor reads the first names of pupils: with a valid set of clearances only.
OWN_TURN = (
    f"({through('mentee_side_id', PARTICIPANTS)} OR {through('mentor_side_id', PARTICIPANTS)})"
    f" AND ({setting('mentor')} IS NULL"
    f" OR mentorat_is_cleared({setting('mentor')}, mentorat_today()))"
)


class SpeedMeeting(models.Model):
    """A rencontre éclair of a school: a day, a place, rounds of a few minutes."""

    project = models.ForeignKey(
        SchoolProject, on_delete=models.CASCADE, related_name="speed_meetings"
    )
    place = models.PositiveIntegerField()
    held_on = models.DateField("date")
    starts_at = models.TimeField("début")
    where = models.CharField("lieu", max_length=80)
    rounds = models.PositiveSmallIntegerField("tours")
    minutes = models.PositiveSmallIntegerField("minutes par tour", default=10)
    unchosen = models.CharField(max_length=5, choices=Unchosen, default=Unchosen.NEVER)
    seed = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The proposals that came out of it.
    run = models.OneToOneField(
        MatchingRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="speed_meeting"
    )

    objects = models.Manager.from_queryset(MeetingQuerySet)()
    row_security = RowSecurity(grant=read(OWN_MEETING))

    class Privacy:
        personal = dict.fromkeys(("planned_by", "ended_by"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset(
            {"id", "project", "place", "held_on", "starts_at", "where", "rounds", "minutes"}
            | {"unchosen", "seed", "state", "planned_at", "ended_at", "run"}
        )

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = "rencontre éclair"
        verbose_name_plural = "rencontres éclair"
        indexes = (models.Index(fields=("place", "-held_on"), name="speed_meeting_place"),)
        constraints = (
            models.CheckConstraint(
                name="speed_meeting_ended_by_and_at",
                condition=Q(state="planned", ended_at=None, ended_by=None)
                | (~Q(state="planned") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                violation_error_message="Une rencontre terminée ou annulée dit par qui et quand.",
            ),
        )

    def __str__(self) -> str:
        return f"rencontre éclair du {self.held_on:%d/%m/%Y}"


class Participant(models.Model):
    """A volunteer or a mentor who takes part, and when his or her choices were given."""

    meeting = models.ForeignKey(SpeedMeeting, on_delete=models.CASCADE, related_name="participants")
    place = models.PositiveIntegerField()
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, null=True, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, null=True, related_name="+")
    marked_at = models.DateTimeField("choix donnés le", null=True, blank=True)
    # Nobody: the person, by a signed link. Otherwise who typed what a sheet says.
    marked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    absent_at = models.DateTimeField("noté absent le", null=True, blank=True)
    absent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(OfPersonQuerySet["Participant"])()
    row_security = RowSecurity(grant=Rule(OWN))

    class Privacy:
        personal = dict.fromkeys(
            ("need", "offer", "mentee", "mentor", "marked_by", "absent_at", "absent_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "meeting", "place", "marked_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "participant d’une rencontre éclair"
        verbose_name_plural = "participants d’une rencontre éclair"
        indexes = (models.Index(fields=("place", "meeting"), name="participant_place"),)
        constraints = (
            models.CheckConstraint(
                name="participant_is_of_one_side",
                condition=Q(need__isnull=False, mentee__isnull=False, offer=None, mentor=None)
                | Q(offer__isnull=False, mentor__isnull=False, need=None, mentee=None),
                violation_error_message="Un participant est un élève ou un mentor.",
            ),
            models.CheckConstraint(
                name="participant_absent_by_and_at",
                condition=Q(absent_at=None, absent_by=None)
                | Q(absent_at__isnull=False, absent_by__isnull=False, marked_at=None),
                violation_error_message="Un absent ne choisit pas, et l’on sait qui l’a noté.",
            ),
            models.UniqueConstraint(fields=("meeting", "need"), name="need_once_in_a_meeting"),
            models.UniqueConstraint(fields=("meeting", "offer"), name="offer_once_in_a_meeting"),
        )

    def __str__(self) -> str:
        return f"participant {self.pk}"

    @property
    def is_mentee(self) -> bool:
        return self.mentee_id is not None


class Turn(models.Model):
    """A pupil and a mentor at a table for one round, and the name that each reads of the other."""

    meeting = models.ForeignKey(SpeedMeeting, on_delete=models.CASCADE, related_name="turns")
    place = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField("tour")
    mentee_side = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor_side = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentee_name = models.CharField(max_length=70)
    mentor_name = models.CharField(max_length=130)
    # One of the two was absent: nobody was met.
    is_missed = models.BooleanField("manqué", default=False)

    objects = models.Manager.from_queryset(TurnQuerySet)()
    row_security = RowSecurity(grant=read(OWN_TURN))

    class Privacy:
        personal = dict.fromkeys(
            ("mentee_side", "mentor_side", "mentee_name", "mentor_name"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset({"id", "meeting", "place", "number", "is_missed"})

    class Meta:
        ordering = ("number", "pk")
        verbose_name = "tour de rencontre"
        verbose_name_plural = "tours de rencontre"
        indexes = (models.Index(fields=("place", "meeting"), name="turn_place"),)
        constraints = (
            models.UniqueConstraint(fields=("number", "mentee_side"), name="one_table_a_round"),
            models.UniqueConstraint(fields=("number", "mentor_side"), name="one_pupil_a_table"),
            models.UniqueConstraint(fields=("mentee_side", "mentor_side"), name="they_meet_once"),
        )

    def __str__(self) -> str:
        return f"tour {self.number} de {self.meeting_id}"


class Mark(models.Model):
    """Whom a participant would like to go on with: a secret of that person, until the decision."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="marks")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="marks")
    place = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField("rang")

    objects = models.Manager.from_queryset(MarkQuerySet)()
    row_security = RowSecurity(grant=Rule(through("participant_id", PARTICIPANTS)))

    class Privacy:
        sensitive = dict.fromkeys(("participant", "turn", "rank"), Retention.UNTIL_DECIDED)
        neutral = frozenset({"id", "place"})

    class Meta:
        ordering = ("rank", "pk")
        verbose_name = "choix après une rencontre"
        verbose_name_plural = "choix après une rencontre"
        indexes = (models.Index(fields=("place", "participant"), name="mark_place"),)
        constraints = (
            models.UniqueConstraint(fields=("participant", "turn"), name="chosen_once"),
            models.UniqueConstraint(fields=("participant", "rank"), name="one_choice_a_rank"),
            models.CheckConstraint(
                name="mark_is_among_the_first",
                condition=Q(rank__gte=1, rank__lte=MOST_CHOICES),
                violation_error_message="Chacun choisit trois personnes au plus.",
            ),
        )

    def __str__(self) -> str:
        return f"choix {self.pk}"
