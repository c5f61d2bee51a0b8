"""Dull facts for the engine; what a test is about, it says."""

from mentorat.matching.engine import METIER, PARCOURS, NeedFacts, OfferFacts

BOTH = frozenset({METIER, PARCOURS})


def need(number=1, **changes):
    facts = {
        "id": number,
        "kinds": BOTH,
        "objective": "pfmp",
        "accepts_remote": True,
        "days_waiting": 0,
        "is_last_year": False,
        "training": "bac pro Électricité",
        "nsf_groups": frozenset({"255"}),
        "rome_domains": frozenset({"F16"}),
    }
    return NeedFacts(**facts | changes)


def offer(number=1, **changes):
    facts = {
        "id": number,
        "mentor": number * 10,
        "kinds": BOTH,
        "origin": "employee",
        "accepts_remote": True,
        "is_local": True,
        "is_cleared": True,
        "seats": 1,
        "nsf_groups": frozenset({"255"}),
        "rome_domains": frozenset(),
    }
    return OfferFacts(**facts | changes)
