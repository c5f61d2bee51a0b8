"""What a campaign, an académie or a school sets of the rules of matching. The nearest wins."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mentorat.organisations.models import School
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy


class MatchingRules(models.Model):
    """Neither académie nor school: for all. What is not said here is said above."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="matching_rules")
    academy = models.ForeignKey(
        Academy, on_delete=models.PROTECT, null=True, blank=True, related_name="matching_rules"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="matching_rules"
    )
    # By part of the score: one of the four words of ``engine.Weight``.
    weights = models.JSONField("poids", default=dict)
    # By rule of wishes: whether it only counts in the score.
    preferences = models.JSONField("règles qui ne sont que des préférences", default=dict)
    least_affinity = models.PositiveSmallIntegerField(
        "proximité du métier, au moins", null=True, blank=True
    )
    longest_wait = models.PositiveSmallIntegerField(
        "attente à partir de laquelle elle compte entièrement (jours)", null=True, blank=True
    )
    tiers = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="paliers d’équité", null=True, blank=True
    )

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "campaign",
                "academy",
                "school",
                "weights",
                "preferences",
                "least_affinity",
                "longest_wait",
                "tiers",
            }
        )

    class Meta:
        ordering = ("campaign", "pk")
        verbose_name = "règles d’appariement"
        verbose_name_plural = "règles d’appariement"
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "academy", "school"),
                nulls_distinct=False,
                name="one_set_of_matching_rules_a_level",
                violation_error_message="Ces règles existent déjà à ce niveau.",
            ),
            models.CheckConstraint(
                name="matching_rules_are_of_one_level",
                condition=Q(academy=None) | Q(school=None),
                violation_error_message="Des règles sont d’une académie ou d’un lycée.",
            ),
            models.CheckConstraint(
                name="matching_rules_are_measured",
                condition=(Q(least_affinity=None) | Q(least_affinity__lte=100))
                & (Q(longest_wait=None) | Q(longest_wait__gte=1, longest_wait__lte=365)),
                violation_error_message="Une valeur sort de ses bornes.",
            ),
        )

    def __str__(self) -> str:
        return f"règles d’appariement, {self.school or self.academy or 'national'}"
