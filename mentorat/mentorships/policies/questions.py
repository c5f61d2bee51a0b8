"""When a member may ask what he or she needs to know, and when the school may answer."""

from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.errors import AlreadyAsked, NothingToAnswer, QuestionEmpty
from mentorat.mentorships.models import MemberQuestion, Membership, Mentorship

LONGEST_QUESTION = 140


def question_of(mentorship: Mentorship, membership: Membership) -> MemberQuestion | None:
    """Return the question that a member asked about a proposal."""
    return mentorship.questions.filter(**membership.whose).first()


def check_can_ask(mentorship: Mentorship, membership: Membership, text: str) -> None:
    if not 0 < len(text) <= LONGEST_QUESTION:
        raise QuestionEmpty(most=LONGEST_QUESTION)
    if question_of(mentorship, membership) is not None:
        raise AlreadyAsked


def check_can_reply(question: MemberQuestion) -> None:
    if question.answered_at or question.mentorship.state != MentorshipState.PROPOSED:
        raise NothingToAnswer
