"""What other rules would change in a school, tried and not written."""

from dataclasses import dataclass, replace
from datetime import date

from mentorat.foundations.scope import Scope
from mentorat.matching.answering import Facts, answered
from mentorat.matching.engine import Rules
from mentorat.matching.models import Choices
from mentorat.matching.queries.facts import engine_facts
from mentorat.matching.queries.framing import framing_of
from mentorat.matching.queries.rules import rules_of
from mentorat.programmes.models import SchoolProject


@dataclass(frozen=True)
class Effect:
    """Of the volunteers who wait: how many would be served before and after, who would change.

    Scores are not compared: each set of rules has its own.
    """

    waiting: int
    before: int
    after: int
    gained: int
    lost: int
    moved: int


def effect_of(project: SchoolProject, rules: Rules, *, scope: Scope, today: date) -> Effect:
    """Return what the answer of today would become; what was settled by hand stays."""
    needs, offers = engine_facts(project, scope=scope, today=today)
    framing = framing_of(project, needs, offers, scope=scope)
    facts = Facts(needs, offers, rules_of(project), project.campaign.year, framing)
    last = project.matching_runs.order_by("-asked_at", "-pk").first()
    choices = last.choices if last else Choices()
    before, after = (
        {one.need: one.offer for one in answered(asked, choices).proposals}
        for asked in (facts, replace(facts, rules=rules))
    )
    return Effect(
        waiting=len(needs),
        before=len(before),
        after=len(after),
        gained=len(after.keys() - before.keys()),
        lost=len(before.keys() - after.keys()),
        moved=sum(after.get(need, offer) != offer for need, offer in before.items()),
    )
