"""The life of a closing and of its talks.

The relation ends by the act of closing; the closing is complete once that is done *and* each talk
took place or was given up with a reason.
"""

from collections.abc import Mapping
from datetime import date

from mentorat.followup.enums import ClosingState, TalkState
from mentorat.followup.errors import (
    HeldInTheFuture,
    NotRunning,
    RelationAlreadyEnded,
    TalkAlreadySettled,
    WrongClosingState,
)
from mentorat.followup.models import Closing, ExitTalk
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship

S = ClosingState

CLOSING_TRANSITIONS: Mapping[ClosingState, frozenset[ClosingState]] = {
    S.OPENED: frozenset({S.ASKED, S.DROPPED}),
    S.ASKED: frozenset({S.SETTLED, S.COMPLETE, S.DROPPED}),
    # Back: one more person is asked, a guardian for instance.
    S.SETTLED: frozenset({S.ASKED, S.COMPLETE, S.DROPPED}),
    S.COMPLETE: frozenset(),
    S.DROPPED: frozenset(),
}

TALK_TRANSITIONS: Mapping[TalkState, frozenset[TalkState]] = {
    TalkState.ASKED: frozenset({TalkState.DONE, TalkState.GIVEN_UP}),
    # Given up, and the person comes back: what he or she says is heard.
    TalkState.GIVEN_UP: frozenset({TalkState.DONE}),
    TalkState.DONE: frozenset(),
}


def can_become(closing: Closing, target: ClosingState) -> bool:
    return target in CLOSING_TRANSITIONS[ClosingState(closing.state)]


def check_can_become(closing: Closing, target: ClosingState) -> None:
    if not can_become(closing, target):
        raise WrongClosingState(state=closing.get_state_display(), target=target.label)


def check_can_open(mentorship: Mentorship) -> None:
    if mentorship.state not in MentorshipState.RUNNING:
        raise NotRunning


def check_can_drop(closing: Closing, mentorship: Mentorship) -> None:
    check_can_become(closing, S.DROPPED)
    if mentorship.state == MentorshipState.ENDED:
        raise RelationAlreadyEnded


def check_can_answer(talk: ExitTalk, target: TalkState) -> None:
    if target not in TALK_TRANSITIONS[TalkState(talk.state)]:
        raise TalkAlreadySettled(state=talk.get_state_display())


def check_held_on(day: date, *, today: date) -> None:
    if day > today:
        raise HeldInTheFuture


def state_of_talks(closing: Closing, mentorship: Mentorship) -> ClosingState:
    """Return where a closing stands, from what is left to hear and whether the relation ended."""
    if closing.talks_left:
        return S.ASKED
    return S.COMPLETE if mentorship.state == MentorshipState.ENDED else S.SETTLED
