"""Matching, as verbs: needs, offers, runs, and decisions on proposals."""

from mentorat.matching.actions.needs import (
    Wishes,
    change_need,
    hand_out,
    propose_to,
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
from mentorat.matching.actions.runs import ask_run
from mentorat.matching.computing import compute

__all__ = [
    "Accepted",
    "Refused",
    "Wishes",
    "accept_many",
    "accept_proposal",
    "ask_run",
    "change_need",
    "close_offer",
    "compute",
    "decline_proposal",
    "hand_out",
    "offer",
    "offer_many",
    "propose_to",
    "take_link_back",
    "volunteer",
    "withdraw",
]
