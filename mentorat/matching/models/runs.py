"""A computation of proposals, what was settled before it, and the proposals that it makes."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.models.volunteers import Need, Offer
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject

Pair = tuple[int, int]


@dataclass(frozen=True)
class Choices:
    """Settled by a person before a run: pairs (need, offer) that stay, pairs never to propose."""

    kept: frozenset[Pair] = frozenset()
    excluded: frozenset[Pair] = frozenset()


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
    # Pairs (need, offer) that a person settled before the run.
    kept = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    # What the run obeyed, and the proof of its answer.
    rules = models.JSONField(default=dict)
    certificate = models.JSONField(default=dict)
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
                "kept",
                "excluded",
                "rules",
                "certificate",
                "summary",
            }
        )

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = "appariement"
        indexes = (models.Index(fields=("place", "-asked_at"), name="run_place"),)

    def __str__(self) -> str:
        return f"appariement du {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def choices(self) -> Choices:
        return Choices(
            kept=frozenset((need, offer) for need, offer in self.kept),
            excluded=frozenset((need, offer) for need, offer in self.excluded),
        )


class Proposal(models.Model):
    """A mentor for a volunteer: score in parts, reasons, and what the coordinator decided."""

    run = models.ForeignKey(MatchingRun, on_delete=models.CASCADE, related_name="proposals")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="proposals")
    place = models.PositiveIntegerField()
    score = models.PositiveSmallIntegerField()
    # Out of 100, by name of the part; its weight is that of the run.
    parts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    # By a person, before the run.
    is_kept = models.BooleanField("gardée d’avance", default=False)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.SUGGESTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The number of a group within its run: its proposals are decided at once, as one relation.
    group = models.PositiveSmallIntegerField("groupe", null=True, blank=True)
    # The second mentor of a group, and the hour of the week that suits all.
    second_offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    hour = models.CharField("heure commune", max_length=20, blank=True)
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )

    objects = models.Manager.from_queryset(ScopedQuerySet["Proposal"])()
    row_security = RowSecurity()

    class Privacy:
        personal = dict.fromkeys(
            (
                *("need", "offer", "second_offer", "score", "parts", "reasons"),
                *("decided_by", "mentorship"),
            ),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        neutral = frozenset(
            {"id", "run", "place", "group", "hour", "is_kept", "state", "decided_at"}
        )

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
