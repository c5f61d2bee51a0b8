"""What waits while relations run: sessions to tell, reports to answer, check-ins."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.followup.queries import checkins
from mentorat.followup.queries.reports import FIRST, reports_to_thank
from mentorat.scheduling.models import MentoringSession
from mentorat.web.components import Task
from mentorat.web.templatetags.french import day
from mentorat.web.waiting.desk import Desk, several

# A mentor who told nothing for long is not buried under old sessions.
MOST = 3
LATE = timedelta(days=2)


def own_reports(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.REPORT_MAKE):
        return
    over = (
        MentoringSession.objects.within(desk.request.scope)
        .planned()
        .filter(
            bookings__mentor=desk.request.scope.mentor,
            during__endswith__lte=desk.now,
        )
        .order_by("during", "pk")
    )
    for session in over[:MOST]:
        yield Task(
            f"Votre séance du {day(session.during.lower)} : comment c’était ?",
            "Raconter",
            reverse("followup:report", args=[session.pk]),
            detail="Trois gestes, moins d’une minute.",
            is_late=session.during.upper < desk.now - LATE,
        )


def own_check_ins(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.CHECK_IN_ANSWER):
        return
    is_mentee = desk.request.scope.mentee is not None
    for check_in in checkins.own_check_ins(desk.request.scope):
        yield Task(
            "Comment ça se passe avec ton mentor ?"
            if is_mentee
            else "Comment se passe votre mentorat ?",
            "Répondre",
            reverse("followup:answer", args=[check_in.pk]),
            detail="Trois questions, une minute.",
            due_on=check_in.answer_by,
            is_late=check_in.answer_by < desk.today,
        )


def reports_without_answer(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.REPORT_ANSWER):
        return
    found = reports_to_thank(desk.request.scope).aggregate(
        count=Count("pk"), first=Count("pk", filter=Q(FIRST))
    )
    if found["count"]:
        urgent = several(found["first"], "demande une lecture", "demandent une lecture")
        yield Task(
            several(found["count"], "compte rendu à remercier.", "comptes rendus à remercier."),
            "Remercier",
            reverse("followup:to_thank"),
            detail=f"Dont {urgent} avant les autres." if found["first"] else "",
        )


def check_ins_that_stand_out(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.CHECK_IN_VIEW):
        return
    standing = checkins.standing_out(desk.request.scope)
    if standing:
        pressing = sum(one.is_pressing for one in standing)
        who = several(pressing, "d’entre eux est pressant", "d’entre eux sont pressants")
        yield Task(
            several(
                len(standing),
                "point d’étape demande votre attention.",
                "points d’étape demandent votre attention.",
            ),
            "Voir",
            reverse("followup:check_ins"),
            detail=f"{who} : une demande de parler, ou de la sécurité." if pressing else "",
            is_late=pressing > 0,
        )


def check_ins_overdue(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.CHECK_IN_VIEW):
        return
    late = checkins.overdue(desk.request.scope, desk.today)
    if late:
        yield Task(
            several(
                len(late),
                "point d’étape attend encore une réponse.",
                "points d’étape attendent encore une réponse.",
            ),
            "Relancer de vive voix",
            reverse("followup:check_ins") + "?state=overdue",
        )
