"""What happens by itself when nobody acts: a reminder, then the end of the wait. And more time."""

from datetime import date, datetime

from django.db import transaction

from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships import policies, preparing
from mentorat.mentorships.actions.becoming import become, take_out
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User


@transaction.atomic
def let_time_pass(*, mentorship: Mentorship, today: date, now: datetime) -> Mentorship:
    """Do what the table of waits says of this relation today. Done twice, it does nothing more.

    A group goes on without the pupils who are late, when nobody else is.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    if policies.must_end(mentorship, today=today):
        _end_wait(mentorship, today=today, now=now)
    elif policies.must_remind(mentorship, today=today):
        remind(mentorship=mentorship, now=now, by=None)
    return mentorship


@transaction.atomic
def remind(*, mentorship: Mentorship, now: datetime, by: User | None) -> int:
    """Send again what each one who is waited for has to do, with the same link. Says to how many.

    Once a day at most: whoever asks twice sends once.
    """
    mentorship = Mentorship.objects.all().locked(mentorship)
    if policies.deadlines(mentorship) is None:
        return 0
    sent = preparing.send_letters(mentorship, now=now, is_reminder=True)
    mentorship.reminded_at = now
    mentorship.save(update_fields=["reminded_at"])
    record(Event.REMINDER_SENT, on=mentorship, by=by, letters=sent)
    return sent


@transaction.atomic
def extend_wait(*, mentorship: Mentorship, now: datetime, by: User) -> Mentorship:
    """Give a waiting state its delay once more, and remind on the way again."""
    mentorship = Mentorship.objects.all().locked(mentorship)
    days = policies.check_can_extend(mentorship)
    mentorship.extra_days += days
    mentorship.is_extended, mentorship.reminded_at = True, None
    mentorship.save(update_fields=["extra_days", "is_extended", "reminded_at"])
    record(Event.WAIT_EXTENDED, on=mentorship, by=by, days=days)
    preparing.send_letters(mentorship, now=now, is_reminder=True)
    return mentorship


def _end_wait(mentorship: Mentorship, *, today: date, now: datetime) -> None:
    wait = policies.WAITS[MentorshipState(mentorship.state)]
    late = policies.late_mentees(mentorship, on=today)
    state = str(mentorship.state)
    if late and policies.goes_on_without(mentorship, late):
        record(Event.MENTEE_TAKEN_OUT, on=mentorship, by=None, state=state, count=len(late))
        take_out(mentorship, late, now=now, by=None)
        return
    record(Event.MENTORSHIP_LAPSED, on=mentorship, by=None, state=state)
    become(mentorship, wait.becomes, now=now)
