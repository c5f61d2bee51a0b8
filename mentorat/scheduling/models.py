"""Sessions, what each one books, and who was there."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q

from mentorat.foundations.database.rows import RowSecurity, Rule, granted, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import M, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import Room
from mentorat.people.models import Mentee, Mentor, User
from mentorat.scheduling.enums import AttendanceStatus, SessionKind, SessionMode, SessionState


class SessionQuerySet(ScopedQuerySet["MentoringSession"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        own = Q(mentorship__in=Mentorship.objects.within(scope))
        return own & self._expected(scope)

    def _expected(self, scope: Scope) -> Q:
        """Pupils and families: a session at a distance is seen by those whom it expects."""
        if scope.mentee is not None:
            seats = Q(mentee=scope.mentee)
        elif scope.guardian is not None:
            seats = Q(mentee__guardians=scope.guardian)
        else:
            return Q()
        taken = Booking.objects.unscoped("inside a condition").filter(seats, session=OuterRef("pk"))
        return Q(mode=SessionMode.ROOM) | Q(Exists(taken))

    def planned(self) -> "SessionQuerySet":
        return self.filter(state=SessionState.PLANNED)


class MentoringSession(models.Model):
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="sessions")
    place = models.PositiveIntegerField()
    during = DateTimeRangeField()
    mode = models.CharField(max_length=8, choices=SessionMode, default=SessionMode.ROOM)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    kind = models.CharField(max_length=8, choices=SessionKind, default=SessionKind.REGULAR)
    # Of the team of the school, at a first meeting.
    adult = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="adulte du lycée présent",
    )
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = models.Manager.from_queryset(SessionQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"{granted('mentorat_own_mentorships', 'mentorship_id')}"
            f" AND ({setting('mentee')} IS NULL AND {setting('guardian')} IS NULL"
            f" OR mode = 'room' OR {granted('mentorat_own_seats')})"
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentorship", "during", "planned_by", "adult"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "place", "mode", "room", "state", "kind", "planned_at"})

    class Meta:
        ordering = ("during", "pk")
        verbose_name = "séance"
        indexes = (models.Index(fields=("place", "state", "during"), name="session_place"),)
        constraints = (
            models.CheckConstraint(
                name="session_in_a_room_or_remote",
                condition=Q(mode="room", room__isnull=False) | Q(mode="remote", room=None),
                violation_error_message="Une séance au lycée a une salle ; à distance, aucune.",
            ),
            models.CheckConstraint(
                name="session_lasts",
                condition=Q(during__isempty=False),
                violation_error_message="La séance doit durer.",
            ),
        )

    def __str__(self) -> str:
        return f"séance {self.pk}"


class OfSessionQuerySet(ScopedQuerySet[M]):
    """Bookings and attendances are seen with their session."""

    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(session__in=MentoringSession.objects.within(scope))


class Booking(models.Model):
    """One resource taken by one session: a room, a mentor or a pupil. Two never overlap."""

    session = models.ForeignKey(MentoringSession, on_delete=models.CASCADE, related_name="bookings")
    place = models.PositiveIntegerField()
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="bookings"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="bookings"
    )
    during = DateTimeRangeField()
    is_cancelled = models.BooleanField(default=False)

    objects = models.Manager.from_queryset(OfSessionQuerySet["Booking"])()
    row_security = RowSecurity(
        grant=Rule(
            "EXISTS (SELECT 1 FROM scheduling_mentoringsession parent WHERE parent.id = session_id)"
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("session", "mentor", "mentee", "during"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "place", "room", "is_cancelled"})

    class Meta:
        verbose_name = "réservation"
        indexes = (models.Index(fields=("place", "during"), name="booking_place"),)
        constraints = (
            models.CheckConstraint(
                name="booking_takes_one_resource",
                condition=Q(room__isnull=False, mentor=None, mentee=None)
                | Q(room=None, mentor__isnull=False, mentee=None)
                | Q(room=None, mentor=None, mentee__isnull=False),
            ),
            *(
                ExclusionConstraint(
                    name=f"booking_{resource}_once_at_a_time",
                    expressions=[
                        (resource, RangeOperators.EQUAL),
                        ("during", RangeOperators.OVERLAPS),
                    ],
                    condition=Q(is_cancelled=False, **{f"{resource}__isnull": False}),
                )
                for resource in ("room", "mentor", "mentee")
            ),
        )

    def __str__(self) -> str:
        return f"réservation {self.pk}"


class Attendance(models.Model):
    session = models.ForeignKey(
        MentoringSession, on_delete=models.CASCADE, related_name="attendances"
    )
    place = models.PositiveIntegerField()
    mentee = models.ForeignKey(Mentee, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=8, choices=AttendanceStatus)
    # Nobody: the mentor, by a signed link.
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = models.Manager.from_queryset(OfSessionQuerySet["Attendance"])()
    row_security = RowSecurity(
        grant=Rule(
            "EXISTS (SELECT 1 FROM scheduling_mentoringsession parent WHERE parent.id = session_id)"
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentee", "status", "recorded_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "session", "place", "recorded_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "présence"
        indexes = (models.Index(fields=("place", "session"), name="attendance_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("session", "mentee"),
                name="one_attendance_a_mentee",
                violation_error_message="La présence de cet élève est déjà notée.",
            ),
        )

    def __str__(self) -> str:
        return f"présence {self.pk}"
