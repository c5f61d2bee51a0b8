"""How a relation goes, as days: drawn backwards from where it stands today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from random import Random

from mentorat.demo.year import Calendar
from mentorat.mentorships.enums import EndReason, MentorshipState

S = MentorshipState
DAY = timedelta(days=1)


class Trouble(StrEnum):
    """What goes wrong, and should be seen."""

    UNANSWERED = auto()
    LATE_START = auto()
    SILENCE = auto()
    ABSENCES = auto()


TROUBLES = {
    S.PROPOSED: (Trouble.UNANSWERED, 0.25),
    S.AWAITING: (None, 0.0),
    S.ACCEPTED: (None, 0.0),
    S.READY: (Trouble.LATE_START, 0.3),
    S.ACTIVE: (None, 0.0),
}
SILENT, ABSENT = 0.1, 0.05
# How long each trouble has lasted, in days.
OLDEST = {Trouble.UNANSWERED: (16, 45), Trouble.LATE_START: (22, 50), Trouble.SILENCE: (46, 75)}
# Days from a step to the next: volunteer, proposal, answers, first session.
TO_PROPOSAL, TO_ANSWER, TO_START = (2, 30), (0, 7), (2, 14)
SHORTEST = 10


@dataclass(frozen=True)
class Life:
    state: MentorshipState
    volunteered_on: date
    proposed_on: date
    # The day of both answers, or of the only one.
    answered_on: date | None = None
    started_on: date | None = None
    # The day from which nothing more was held: end, suspension, withdrawal, silence.
    stopped_on: date | None = None
    trouble: Trouble | None = None
    reason: EndReason | None = None

    @property
    def entered_on(self) -> date:
        """Return the day on which the relation entered its state."""
        if self.state in {S.SUSPENDED, S.ENDED, S.WITHDRAWN, S.LAPSED}:
            return self.stopped_on or self.proposed_on
        return self.started_on or self.answered_on or self.proposed_on


def draw_state(rng: Random, progress: float) -> MentorshipState:
    """Draw where a relation stands: more have ended as the year goes on."""
    left = 1 - progress
    weights = {
        S.PROPOSED: 2 + 12 * left,
        S.AWAITING: 0.5 + 3 * left,
        S.ACCEPTED: 0.5 + 3 * left,
        S.READY: 1 + 5 * left,
        S.ACTIVE: 6 + 58 * left,
        S.SUSPENDED: 3,
        S.ENDED: 3 + 72 * progress**2,
        S.DECLINED: 6,
        S.WITHDRAWN: 3,
        S.LAPSED: 2,
    }
    return rng.choices(list(weights), list(weights.values()))[0]


def draw_trouble(rng: Random, state: MentorshipState) -> Trouble | None:
    if state is S.ACTIVE:
        draw = rng.random()
        if draw < SILENT:
            return Trouble.SILENCE
        return Trouble.ABSENCES if draw < SILENT + ABSENT else None
    trouble, share = TROUBLES.get(state, (None, 0.0))
    return trouble if rng.random() < share else None


@dataclass(frozen=True)
class Fate:
    """Draws how the relations of a project go, between its opening and yesterday."""

    rng: Random
    calendar: Calendar
    opened_on: date
    # Days on which the school holds no session.
    closed: frozenset[date] = frozenset()

    @property
    def last(self) -> date:
        return self.calendar.year.yesterday

    def draw(
        self, state: MentorshipState, trouble: Trouble | None = None, start_on: date | None = None
    ) -> Life | None:
        """Return a life that ends in the state; ``start_on`` asks for the day of the first session.

        None when the project opened too late for it: a year that begins has no long story.
        """
        if self.last < self.opened_on:
            return None
        if state in S.STARTED:
            return self._started(state, trouble, start_on)
        if state is S.PROPOSED:
            proposed_on = self._recent(trouble)
            (volunteered_on,) = self._ladder(proposed_on, [TO_PROPOSAL])
            return Life(state, volunteered_on, proposed_on, trouble=trouble)
        if state in S.AGREED:
            answered_on = self._recent(trouble)
        else:
            answered_on = (
                self.opened_on + self.rng.randint(0, (self.last - self.opened_on).days) * DAY
            )
        volunteered_on, proposed_on = self._ladder(answered_on, [TO_PROPOSAL, TO_ANSWER])
        stopped_on = answered_on if state in {S.WITHDRAWN, S.LAPSED} else None
        return Life(state, volunteered_on, proposed_on, answered_on, None, stopped_on, trouble)

    def _started(
        self, state: MentorshipState, trouble: Trouble | None, start_on: date | None
    ) -> Life | None:
        started_on = self._first_session(state, trouble, start_on)
        if started_on is None:
            return None
        steps = [TO_PROPOSAL, TO_ANSWER, TO_START]
        volunteered_on, proposed_on, answered_on = self._ladder(started_on, steps, least=1)
        stopped_on = self._stop(started_on, state, trouble)
        reason = None
        if state is S.ENDED and stopped_on:
            reason = _reason(self.rng, started_on, stopped_on)
        days = (volunteered_on, proposed_on, answered_on, started_on, stopped_on)
        return Life(state, *days, trouble, reason)

    def _first_session(
        self, state: MentorshipState, trouble: Trouble | None, start_on: date | None
    ) -> date | None:
        """Draw a day of class, two days after the opening at least: one to propose and answer."""
        least = OLDEST[trouble][0] if trouble in OLDEST else 0
        if state in {S.ENDED, S.SUSPENDED}:
            least = SHORTEST
        latest = self.last - least * DAY
        days = [
            day
            for day in self.calendar.elapsed
            if self.opened_on + 2 * DAY <= day <= latest and day not in self.closed
        ]
        if not days:
            return None
        if start_on in days:
            return start_on
        # Those that ended began early; the others all along.
        bend = (1.3, 3) if state is S.ENDED else (1.8, 1.6)
        return days[int(self.rng.betavariate(*bend) * (len(days) - 1))]

    def _stop(
        self, started_on: date, state: MentorshipState, trouble: Trouble | None
    ) -> date | None:
        rng, last = self.rng, self.last
        if trouble is Trouble.SILENCE:
            return max(started_on, self._recent(trouble))
        if state is S.SUSPENDED:
            return last - rng.randint(1, min(40, (last - started_on).days - 1)) * DAY
        if state is S.ENDED:
            lived = (last - started_on).days
            # Many live as long as they can; some break early.
            share = rng.betavariate(4, 1.3) if rng.random() < 0.7 else rng.betavariate(1.5, 2)
            return started_on + max(SHORTEST, int(lived * share)) * DAY
        return None

    def _recent(self, trouble: Trouble | None) -> date:
        """Draw a day of late, or as long ago as the trouble lasts."""
        ago = int(self.rng.expovariate(1 / 6))
        if trouble:
            ago = self.rng.randint(*OLDEST[trouble])
        return max(self.opened_on, self.last - ago * DAY)

    def _ladder(
        self, last: date, gaps: Sequence[tuple[int, int]], *, least: int = 0
    ) -> Sequence[date]:
        """Return the days of the steps before ``last``, as far apart as the gaps say.

        When there is less time than that since the opening, all the gaps shrink, but the last one
        never below ``least``.
        """
        drawn = [self.rng.randint(low, high) for low, high in gaps]
        available, wanted = (last - self.opened_on).days, sum(drawn)
        if wanted > available:
            drawn = [gap * available // wanted for gap in drawn]
            drawn[-1] = max(least, drawn[-1])
        days, day = [], last
        for gap in reversed(drawn):
            day -= gap * DAY
            days.append(day)
        return days[::-1]


def _reason(rng: Random, started_on: date, ended_on: date) -> EndReason:
    days = (ended_on - started_on).days
    weights = {
        EndReason.OBJECTIVE_REACHED: 1 if days < 60 else 9,
        EndReason.END_OF_YEAR: 14 if ended_on.month in {6, 7} else 0,
        EndReason.MENTEE_LEFT_SCHOOL: 2,
        EndReason.MENTEE_STOPPED: 3,
        EndReason.MENTOR_STOPPED: 2,
        EndReason.NO_CONTACT: 2,
        EndReason.OTHER: 0.5,
    }
    return rng.choices(list(weights), list(weights.values()))[0]
