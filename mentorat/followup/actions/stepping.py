"""Each day check-ins are opened, asked for once more, counted as late, or set aside.

Run by a worker, under the scope of a job; each may run twice.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import Grant
from mentorat.access.queries import link_address
from mentorat.access.roles import Role
from mentorat.followup import notices
from mentorat.followup.actions.checkins import check_in_link, open_check_in
from mentorat.followup.enums import CheckInState
from mentorat.followup.models import CheckIn, CheckInAnswer
from mentorat.followup.policies import checkins as policies
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.programmes.queries import days_before
from mentorat.reference.queries import is_class_day


def open_check_ins(*, now: datetime, today: date) -> int:
    """Open what is due. Without class today nothing is opened: it waits for the next class day."""
    running = (
        Mentorship.objects.unscoped("relations whose check-in may be due")
        .filter(state=MentorshipState.ACTIVE)
        .select_related("school__academy", "project__campaign")
        .order_by("pk")
    )
    steps = CheckIn.objects.unscoped("steps of relations that run").filter(
        mentorship__state=MentorshipState.ACTIVE
    )
    last = steps.order_by().values("mentorship").annotate(step=Max("step"))
    opened = dict(last.values_list("mentorship", "step"))
    open_today: dict[tuple[str, str], bool] = {}
    count = 0
    for mentorship in running.iterator(chunk_size=500):
        step = _due(mentorship, today)
        if step is None or opened.get(mentorship.pk, 0) >= step:
            continue
        school = mentorship.school
        where = (school.academy_id, school.department_id)
        if where not in open_today:
            open_today[where] = is_class_day(school.academy, today, department=where[1])
        if open_today[where]:
            count += _open(mentorship, step, now=now, today=today)
    return count


def _due(mentorship: Mentorship, today: date) -> int | None:
    if mentorship.started_on is None:
        return None
    campaign = mentorship.project.campaign
    days = campaign.check_in_days
    if mentorship.is_in_avenir_pro(on=today):
        # After the diploma the days count anew, and the steps go on.
        step = policies.step_due(campaign.closes_on, days, today=today)
        return len(days) + step if step else None
    return policies.step_due(mentorship.started_on, days, today=today)


@transaction.atomic
def _open(mentorship: Mentorship, step: int, *, now: datetime, today: date) -> int:
    check_in = open_check_in(mentorship=mentorship, step=step, now=now)
    if check_in is None:
        return 0
    check_in.mentorship = mentorship
    _ask(check_in, now=now, today=today, is_reminder=False)
    return 1


def follow_check_ins(*, now: datetime, today: date) -> int:
    """Ask once more, count as late, and set aside those of relations that no longer run."""
    _set_aside(now=now)
    late = _waiting().filter(answer_by__lt=today)
    count = late.update(state=CheckInState.OVERDUE)
    rule = "mentorship__project__campaign__check_in_reminder_days"
    silent = _waiting().filter(reminded_at=None, opened_at__lte=days_before(now, rule))
    for check_in in list(silent.select_related("mentorship__school__academy")):
        _remind(check_in, now=now, today=today)
        count += 1
    return count


@transaction.atomic
def _remind(check_in: CheckIn, *, now: datetime, today: date) -> None:
    check_in.reminded_at = now
    check_in.save(update_fields=["reminded_at"])
    _ask(check_in, now=now, today=today, is_reminder=True)


def _set_aside(*, now: datetime) -> None:
    idle = CheckIn.objects.unscoped("of relations that no longer run").answerable()
    idle = idle.exclude(mentorship__state=MentorshipState.ACTIVE)
    for check_in in idle.order_by("pk"):
        with transaction.atomic():
            held = CheckIn.objects.all().locked(check_in)
            if policies.can_become(held, CheckInState.SKIPPED):
                held.state = CheckInState.SKIPPED
                held.save(update_fields=["state"])
                access.revoke_links(about=held, act=LinkAct.CHECK_IN, now=now)


def _waiting() -> QuerySet[CheckIn]:
    return CheckIn.objects.unscoped("check-ins that are waited for").waiting().order_by("pk")


def _ask(check_in: CheckIn, *, now: datetime, today: date, is_reminder: bool) -> None:
    """Write to those who did not answer: a mentor always, a pupil who has an address."""
    asked = CheckInAnswer.objects.unscoped("those who did not answer").filter(
        check_in=check_in, answered_at=None
    )
    for answer in asked.select_related("mentor", "mentee"):
        link = check_in_link(check_in, mentor=answer.mentor, mentee=answer.mentee, now=now)
        write = notices.check_in_asked if answer.is_of_mentor else notices.check_in_asked_of_mentee
        letter = write(
            school=check_in.mentorship.school.name,
            url=link_address(link),
            is_reminder=is_reminder,
        )
        for address in _addresses(answer, today=today):
            again = ":again" if is_reminder else ""
            notify(
                key=f"check_in:{answer.pk}{again}", address=address, kind=Kind.ACT, letter=letter
            )


def _addresses(answer: CheckInAnswer, *, today: date) -> Iterable[str]:
    if answer.mentor is not None:
        return [answer.mentor.email]
    accounts = Grant.objects.in_force(on=today).filter(role=Role.MENTEE, mentee=answer.mentee)
    return accounts.values_list("user__email", flat=True)[:1]
