"""Needs of volunteers, offers of mentors, and the proposals that a run makes of them."""

from mentorat.matching.models.figures import DomainFigures, SchoolFigures
from mentorat.matching.models.rules import MatchingRules
from mentorat.matching.models.runs import Choices, MatchingRun, Pair, Proposal
from mentorat.matching.models.territories import AcademyRun, TerritoryRun
from mentorat.matching.models.volunteers import Need, NeedQuerySet, Offer, OfferQuerySet

__all__ = [
    "AcademyRun",
    "Choices",
    "DomainFigures",
    "MatchingRules",
    "MatchingRun",
    "Need",
    "NeedQuerySet",
    "Offer",
    "OfferQuerySet",
    "Pair",
    "Proposal",
    "SchoolFigures",
    "TerritoryRun",
]
