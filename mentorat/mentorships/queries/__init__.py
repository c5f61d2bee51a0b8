"""A relation as its readers see it."""

from mentorat.mentorships.queries.agreements import (
    AgreementShown,
    SignatureShown,
    agreement_shown,
    signature_of,
)
from mentorat.mentorships.queries.following import Following, following
from mentorat.mentorships.queries.holds import HoldLine, holds_listed
from mentorat.mentorships.queries.links import HandedLink, links_to_hand
from mentorat.mentorships.queries.relations import (
    HIDDEN,
    Member,
    MentorshipShown,
    former_mentees,
    mentorship_shown,
    mentorships_shown,
    with_photos,
)
from mentorat.mentorships.queries.timelines import Moment, timeline

__all__ = [
    "HIDDEN",
    "AgreementShown",
    "Following",
    "HandedLink",
    "HoldLine",
    "Member",
    "MentorshipShown",
    "Moment",
    "SignatureShown",
    "agreement_shown",
    "following",
    "former_mentees",
    "holds_listed",
    "links_to_hand",
    "mentorship_shown",
    "mentorships_shown",
    "signature_of",
    "timeline",
    "with_photos",
]
