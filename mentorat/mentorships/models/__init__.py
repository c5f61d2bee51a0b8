"""The relation de mentorat, its members, its agreement, and what was asked or revised."""

from mentorat.mentorships.models.agreements import Agreement, Signature
from mentorat.mentorships.models.conflicts import RoleConflict, RoleConflictQuerySet
from mentorat.mentorships.models.former import FormerMentee, FormerMenteeQuerySet
from mentorat.mentorships.models.mentorships import (
    Membership,
    MembershipQuerySet,
    MenteeMembership,
    MentorMembership,
    Mentorship,
    MentorshipQuerySet,
)
from mentorat.mentorships.models.objectives import ObjectiveRevision
from mentorat.mentorships.models.questions import MemberQuestion
from mentorat.mentorships.models.rematch import RematchHold, RematchHoldQuerySet
from mentorat.mentorships.models.wishes import PairWish, PairWishQuerySet

__all__ = [
    "Agreement",
    "FormerMentee",
    "FormerMenteeQuerySet",
    "MemberQuestion",
    "Membership",
    "MembershipQuerySet",
    "MenteeMembership",
    "MentorMembership",
    "Mentorship",
    "MentorshipQuerySet",
    "ObjectiveRevision",
    "PairWish",
    "PairWishQuerySet",
    "RematchHold",
    "RematchHoldQuerySet",
    "RoleConflict",
    "RoleConflictQuerySet",
    "Signature",
]
