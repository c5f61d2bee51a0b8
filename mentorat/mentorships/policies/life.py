"""When a mentorship may change. Who may change it is a question for ``access``."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.errors import (
    AlreadyAnswered,
    EndsBeforeItStarted,
    MembersMissing,
    MenteeAlreadyInMentorship,
    NobodyLeft,
    ObjectiveFixed,
    SameObjective,
    StartsBeforeItWasProposed,
    WrongMembers,
    WrongState,
)
from mentorat.mentorships.models import Membership, MenteeMembership, Mentorship
from mentorat.mentorships.policies.agreements import agreement_of, is_signed, missing
from mentorat.people.enums import AuthorisationScope, AuthorisationState
from mentorat.people.errors import NotAuthorised
from mentorat.people.models import Authorisation, Mentee, Mentor
from mentorat.people.policies import unauthorised
from mentorat.programmes.enums import MentoringForm, Objective

S = MentorshipState

TRANSITIONS: Mapping[MentorshipState, frozenset[MentorshipState]] = {
    S.PROPOSED: frozenset({S.AWAITING, S.ACCEPTED, S.READY, S.DECLINED, S.WITHDRAWN, S.LAPSED}),
    S.AWAITING: frozenset({S.ACCEPTED, S.READY, S.WITHDRAWN, S.LAPSED}),
    S.ACCEPTED: frozenset({S.READY, S.AWAITING, S.WITHDRAWN, S.LAPSED}),
    # Back: an authorisation is withdrawn before the first meeting.
    # Or the text of the agreement changes: it is to be signed again.
    S.READY: frozenset({S.ACTIVE, S.AWAITING, S.ACCEPTED, S.WITHDRAWN, S.LAPSED}),
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


def state_once_agreed(
    mentorship: Mentorship, *, on: date, without: Collection[int] = ()
) -> MentorshipState:
    """Return where a relation stands once every member said yes: what it still waits for.

    ``without``: the pupils who are leaving it.
    """
    memberships = mentorship.mentee_memberships.exclude(mentee__in=without)
    mentees = memberships.values_list("mentee_id", flat=True)
    if unauthorised(mentees, to=AuthorisationScope.IN_PERSON, on=on):
        return S.AWAITING
    must_sign = mentorship.project.campaign.requires_agreement
    return S.ACCEPTED if must_sign and not is_signed(mentorship) else S.READY


def check_nobody_refuses(mentorship: Mentorship, *, on: date) -> None:
    """Refuse while the family of a minor says no to meetings: the word of one is enough."""
    to = AuthorisationScope.IN_PERSON
    mentees = mentorship.mentee_memberships.values_list("mentee_id", flat=True)
    said = Authorisation.objects.unscoped("a rule about these pupils").filter(
        mentee__in=unauthorised(mentees, to=to, on=on), scope=to, is_latest=True
    )
    if said.filter(state__in=(AuthorisationState.REFUSED, AuthorisationState.WITHDRAWN)).exists():
        raise NotAuthorised(scope=to.label)


def goes_on_without(mentorship: Mentorship, mentees: Collection[int]) -> bool:
    """Say whether a relation still has someone to meet without these pupils."""
    if mentorship.form == MentoringForm.INDIVIDUAL:
        return False
    return mentorship.mentee_memberships.exclude(mentee__in=mentees).exists()


def check_can_leave(mentorship: Mentorship, mentee_id: int) -> None:
    """Refuse to take a pupil out of what does not run, or would be left with nobody."""
    members = mentorship.mentee_memberships.filter(mentee=mentee_id)
    if mentorship.state not in S.RUNNING or not members.exists():
        raise WrongState(state=mentorship.get_state_display(), target="poursuivie sans l’élève")
    if not goes_on_without(mentorship, [mentee_id]):
        raise NobodyLeft


def runs_without(mentorship: Mentorship, mentee_id: int, *, on: date) -> bool:
    """Say whether the others of a group may all meet on the day without this pupil."""
    if not goes_on_without(mentorship, [mentee_id]):
        return False
    return state_once_agreed(mentorship, on=on, without=[mentee_id]) != S.AWAITING


def late_mentees(mentorship: Mentorship, *, on: date) -> set[int]:
    """Return the pupils without whom a group could go on when its delay is over.

    Empty when someone else is late as well: then nobody goes on.
    """
    if mentorship.state == S.PROPOSED:
        mentors = mentorship.mentor_memberships.filter(state=MemberState.ASKED)
        silent = mentorship.mentee_memberships.filter(state=MemberState.ASKED)
        return set() if mentors.exists() else set(silent.values_list("mentee_id", flat=True))
    if mentorship.state == S.AWAITING:
        mentees = mentorship.mentee_memberships.values_list("mentee_id", flat=True)
        return unauthorised(mentees, to=AuthorisationScope.IN_PERSON, on=on)
    if mentorship.state == S.ACCEPTED and (agreement := agreement_of(mentorship)):
        unsigned = {one.mentee_id for one in missing(agreement.signatures.order_by("pk"))}
        # A mentor's signature, or the school's, has no pupil.
        return set() if None in unsigned else {pk for pk in unsigned if pk is not None}
    return set()


def check_can_revise(mentorship: Mentorship, objective: Objective) -> None:
    if mentorship.state not in MentorshipState.AGREED | MentorshipState.RUNNING:
        raise ObjectiveFixed(state=mentorship.get_state_display())
    if mentorship.objective == objective:
        raise SameObjective


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
