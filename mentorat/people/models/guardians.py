"""Those who answer for a pupil who is a minor, and what they authorise: kept apart."""

from datetime import date

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, granted, read, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.people.enums import AuthorisationChannel, AuthorisationScope, AuthorisationState
from mentorat.people.models.accounts import User
from mentorat.people.models.mentees import Mentee


class GuardianQuerySet(ScopedQuerySet["Guardian"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.GRANT:
            return Q(pk=scope.guardian) if scope.guardian is not None else NOTHING
        return super().visible(scope)


class Guardian(models.Model):
    """A responsable légal. Seen by the school's own people, and by himself or herself."""

    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="guardians")
    place = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField("rang", default=1)
    full_name = models.CharField("prénom et nom", max_length=120)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    # Written by a list, and by nobody since: the next list may change it. What a person corrected
    # with the family stays as it is.
    is_listed = models.BooleanField("tel que dans la liste du lycée", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(GuardianQuerySet)()
    row_security = RowSecurity(grant=read(f"id = {setting('guardian')}"))

    class Privacy:
        personal = {"mentee": Retention.SCHOOL_YEAR_PLUS_ONE}
        sensitive = dict.fromkeys(("full_name", "email", "phone"), Retention.SCHOOL_YEAR_PLUS_ONE)
        neutral = frozenset({"id", "place", "rank", "is_listed", "created_at"})

    class Meta:
        ordering = ("rank", "pk")
        verbose_name = "responsable légal"
        verbose_name_plural = "responsables légaux"
        indexes = (models.Index(fields=("place", "mentee"), name="guardian_place"),)
        constraints = (
            models.CheckConstraint(
                name="guardian_is_one_of_two",
                condition=Q(rank__in=(1, 2)),
                violation_error_message="Un élève a deux responsables légaux au plus.",
            ),
            models.UniqueConstraint(
                fields=("mentee", "rank"),
                name="one_guardian_a_rank",
                violation_error_message="Ce responsable est déjà enregistré.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class AuthorisationQuerySet(ScopedQuerySet["Authorisation"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is Family.GRANT:
            mentee = Q(mentee_id=scope.mentee) if scope.mentee is not None else NOTHING
            guardian = (
                Q(mentee__guardians=scope.guardian) if scope.guardian is not None else NOTHING
            )
            return mentee | guardian
        return super().visible(scope)

    def standing(self, *, on: date) -> "AuthorisationQuerySet":
        """Keep what is given and has not ended on the day."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=on), state=AuthorisationState.GIVEN
        )


class Authorisation(models.Model):
    """What one guardian (or both, on one sheet of paper) says of one scope.

    A row is never erased by the next: the latest of a guardian and scope counts, the former ones
    say what was authorised when. Nothing is stored for an adult pupil: none is needed.
    """

    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="authorisations")
    place = models.PositiveIntegerField()
    guardian = models.ForeignKey(
        Guardian, on_delete=models.SET_NULL, null=True, blank=True, related_name="authorisations"
    )
    scope = models.CharField("portée", max_length=12, choices=AuthorisationScope)
    # An image is authorised for one project: what for, on which media.
    purpose = models.CharField("pour quel projet", max_length=140, blank=True)
    state = models.CharField(max_length=10, choices=AuthorisationState)
    channel = models.CharField(max_length=6, choices=AuthorisationChannel, blank=True)
    # The day on the sheet of paper, or that of the click.
    answered_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    # Who typed it in; nobody when the guardian answered by a signed link.
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    # The latest word on this scope; a later row takes the mark over.
    is_latest = models.BooleanField(default=True)

    objects = models.Manager.from_queryset(AuthorisationQuerySet)()
    row_security = RowSecurity(
        grant=Rule(
            f"mentee_id = {setting('mentee')} OR {granted('mentorat_own_child', 'mentee_id')}",
            change=f"guardian_id = {setting('guardian')}",
        )
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentee", "scope", "purpose", "state", "channel", "answered_on", "recorded_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        sensitive = {"guardian": Retention.SCHOOL_YEAR_PLUS_ONE}
        neutral = frozenset({"id", "place", "expires_on", "recorded_at", "is_latest"})

    class Meta:
        ordering = ("scope", "-recorded_at", "-pk")
        verbose_name = "autorisation parentale"
        verbose_name_plural = "autorisations parentales"
        indexes = (
            models.Index(fields=("place", "mentee", "scope"), name="authorisation_place"),
            models.Index(fields=("mentee", "scope"), name="authorisation_mentee"),
        )
        constraints = (
            models.CheckConstraint(
                name="authorisation_answer_is_dated",
                condition=Q(state="requested", answered_on=None, channel="")
                | (~Q(state="requested") & Q(answered_on__isnull=False) & ~Q(channel="")),
                violation_error_message="Une réponse dit quand et comment elle est venue.",
            ),
            models.UniqueConstraint(
                fields=("mentee", "scope", "purpose", "guardian"),
                condition=Q(is_latest=True),
                nulls_distinct=False,
                name="one_latest_authorisation",
            ),
        )

    def __str__(self) -> str:
        return f"autorisation {self.pk}, {self.get_scope_display()}"
