"""Accounts and persons: User, Mentor with clearances, Mentee with what is kept apart, guardians."""

from mentorat.people.models.accounts import User, UserManager
from mentorat.people.models.applications import MentorApplication, MentorApplicationQuerySet
from mentorat.people.models.clearances import (
    Clearance,
    ClearanceQuerySet,
    ClearanceRule,
    RuleValues,
)
from mentorat.people.models.guardians import (
    Authorisation,
    AuthorisationQuerySet,
    Guardian,
    GuardianQuerySet,
)
from mentorat.people.models.mentees import Mentee, MenteeIdentity, MenteeQuerySet
from mentorat.people.models.mentors import IsCleared, Mentor, MentorQuerySet
from mentorat.people.models.photos import MentorPhoto
from mentorat.people.models.preparations import Preparation
from mentorat.people.models.training import FRESH_MONTHS, UnitPassed

__all__ = [
    "FRESH_MONTHS",
    "Authorisation",
    "AuthorisationQuerySet",
    "Clearance",
    "ClearanceQuerySet",
    "ClearanceRule",
    "Guardian",
    "GuardianQuerySet",
    "IsCleared",
    "Mentee",
    "MenteeIdentity",
    "MenteeQuerySet",
    "Mentor",
    "MentorApplication",
    "MentorApplicationQuerySet",
    "MentorPhoto",
    "MentorQuerySet",
    "Preparation",
    "RuleValues",
    "UnitPassed",
    "User",
    "UserManager",
]
