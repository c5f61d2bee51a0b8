"""Matching, as verbs: needs, offers, runs, and decisions on proposals."""

from mentorat.matching.actions.applications import (
    accept_application,
    apply,
    ask_to_apply,
    association_of,
    decline_application,
)
from mentorat.matching.actions.by_hand import propose_by_hand
from mentorat.matching.actions.needs import (
    Wishes,
    change_need,
    hand_out,
    propose_to,
    put_first,
    take_link_back,
    volunteer,
    withdraw,
)
from mentorat.matching.actions.offers import close_offer, offer, offer_many
from mentorat.matching.actions.proposals import (
    Accepted,
    Refused,
    accept_many,
    accept_proposal,
    decline_proposal,
)
from mentorat.matching.actions.rules import RulesSaid, write_matching_rules
from mentorat.matching.actions.runs import ask_run
from mentorat.matching.actions.suggesting import Suggested, suggest
from mentorat.matching.actions.territories import ask_territory_run, resume_territory_run
from mentorat.matching.computing import compute
from mentorat.matching.territories import compute_academy

__all__ = [
    "Accepted",
    "Refused",
    "RulesSaid",
    "Suggested",
    "Wishes",
    "accept_application",
    "accept_many",
    "accept_proposal",
    "apply",
    "ask_run",
    "ask_territory_run",
    "ask_to_apply",
    "association_of",
    "change_need",
    "close_offer",
    "compute",
    "compute_academy",
    "decline_application",
    "decline_proposal",
    "hand_out",
    "offer",
    "offer_many",
    "propose_by_hand",
    "propose_to",
    "put_first",
    "resume_territory_run",
    "suggest",
    "take_link_back",
    "volunteer",
    "withdraw",
    "write_matching_rules",
]
