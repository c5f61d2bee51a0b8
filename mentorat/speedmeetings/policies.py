"""When a « rencontre éclair » may be planned, answered, decided. Who may is for ``access``."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format

from mentorat.matching.engine import NeedFacts, OfferFacts
from mentorat.speedmeetings.enums import MeetingState
from mentorat.speedmeetings.errors import (
    DayIsOver,
    NobodyToMeet,
    NotMet,
    NotOffering,
    NotWaiting,
    RoundsOutOfRange,
    TooEarly,
    WasAbsent,
    WrongMeetingState,
)
from mentorat.speedmeetings.models import MOST_CHOICES, Participant, SpeedMeeting

TRANSITIONS: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.DECIDED, MeetingState.CANCELLED}),
    MeetingState.DECIDED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}

LEAST_ROUNDS, MOST_ROUNDS = 1, 20
# Choices that nobody settled are forgotten after so many days.
PATIENCE = 30


def check_can_become(meeting: SpeedMeeting, target: MeetingState) -> None:
    if target not in TRANSITIONS[MeetingState(meeting.state)]:
        raise WrongMeetingState(state=meeting.get_state_display())


def check_can_plan(*, held_on: date, rounds: int, today: date) -> None:
    if held_on < today:
        raise DayIsOver
    if not LEAST_ROUNDS <= rounds <= MOST_ROUNDS:
        raise RoundsOutOfRange(least=LEAST_ROUNDS, most=MOST_ROUNDS)


def check_take_part(
    needs: Collection[int],
    offers: Collection[int],
    waiting: Mapping[int, NeedFacts],
    offering: Mapping[int, OfferFacts],
) -> None:
    if not needs or not offers:
        raise NobodyToMeet
    if not set(needs) <= set(waiting):
        raise NotWaiting
    if not set(offers) <= set(offering):
        raise NotOffering


def has_room(offer: OfferFacts) -> bool:
    return (
        offer.is_cleared and offer.seats > 0 and offer.is_authorised and offer.association_left != 0
    )


def barred_pairs(
    needs: Iterable[NeedFacts], offers: Sequence[OfferFacts]
) -> frozenset[tuple[int, int]]:
    """Return the needs and offers that may not be together: they never sit at one table."""
    return frozenset(
        (need.id, offer.id)
        for need in needs
        for offer in offers
        if offer.mentor in need.former_mentors | need.vetoed_mentors | need.conflicting_mentors
        or not need.kinds & offer.kinds
    )


def is_open(meeting: SpeedMeeting, *, today: date) -> bool:
    """Say whether choices are taken: from the day of the meeting until the decision."""
    return meeting.state == MeetingState.PLANNED and meeting.held_on <= today


def check_planned(meeting: SpeedMeeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise WrongMeetingState(state=meeting.get_state_display())


def check_open(meeting: SpeedMeeting, *, today: date) -> None:
    check_planned(meeting)
    if not is_open(meeting, today=today):
        raise TooEarly(day=date_format(meeting.held_on, "j F Y"))


def check_came(participant: Participant) -> None:
    if participant.absent_at is not None:
        raise WasAbsent


def check_choices(chosen: Sequence[int], met: Collection[int]) -> None:
    """Refuse a choice among people who were not met, one made twice, or one too many."""
    is_each_once = len(set(chosen)) == len(chosen) <= MOST_CHOICES
    if not is_each_once or not set(chosen) <= set(met):
        raise NotMet
