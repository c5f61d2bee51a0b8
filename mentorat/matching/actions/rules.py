"""What a level sets of the rules of matching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching.engine import Part, Rule, Weight
from mentorat.matching.errors import RulesOutOfRange
from mentorat.matching.models import MatchingRules
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy

ALL, A_YEAR = 100, 365


@dataclass(frozen=True)
class RulesSaid:
    """What a level says. What is absent, or nothing, is left to the level above."""

    weights: Mapping[Part, Weight] = field(default_factory=dict)
    preferences: Mapping[Rule, bool] = field(default_factory=dict)
    least_affinity: int | None = None
    longest_wait: int | None = None
    tiers: Sequence[int] | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Return what is said, as it is stored."""
        return {
            "weights": {str(part): str(weight) for part, weight in self.weights.items()},
            "preferences": {str(rule): is_one for rule, is_one in self.preferences.items()},
            "least_affinity": self.least_affinity,
            "longest_wait": self.longest_wait,
            "tiers": None if self.tiers is None else list(self.tiers),
        }


@transaction.atomic
def write_matching_rules(
    *,
    campaign: Campaign,
    academy: Academy | None = None,
    school: School | None = None,
    said: RulesSaid,
    by: User,
) -> MatchingRules:
    """Write what a level sets. Runs that are done keep the rules that they obeyed."""
    _check(said)
    columns = said.columns
    level = {"campaign": campaign, "academy": academy, "school": school}
    (rules,) = MatchingRules.objects.bulk_create(
        [MatchingRules(**level, **columns)],
        update_conflicts=True,
        unique_fields=list(level),
        update_fields=list(columns),
    )
    record(Event.MATCHING_RULES, on=rules, by=by, rules=_named(said))
    return rules


def _check(said: RulesSaid) -> None:
    tiers = list(said.tiers or ())
    is_measured = (
        0 <= (said.least_affinity or 0) <= ALL
        and 1 <= (said.longest_wait or 1) <= A_YEAR
        and tiers == sorted(set(tiers))
        and all(1 <= tier <= ALL for tier in tiers)
    )
    if not is_measured:
        raise RulesOutOfRange


def _named(said: RulesSaid) -> str:
    """Return which rules the level sets, for the journal."""
    single = ("least_affinity", "longest_wait", "tiers")
    return ", ".join(
        [
            *said.weights,
            *said.preferences,
            *(one for one in single if getattr(said, one) is not None),
        ]
    )
