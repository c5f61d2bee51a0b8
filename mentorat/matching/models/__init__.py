"""Needs of volunteers, offers of mentors, and the proposals that a run makes of them."""

from mentorat.matching.models.runs import Choices, MatchingRun, Pair, Proposal
from mentorat.matching.models.volunteers import Need, NeedQuerySet, Offer, OfferQuerySet

__all__ = [
    "Choices",
    "MatchingRun",
    "Need",
    "NeedQuerySet",
    "Offer",
    "OfferQuerySet",
    "Pair",
    "Proposal",
]
