"""Check-ins are opened, answered by each side apart, and handled by the coordinator."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.followup import notices
from mentorat.followup.check_in_questions import VERSION
from mentorat.followup.enums import Topic
from mentorat.followup.models import CheckIn, CheckInAnswer
from mentorat.followup.policies import checkins as policies
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import MemberState
from mentorat.mentorships.models import Mentorship
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.people.models import Mentee, Mentor, User


@transaction.atomic
def open_check_in(*, mentorship: Mentorship, step: int, now: datetime) -> CheckIn | None:
    """Ask the members of a relation where they stand; nothing when the step was opened before."""
    mentors = mentorship.mentor_memberships.filter(
        state=MemberState.ACCEPTED, mentor__left_on=None
    ).values_list("mentor_id", flat=True)
    mentees = mentorship.mentee_memberships.filter(
        state=MemberState.ACCEPTED, mentee__left_on=None
    ).values_list("mentee_id", flat=True)
    people = [{"mentor_id": pk} for pk in mentors] + [{"mentee_id": pk} for pk in mentees]
    if not people:
        return None
    answer_days = mentorship.project.campaign.check_in_answer_days
    check_in, created = CheckIn.objects.unscoped("opened by a job").get_or_create(
        mentorship=mentorship,
        step=step,
        defaults={
            "place": mentorship.place,
            "opened_at": now,
            "answer_by": (now + timedelta(days=answer_days)).date(),
            "expected": len(people),
        },
    )
    if not created:
        return None
    CheckInAnswer.objects.bulk_create(
        CheckInAnswer(check_in=check_in, place=check_in.place, version=VERSION, **person)
        for person in people
    )
    record(Event.CHECK_IN_ASKED, on=check_in, by=None, step=step)
    return check_in


@transaction.atomic
def answer_check_in(
    *,
    check_in: CheckIn,
    mentor_id: int | None = None,
    mentee_id: int | None = None,
    scores: Mapping[Topic, int],
    wants_talk: bool,
    now: datetime,
    by: User | None,
) -> CheckInAnswer:
    """Keep what one person says. Whoever asks to talk, or is not safe, is heard at once."""
    check_in = CheckIn.objects.all().locked(check_in)
    person = {"mentor_id": mentor_id} if mentor_id is not None else {"mentee_id": mentee_id}
    answer = check_in.answers.filter(**person).first()
    policies.check_can_answer(check_in, answer)
    assert answer is not None  # noqa: S101 -- checked the line above
    for topic, score in scores.items():
        setattr(answer, topic, score)
    answer.wants_talk, answer.answered_at, answer.answered_by = wants_talk, now, by
    answer.save(update_fields=[*scores, "wants_talk", "answered_at", "answered_by"])
    check_in.answered += 1
    check_in.state = policies.state_once_answered(check_in)
    check_in.save(update_fields=["answered", "state"])
    access.revoke_links(about=check_in, act=LinkAct.CHECK_IN, now=now, **person)
    record(Event.CHECK_IN_ANSWERED, on=check_in, by=by, step=check_in.step)
    if wants_talk or policies.is_unsafe(answer):
        _call_for_attention(check_in, answer, now=now)
    return answer


@transaction.atomic
def handle_check_in(*, check_in: CheckIn, now: datetime, by: User) -> CheckIn:
    """Say that what stood out was dealt with."""
    check_in = CheckIn.objects.all().locked(check_in)
    if check_in.handled_at is None:
        check_in.handled_at, check_in.handled_by = now, by
        check_in.save(update_fields=["handled_at", "handled_by"])
    return check_in


def check_in_link(
    check_in: CheckIn, *, mentor: Mentor | None = None, mentee: Mentee | None = None, now: datetime
) -> SignedLink:
    """Return the link by which one person answers without an account."""
    return access.make_link(
        act=LinkAct.CHECK_IN,
        about=check_in,
        mentor=mentor,
        mentee=mentee,
        school=check_in.mentorship.school,
        now=now,
        by=None,
    )


def _call_for_attention(check_in: CheckIn, answer: CheckInAnswer, *, now: datetime) -> None:
    project, school = check_in.mentorship.project, check_in.mentorship.school
    people = [one for one in (project.pilot, project.deputy) if one is not None]
    people = people or holders(Permission.CHECK_IN_VIEW, over=school.span, on=now.date())
    url = settings.SITE_URL + reverse("followup:check_in", args=[check_in.pk])
    for one in people:
        notify(
            key=f"check_in:{check_in.pk}:attention:{answer.pk}:{one.pk}",
            address=one.email,
            kind=Kind.SAFETY,
            letter=notices.check_in_calls(school=school.name, url=url),
        )
