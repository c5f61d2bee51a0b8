"""The relation de mentorat and its members."""

from mentorat.mentorships.models.mentorships import (
    Membership,
    MembershipQuerySet,
    MenteeMembership,
    MentorMembership,
    Mentorship,
    MentorshipQuerySet,
)

__all__ = [
    "Membership",
    "MembershipQuerySet",
    "MenteeMembership",
    "MentorMembership",
    "Mentorship",
    "MentorshipQuerySet",
]
