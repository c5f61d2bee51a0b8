"""Answers about volunteers, proposals, and supply against demand."""

from mentorat.matching.queries.advice import advice_on
from mentorat.matching.queries.by_hand import Choice, associations_around, choices_by_hand
from mentorat.matching.queries.differences import Changed, changes, names_of
from mentorat.matching.queries.effects import Effect, effect_of
from mentorat.matching.queries.explained import Explanations, Opening, Verdict, explanations
from mentorat.matching.queries.facts import engine_facts
from mentorat.matching.queries.framing import framing_of
from mentorat.matching.queries.lacking import lacking
from mentorat.matching.queries.named import needs_named, offers_named
from mentorat.matching.queries.proposals import (
    RuleCount,
    ShownProposal,
    ShownUnserved,
    causes_left,
    proposal_shown,
    proposals_of,
    proposals_shown,
    unserved_of,
    unserved_shown,
)
from mentorat.matching.queries.rules import (
    contradictions,
    levels_above,
    merged,
    rules_for,
    rules_of,
)
from mentorat.matching.queries.scarcity import Scarcity, scarcities
from mentorat.matching.queries.standing import Standing, standing_of
from mentorat.matching.queries.summaries import (
    CauseCount,
    CertificateShown,
    Difference,
    PairShown,
    PriceShown,
    RunSummary,
    Waited,
    WeightShown,
    run_summary,
)
from mentorat.matching.queries.supply import SupplyRow, supply_and_demand
from mentorat.matching.queries.territories import (
    AcademyLine,
    PriceOf,
    TerritoryProgress,
    latest_parts,
    territory_progress,
)
from mentorat.matching.queries.voices import reasons_for
from mentorat.matching.queries.waited import WaitToMeeting, waited_for, waits_to_meeting
from mentorat.matching.queries.waiting import (
    USUAL_ORDER,
    Waiting,
    waiting_list,
    waiting_needs,
    waiting_shown,
)

__all__ = [
    "USUAL_ORDER",
    "AcademyLine",
    "CauseCount",
    "CertificateShown",
    "Changed",
    "Choice",
    "Difference",
    "Effect",
    "Explanations",
    "Opening",
    "PairShown",
    "PriceOf",
    "PriceShown",
    "RuleCount",
    "RunSummary",
    "Scarcity",
    "ShownProposal",
    "ShownUnserved",
    "Standing",
    "SupplyRow",
    "TerritoryProgress",
    "Verdict",
    "WaitToMeeting",
    "Waited",
    "Waiting",
    "WeightShown",
    "advice_on",
    "associations_around",
    "causes_left",
    "changes",
    "choices_by_hand",
    "contradictions",
    "effect_of",
    "engine_facts",
    "explanations",
    "framing_of",
    "lacking",
    "latest_parts",
    "levels_above",
    "merged",
    "names_of",
    "needs_named",
    "offers_named",
    "proposal_shown",
    "proposals_of",
    "proposals_shown",
    "reasons_for",
    "rules_for",
    "rules_of",
    "run_summary",
    "scarcities",
    "standing_of",
    "supply_and_demand",
    "territory_progress",
    "unserved_of",
    "unserved_shown",
    "waited_for",
    "waiting_list",
    "waiting_needs",
    "waiting_shown",
    "waits_to_meeting",
]
