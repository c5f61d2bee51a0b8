"""When a mentorship may change. Who may change it is a question for ``access``."""

from collections.abc import Mapping, Sequence
from datetime import date

from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.errors import (
    AlreadyAnswered,
    EndsBeforeItStarted,
    MembersMissing,
    MenteeAlreadyInMentorship,
    StartsBeforeItWasProposed,
    WrongMembers,
    WrongState,
)
from mentorat.mentorships.models import Membership, MenteeMembership, Mentorship
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Mentee, Mentor
from mentorat.people.policies import unauthorised
from mentorat.programmes.enums import MentoringForm

S = MentorshipState

TRANSITIONS: Mapping[MentorshipState, frozenset[MentorshipState]] = {
    S.PROPOSED: frozenset({S.AWAITING, S.ACCEPTED, S.READY, S.DECLINED, S.WITHDRAWN, S.LAPSED}),
    S.AWAITING: frozenset({S.ACCEPTED, S.READY, S.WITHDRAWN, S.LAPSED}),
    S.ACCEPTED: frozenset({S.READY, S.AWAITING, S.WITHDRAWN, S.LAPSED}),
    # Back: an authorisation is withdrawn before the first meeting.
    S.READY: frozenset({S.ACTIVE, S.AWAITING, S.WITHDRAWN, S.LAPSED}),
    S.ACTIVE: frozenset({S.SUSPENDED, S.ENDED}),
    S.SUSPENDED: frozenset({S.ACTIVE, S.ENDED}),
    S.ENDED: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.LAPSED: frozenset(),
}

ANSWERS: Mapping[MemberState, frozenset[MemberState]] = {
    MemberState.ASKED: frozenset({MemberState.ACCEPTED, MemberState.DECLINED}),
    MemberState.ACCEPTED: frozenset(),
    MemberState.DECLINED: frozenset(),
}

MOST_MENTORS = 2


def can_become(mentorship: Mentorship, target: MentorshipState) -> bool:
    return target in TRANSITIONS[MentorshipState(mentorship.state)]


def check_can_become(mentorship: Mentorship, target: MentorshipState) -> None:
    if not can_become(mentorship, target):
        raise WrongState(state=mentorship.get_state_display(), target=target.label)


def state_once_agreed(mentorship: Mentorship, *, on: date) -> MentorshipState:
    """Return where a relation stands once every member said yes: what it still waits for."""
    mentees = mentorship.mentee_memberships.values_list("mentee_id", flat=True)
    if unauthorised(mentees, to=AuthorisationScope.IN_PERSON, on=on):
        return S.AWAITING
    return S.ACCEPTED if mentorship.project.campaign.requires_agreement else S.READY


def check_members(
    form: MentoringForm, mentors: Sequence[Mentor], mentees: Sequence[Mentee]
) -> None:
    if not mentors or not mentees:
        raise MembersMissing
    individual = form == MentoringForm.INDIVIDUAL
    if len(mentors) > MOST_MENTORS or (individual and len(mentees) > 1):
        raise WrongMembers


def check_free(mentees: Sequence[Mentee]) -> None:
    """Refuse pupils who already have a proposal or a relation that lives."""
    busy = MenteeMembership.objects.unscoped("a rule about these pupils").filter(
        mentee__in=mentees, mentorship__state__in=MentorshipState.LIVE
    )
    if busy.exists():
        raise MenteeAlreadyInMentorship


def check_can_answer(mentorship: Mentorship, membership: Membership) -> None:
    if mentorship.state != S.PROPOSED or not ANSWERS[MemberState(membership.state)]:
        raise AlreadyAnswered


def check_start(mentorship: Mentorship, *, on: date) -> None:
    proposed = mentorship.proposed_at.date()
    if on < proposed:
        raise StartsBeforeItWasProposed(proposed=f"{proposed:%d/%m/%Y}")


def check_end(mentorship: Mentorship, *, on: date) -> None:
    if mentorship.started_on and on < mentorship.started_on:
        raise EndsBeforeItStarted(started=f"{mentorship.started_on:%d/%m/%Y}")
