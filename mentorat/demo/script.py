"""What the main school must show, whatever chance brings elsewhere. Data that anyone can read."""

from dataclasses import dataclass

from mentorat.demo.lives import Trouble
from mentorat.mentorships.enums import MentorshipState as S


@dataclass(frozen=True)
class Wanted:
    """A relation of the main school.

    ``weeks``: meets every so many weeks, on the weekday of today (or of the next day of class),
    so that there are sessions today and reports to make from the last ones.
    """

    state: S
    trouble: Trouble | None = None
    weeks: int | None = None
    weeks_ago: int = 8
    leaves_untold: bool = False
    with_persona_mentor: bool = False
    mentor_answers: bool | None = None


MAIN_STORY = (
    # The first relation is that of the persona pupil.
    Wanted(S.ACTIVE, weeks=1, leaves_untold=True, with_persona_mentor=True),
    Wanted(S.ACTIVE, weeks=2, with_persona_mentor=True),
    Wanted(S.PROPOSED, with_persona_mentor=True, mentor_answers=False),
    Wanted(S.ACTIVE, weeks=1, weeks_ago=6, leaves_untold=True),
    Wanted(S.ACTIVE, weeks=2, weeks_ago=4),
    Wanted(S.PROPOSED, trouble=Trouble.UNANSWERED),
    Wanted(S.READY, trouble=Trouble.LATE_START),
    Wanted(S.ACTIVE, trouble=Trouble.SILENCE),
    Wanted(S.ACTIVE, trouble=Trouble.ABSENCES),
    Wanted(S.SUSPENDED),
    Wanted(S.ENDED),
    Wanted(S.DECLINED),
    Wanted(S.AWAITING),
    Wanted(S.ACCEPTED),
    Wanted(S.LAPSED),
    Wanted(S.WITHDRAWN),
    Wanted(S.READY),
    Wanted(S.ENDED),
    Wanted(S.PROPOSED),
    Wanted(S.ACTIVE, weeks=2, weeks_ago=6),
    Wanted(S.PROPOSED, trouble=Trouble.UNANSWERED),
)
