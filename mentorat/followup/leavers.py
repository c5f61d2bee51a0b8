"""What is owed to a pupil who left a group: to be heard, and care before another mentor."""

from datetime import datetime

from mentorat.followup.enums import Side
from mentorat.followup.models import ExitTalk
from mentorat.mentorships.actions import hold_back
from mentorat.mentorships.models import FormerMentee


def hear_leaver(former: FormerMentee, *, now: datetime) -> ExitTalk:
    """Ask the pupil for a talk, and hold back another relation until then. Twice: once."""
    mentorship = former.mentorship
    hold_back(mentorship, [former.mentee_id], ended_on=former.left_on)
    talk, _ = ExitTalk.objects.unscoped("of one pupil and relation").get_or_create(
        mentorship=mentorship,
        mentee_id=former.mentee_id,
        closing=None,
        defaults={"place": former.place, "side": Side.MENTEE, "asked_at": now},
    )
    return talk
