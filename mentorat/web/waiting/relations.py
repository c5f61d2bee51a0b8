"""What waits for the school about proposals: questions to answer, agreements to sign."""

from collections.abc import Iterator

from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.mentorships.enums import MentorshipState, Party
from mentorat.mentorships.models import MemberQuestion, Mentorship, Signature
from mentorat.web.components import Task
from mentorat.web.waiting.desk import Desk, several

MOST_QUESTIONS = 5


def questions(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    open_ones = MemberQuestion.objects.within(desk.request.scope).open()
    asked = open_ones.filter(mentorship__state=MentorshipState.PROPOSED).order_by("asked_at", "pk")
    for question in asked[:MOST_QUESTIONS]:
        who = "Un mentor" if question.mentor_id else "Un élève"
        yield Task(
            f"{who} a besoin de savoir quelque chose avant de répondre.",
            "Lire et répondre",
            reverse("mentorships:reply", args=[question.pk]),
        )


def signatures(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    unsigned = Signature.objects.unscoped("inside a condition").filter(
        party=Party.SCHOOL, signed_on=None, agreement__replaced_at=None
    )
    waiting = Mentorship.objects.within(desk.request.scope).filter(
        state=MentorshipState.ACCEPTED, agreements__in=unsigned.values("agreement")
    )
    count = waiting.distinct().count()
    if count:
        yield Task(
            several(
                count,
                "accord de mentorat attend la signature du lycée.",
                "accords de mentorat attendent la signature du lycée.",
            ),
            "Signer",
            reverse("mentorships:index") + "?state=accepted",
        )
