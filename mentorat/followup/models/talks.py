"""The talk that each side has when a relation ends: what it felt, what was good, what is next."""

from django.db import models
from django.db.models import Q

from mentorat.followup.enums import GivenUp, Side, TalkMode, TalkState
from mentorat.followup.models.closing import Closing
from mentorat.foundations.database.rows import RowSecurity, Rule, granted, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Guardian, Mentee, Mentor, User


class ExitTalkQuerySet(ScopedQuerySet["ExitTalk"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.association is not None:
            return Q(mentorship__in=Mentorship.objects.within(scope))
        own = {"mentor": scope.mentor, "mentee": scope.mentee, "guardian": scope.guardian}
        mine = [Q(**{f"{name}_id": pk}) for name, pk in own.items() if pk is not None]
        return mine[0] if mine else NOTHING

    def left(self) -> "ExitTalkQuerySet":
        """Keep the talks that are asked and have not taken place."""
        return self.filter(state=TalkState.ASKED)

    def of_leavers(self) -> "ExitTalkQuerySet":
        """Keep the talks of pupils who left a group that goes on."""
        return self.filter(closing=None)


OWN = " OR ".join(f"{side}_id = {setting(side)}" for side in ("mentor", "mentee", "guardian"))
OF_AN_ASSOCIATION = (
    f"({setting('association')} IS NOT NULL AND"
    f" {granted('mentorat_own_mentorships', 'mentorship_id')})"
)
FROM_1_TO_5 = ("satisfaction", "future_before", "future_after")


class ExitTalk(models.Model):
    """One person's talk. What is said in it is read by that person and the coordinators alone."""

    # None: the talk of a pupil who left a group that goes on.
    closing = models.ForeignKey(
        Closing, on_delete=models.CASCADE, null=True, blank=True, related_name="talks"
    )
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="exit_talks")
    place = models.PositiveIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="exit_talks"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="exit_talks"
    )
    guardian = models.ForeignKey(
        Guardian, on_delete=models.CASCADE, null=True, blank=True, related_name="exit_talks"
    )
    state = models.CharField(max_length=8, choices=TalkState, default=TalkState.ASKED)
    asked_at = models.DateTimeField("demandé")
    # What was asked, in which wording; what was answered, by code of question.
    version = models.CharField("version des questions", max_length=12, blank=True)
    answers = models.JSONField("réponses", default=dict, blank=True)
    satisfaction = models.PositiveSmallIntegerField(
        "satisfaction déclarée (1 à 5)", null=True, blank=True
    )
    future_before = models.PositiveSmallIntegerField(
        "idée claire de l’avenir, avant (1 à 5)", null=True, blank=True
    )
    future_after = models.PositiveSmallIntegerField(
        "idée claire de l’avenir, après (1 à 5)", null=True, blank=True
    )
    mode = models.CharField(max_length=8, choices=TalkMode, blank=True)
    held_on = models.DateField("recueilli le", null=True, blank=True)
    given_up = models.CharField("abandonné parce que", max_length=12, choices=GivenUp, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    # Nobody: the person, by a signed link.
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(ExitTalkQuerySet)()
    row_security = RowSecurity(
        # Who left a group answers about a relation that is no longer in sight.
        grant=Rule(f"{OWN} OR {OF_AN_ASSOCIATION}", change=OWN, fixed=frozenset({"mentorship_id"})),
    )

    class Privacy:
        personal = dict.fromkeys(
            (
                "mentorship",
                "side",
                "mentor",
                "mentee",
                "answers",
                *FROM_1_TO_5,
                "given_up",
                "settled_by",
            ),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        sensitive = {"guardian": Retention.SCHOOL_YEAR_PLUS_ONE}
        neutral = frozenset(
            {
                "id",
                "closing",
                "place",
                "state",
                "asked_at",
                "version",
                "mode",
                "held_on",
                "settled_at",
            }
        )

    class Meta:
        ordering = ("side", "pk")
        verbose_name = "bilan d’un côté"
        verbose_name_plural = "bilans de chaque côté"
        indexes = (
            models.Index(fields=("place", "state"), name="talk_place"),
            models.Index(fields=("mentorship", "side"), name="talk_mentorship"),
        )
        constraints = (
            models.CheckConstraint(
                name="talk_is_of_one_person",
                condition=Q(side="mentor", mentor__isnull=False, mentee=None, guardian=None)
                | Q(side="mentee", mentor=None, mentee__isnull=False, guardian=None)
                | Q(side="guardian", mentor=None, mentee=None, guardian__isnull=False),
                violation_error_message="Un bilan est celui d’une seule personne.",
            ),
            models.CheckConstraint(
                name="talk_without_closing_is_of_a_pupil",
                condition=Q(closing__isnull=False) | Q(side="mentee"),
                violation_error_message="Seul un élève sort d’un groupe qui continue.",
            ),
            models.CheckConstraint(
                name="talk_settled_is_whole",
                condition=Q(state="asked", settled_at=None, settled_by=None, given_up="", mode="")
                | (
                    Q(state="done", settled_at__isnull=False, held_on__isnull=False, given_up="")
                    & ~Q(mode="")
                )
                | (Q(state="given_up", settled_at__isnull=False, mode="") & ~Q(given_up="")),
                violation_error_message="Un bilan dit quand et comment, ou pourquoi il manque.",
            ),
            *(
                models.CheckConstraint(
                    name=f"talk_{name}_from_1_to_5",
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
                    violation_error_message="La réponse va de 1 à 5.",
                )
                for name in FROM_1_TO_5
            ),
            models.UniqueConstraint(
                fields=("closing", "mentorship", "mentor", "mentee", "guardian"),
                nulls_distinct=False,
                name="one_talk_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"bilan {self.pk}, {self.get_side_display()}"
