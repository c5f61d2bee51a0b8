"""A pupil leaves a running group: the seats, the certificate, then the membership."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from mentorat.followup import notices, tasks
from mentorat.followup.actions.certificates import issue
from mentorat.followup.queries import participation
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.enums import LeavingReason
from mentorat.mentorships.models import FormerMentee, Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import Mentee, User
from mentorat.scheduling import actions as scheduling


@transaction.atomic
def leave_group(
    *,
    mentorship: Mentorship,
    mentee: Mentee,
    reason: LeavingReason,
    now: datetime,
    by: User | None,
) -> FormerMentee:
    """Let a group go on without a pupil: what is to come no longer expects him or her.

    Whoever took part has a certificate of it at once, while the sessions can still be read; after
    a link (``by``: nobody), it comes from the school. The pupil is asked for a talk, and a minor
    waits for it before another mentor.
    """
    scheduling.give_seats_back(mentorship=mentorship, mentee=mentee, now=now)
    if by is not None and participation(mentee, mentorship.project) is not None:
        issue(person=mentee, project=mentorship.project, now=now, by=by)
    former = mentorships.leave_group(
        mentorship=mentorship, mentee=mentee, reason=reason, now=now, by=by
    )
    tasks.hear_leaver.defer(former_id=former.pk)
    return former


@transaction.atomic
def stop_in_group(*, mentorship: Mentorship, mentee: Mentee, now: datetime, by: User) -> None:
    """Leave a group because one wants to, without a reason; whoever follows it is told."""
    former = leave_group(
        mentorship=mentorship, mentee=mentee, reason=LeavingReason.STOPPED, now=now, by=by
    )
    follower = mentorship.followed_by or mentorship.project.pilot
    if follower is not None:
        letter = notices.pupil_left_group(
            school=mentorship.school.name,
            url=f"{settings.SITE_URL}/relations-de-mentorat/{mentorship.pk}/",
        )
        notify(
            key=f"left_group:{former.pk}",
            address=follower.email,
            kind=Kind.RELATION,
            letter=letter,
        )
