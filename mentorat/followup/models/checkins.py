"""Check-ins: three questions to each side, at two weeks, two months and five months."""

from django.db import models
from django.db.models import F, Q

from mentorat.followup.enums import CheckInState
from mentorat.foundations.database.rows import RowSecurity, Rule, granted, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, Mentor, User


class CheckInQuerySet(ScopedQuerySet["CheckIn"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.guardian is not None:
            return NOTHING
        return Q(mentorship__in=Mentorship.objects.within(scope))

    def answerable(self) -> "CheckInQuerySet":
        return self.filter(state__in=CheckInState.ANSWERABLE)

    def waiting(self) -> "CheckInQuerySet":
        return self.filter(state__in=CheckInState.WAITING)


class CheckIn(models.Model):
    """One a relation and step. It counts answers; what they say stands in rows of their own."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="check_ins")
    place = models.PositiveIntegerField()
    step = models.PositiveSmallIntegerField("étape")
    state = models.CharField(max_length=10, choices=CheckInState, default=CheckInState.OPENED)
    opened_at = models.DateTimeField()
    answer_by = models.DateField("réponse attendue avant le")
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Each side answers without seeing the other: only the numbers are shared.
    expected = models.PositiveSmallIntegerField("réponses attendues")
    answered = models.PositiveSmallIntegerField("réponses reçues", default=0)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(CheckInQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"{granted('mentorat_own_mentorships', 'mentorship_id')}"
            f" AND {setting('guardian')} IS NULL"
        )
    )

    class Privacy:
        personal = dict.fromkeys(("mentorship", "handled_by"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset(
            {
                "id",
                "place",
                "step",
                "state",
                "opened_at",
                "answer_by",
                "reminded_at",
                "expected",
                "answered",
                "handled_at",
            }
        )

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        indexes = (models.Index(fields=("place", "state", "answer_by"), name="check_in_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentorship", "step"),
                name="one_check_in_a_step",
                violation_error_message="Ce point d’étape est déjà ouvert.",
            ),
            models.CheckConstraint(
                name="check_in_counts_its_answers",
                condition=Q(answered__lte=F("expected"))
                & (~Q(state="complete") | Q(answered=F("expected"))),
                violation_error_message="Il y a plus de réponses que de personnes.",
            ),
            models.CheckConstraint(
                name="check_in_handled_by_and_at",
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"point d’étape {self.step} de {self.mentorship_id}"


class AnswerQuerySet(ScopedQuerySet["CheckInAnswer"]):
    def visible(self, scope: Scope) -> Q:
        """Each reads his or her own; an association those of its own mentors; the school all."""
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(mentor_id=scope.mentor)
        if scope.mentee is not None:
            return Q(mentee_id=scope.mentee)
        if scope.association is not None:
            return Q(mentor__association_id=scope.association)
        return NOTHING

    def given(self) -> "AnswerQuerySet":
        return self.filter(answered_at__isnull=False)


OWN = f"mentor_id = {setting('mentor')} OR mentee_id = {setting('mentee')}"
OF_ITS_MENTORS = (
    "EXISTS (SELECT 1 FROM people_mentor one"  # noqa: S608 -- names of ours
    f" WHERE one.id = mentor_id AND one.association_id = {setting('association')})"
)


class CheckInAnswer(models.Model):
    """What one person is asked, then says. The other side never reads it."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    place = models.PositiveIntegerField()
    mentor = models.ForeignKey(
        Mentor, on_delete=models.PROTECT, null=True, blank=True, related_name="check_in_answers"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.PROTECT, null=True, blank=True, related_name="check_in_answers"
    )
    version = models.PositiveSmallIntegerField("version des questions")
    relationship = models.PositiveSmallIntegerField("entente (1 à 5)", null=True, blank=True)
    usefulness = models.PositiveSmallIntegerField("utilité (1 à 5)", null=True, blank=True)
    ease = models.PositiveSmallIntegerField("sécurité, soutien (1 à 5)", null=True, blank=True)
    wants_talk = models.BooleanField("veut en parler", default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Nobody: the person, by a signed link.
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(AnswerQuerySet)()
    row_security = RowSecurity(grant=Rule(f"{OWN} OR {OF_ITS_MENTORS}", change=OWN))

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "mentee", "answered_by"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        sensitive = dict.fromkeys(
            ("relationship", "usefulness", "ease", "wants_talk"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "check_in", "place", "version", "answered_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "réponse à un point d’étape"
        verbose_name_plural = "réponses aux points d’étape"
        indexes = (models.Index(fields=("place", "check_in"), name="check_in_answer_place"),)
        constraints = (
            models.UniqueConstraint(fields=("check_in", "mentor"), name="one_answer_a_mentor"),
            models.UniqueConstraint(fields=("check_in", "mentee"), name="one_answer_a_mentee"),
            models.CheckConstraint(
                name="check_in_answer_is_of_one_person",
                condition=Q(mentor__isnull=False, mentee=None)
                | Q(mentor=None, mentee__isnull=False),
            ),
            models.CheckConstraint(
                name="check_in_answer_is_whole",
                condition=Q(
                    answered_at=None,
                    relationship=None,
                    usefulness=None,
                    ease=None,
                    wants_talk=False,
                )
                | Q(
                    answered_at__isnull=False,
                    relationship__range=(1, 5),
                    usefulness__range=(1, 5),
                    ease__range=(1, 5),
                ),
                violation_error_message="Une réponse dit les trois points, de 1 à 5.",
            ),
        )

    def __str__(self) -> str:
        return f"réponse {self.pk}"

    @property
    def is_of_mentor(self) -> bool:
        return self.mentor_id is not None

    @property
    def person(self) -> tuple[bool, int | None]:
        """Return whose answer it is: a mentor or not, and the number of the person."""
        return self.is_of_mentor, self.mentor_id or self.mentee_id
