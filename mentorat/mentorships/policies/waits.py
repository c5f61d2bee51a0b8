"""How long each waiting state lasts, whose act it waits for, and what happens without it.

A relation never waits for ever: each waiting state has a delay (a rule of the campaign), an owner
who is reminded on the way, and a state that it reaches by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from django.utils import timezone

from mentorat.mentorships.enums import MentorshipState, WaitOwner
from mentorat.mentorships.errors import AlreadyExtended, NotWaiting
from mentorat.mentorships.models import Mentorship

S = MentorshipState
HALF, WHOLE, TWICE = Fraction(1, 2), Fraction(1), Fraction(2)
# Time left to call someone before a proposal is released.
NEAR = timedelta(days=2)


@dataclass(frozen=True)
class Wait:
    """``days`` names a column of ``Campaign``; the moments are shares of that delay."""

    days: str
    owner: WaitOwner
    becomes: MentorshipState
    words: str
    """What is said of the day when it ends: {day}."""
    reminds_at: Fraction = HALF
    # From then on the school is asked to decide: more time, or take back.
    alarms_at: Fraction = WHOLE
    ends_at: Fraction = WHOLE


WAITS: Mapping[MentorshipState, Wait] = {
    S.PROPOSED: Wait(
        days="answer_days",
        owner=WaitOwner.MEMBERS,
        becomes=S.LAPSED,
        words="Sans réponse le {day}, la proposition sera libérée.",
    ),
    # The school may give the family more time once; nobody is kept on a list by silence.
    S.AWAITING: Wait(
        days="authorisation_days",
        owner=WaitOwner.FAMILY,
        becomes=S.LAPSED,
        words="Sans autorisation le {day}, la proposition sera libérée.",
        ends_at=TWICE,
    ),
    S.ACCEPTED: Wait(
        days="agreement_days",
        owner=WaitOwner.SIGNERS,
        becomes=S.LAPSED,
        words="Sans toutes les signatures le {day}, la proposition sera libérée.",
    ),
    # Two people wait for the school to find a day: it is told at the first delay, before the end.
    S.READY: Wait(
        days="first_meeting_days",
        owner=WaitOwner.SCHOOL,
        becomes=S.LAPSED,
        words="Sans première rencontre le {day}, la proposition sera libérée.",
        ends_at=TWICE,
    ),
}


@dataclass(frozen=True)
class Deadlines:
    """The days on which something happens by itself in a waiting state."""

    reminder: date
    alarm: date
    end: date
    words: str

    @property
    def sentence(self) -> str:
        return self.words.format(day=f"{self.end:%d/%m/%Y}")


def deadlines(mentorship: Mentorship) -> Deadlines | None:
    """Return what awaits a relation in its state; nothing when it does not wait."""
    wait = WAITS.get(MentorshipState(mentorship.state))
    if wait is None:
        return None
    days: int = getattr(mentorship.project.campaign, wait.days)
    since = timezone.localdate(mentorship.state_at) + timedelta(days=mentorship.extra_days)

    def after(share: Fraction) -> date:
        return since + timedelta(days=ceil(days * share))

    return Deadlines(
        reminder=after(wait.reminds_at),
        alarm=after(wait.alarms_at),
        end=after(wait.ends_at),
        words=wait.words,
    )


def must_end(mentorship: Mentorship, *, today: date) -> bool:
    ahead = deadlines(mentorship)
    return ahead is not None and today > ahead.end


def must_remind(mentorship: Mentorship, *, today: date) -> bool:
    """Say whether the owner of the wait has to be reminded: once a state, from its day on."""
    ahead = deadlines(mentorship)
    return ahead is not None and mentorship.reminded_at is None and today >= ahead.reminder


def is_running_out(mentorship: Mentorship, *, today: date) -> bool:
    """Say whether someone should look before the state ends by itself."""
    ahead = deadlines(mentorship)
    return ahead is not None and today >= min(ahead.alarm, ahead.end - NEAR)


def waits_too_long(mentorship: Mentorship, *, today: date) -> bool:
    """Say whether the school is asked to decide."""
    ahead = deadlines(mentorship)
    return ahead is not None and today >= ahead.alarm


def check_can_extend(mentorship: Mentorship) -> int:
    """Return how many days more a waiting state may get: its own delay again, once."""
    wait = WAITS.get(MentorshipState(mentorship.state))
    if wait is None:
        raise NotWaiting(state=mentorship.get_state_display())
    if mentorship.is_extended:
        raise AlreadyExtended
    days: int = getattr(mentorship.project.campaign, wait.days)
    return days


def days_of_pause(asked_at: datetime, *, now: datetime, most: int) -> int:
    """Return how many days a question stopped the clock of the answer."""
    used = (timezone.localdate(now) - timezone.localdate(asked_at)).days
    return max(0, min(used, most))
