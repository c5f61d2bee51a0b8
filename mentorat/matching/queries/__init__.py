"""Answers about volunteers, proposals, and supply against demand."""

from mentorat.matching.queries.by_hand import Choice, choices_by_hand
from mentorat.matching.queries.facts import engine_facts
from mentorat.matching.queries.proposals import (
    RuleCount,
    ShownProposal,
    ShownUnserved,
    proposals_shown,
    unserved_shown,
)
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
from mentorat.matching.queries.voices import reasons_for
from mentorat.matching.queries.waited import WaitToMeeting, waited_for, waits_to_meeting
from mentorat.matching.queries.waiting import Waiting, waiting_list

__all__ = [
    "CauseCount",
    "CertificateShown",
    "Choice",
    "Difference",
    "PairShown",
    "PriceShown",
    "RuleCount",
    "RunSummary",
    "ShownProposal",
    "ShownUnserved",
    "Standing",
    "SupplyRow",
    "WaitToMeeting",
    "Waited",
    "Waiting",
    "WeightShown",
    "choices_by_hand",
    "engine_facts",
    "proposals_shown",
    "reasons_for",
    "run_summary",
    "standing_of",
    "supply_and_demand",
    "unserved_shown",
    "waited_for",
    "waiting_list",
    "waits_to_meeting",
]
