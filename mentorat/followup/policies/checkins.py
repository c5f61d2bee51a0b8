"""When a check-in is due, answered, late; and what stands out in its answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from mentorat.followup.enums import CheckInState, Signal, Topic
from mentorat.followup.errors import CheckInAlreadyAnswered, WrongCheckInState
from mentorat.followup.models import CheckIn, CheckInAnswer

S = CheckInState

CHECK_IN_TRANSITIONS: Mapping[CheckInState, frozenset[CheckInState]] = {
    S.OPENED: frozenset({S.PARTLY, S.COMPLETE, S.OVERDUE, S.SKIPPED}),
    S.PARTLY: frozenset({S.PARTLY, S.COMPLETE, S.OVERDUE, S.SKIPPED}),
    # A late answer still counts: it stays late until the last one is there.
    S.OVERDUE: frozenset({S.OVERDUE, S.COMPLETE, S.SKIPPED}),
    S.COMPLETE: frozenset(),
    S.SKIPPED: frozenset(),
}

# Points out of five that a coordinator looks at.
GAP, FALL, UNSAFE_UP_TO = 2, 2, 2


def step_due(started_on: date, days: Sequence[int], *, today: date) -> int | None:
    """Return the number of the latest step that is due, from one; none before the first."""
    due = [step for step, after in enumerate(sorted(days), 1) if _day(started_on, after) <= today]
    return due[-1] if due else None


def _day(started_on: date, after: int) -> date:
    return started_on + timedelta(days=after)


def can_become(check_in: CheckIn, target: CheckInState) -> bool:
    return target in CHECK_IN_TRANSITIONS[CheckInState(check_in.state)]


def check_can_become(check_in: CheckIn, target: CheckInState) -> None:
    if not can_become(check_in, target):
        raise WrongCheckInState(state=check_in.get_state_display(), target=target.label)


def check_can_answer(check_in: CheckIn, answer: CheckInAnswer | None) -> None:
    if check_in.state not in S.ANSWERABLE:
        raise WrongCheckInState(state=check_in.get_state_display(), target=S.PARTLY.label)
    if answer is None or answer.answered_at is not None:
        raise CheckInAlreadyAnswered


def state_once_answered(check_in: CheckIn) -> CheckInState:
    """Return the state of a check-in whose answers were just counted."""
    if check_in.answered == check_in.expected:
        return S.COMPLETE
    return S.OVERDUE if check_in.state == S.OVERDUE else S.PARTLY


def signals(
    answers: Sequence[CheckInAnswer], former: Sequence[CheckInAnswer]
) -> tuple[Signal, ...]:
    """Return what stands out, the most pressing first. ``former`` answered the step before."""
    found = set(_found(answers, former))
    return tuple(signal for signal in Signal if signal in found)


def _found(answers: Sequence[CheckInAnswer], former: Sequence[CheckInAnswer]) -> Iterator[Signal]:
    if any(one.wants_talk for one in answers):
        yield Signal.TALK
    if any(is_unsafe(one) for one in answers):
        yield Signal.UNSAFE
    if any(gap(answers, topic) >= GAP for topic in Topic.SHARED):
        yield Signal.GAP
    before = {one.person: one for one in former}
    if any(fall(one, before.get(one.person)) >= FALL for one in answers):
        yield Signal.FALL


def is_unsafe(answer: CheckInAnswer) -> bool:
    """Say whether a pupil does not feel safe."""
    return not answer.is_of_mentor and answer.ease is not None and answer.ease <= UNSAFE_UP_TO


def gap(answers: Sequence[CheckInAnswer], topic: str) -> int:
    """Return the widest gap between a mentor and a pupil on a question put to both."""
    mentors: list[int] = [getattr(one, topic) for one in answers if one.is_of_mentor]
    mentees: list[int] = [getattr(one, topic) for one in answers if not one.is_of_mentor]
    return max((abs(one - other) for one in mentors for other in mentees), default=0)


def fall(answer: CheckInAnswer, former: CheckInAnswer | None) -> int:
    """Return the deepest fall of a person's answers since the step before; zero without one."""
    if former is None:
        return 0
    falls: list[int] = [getattr(former, topic) - getattr(answer, topic) for topic in Topic]
    return max(*falls, 0)
