"""What waits around the end of relations: closings to finish, decisions, one's own talk."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.followup.models import Closing, ExitTalk
from mentorat.followup.queries import exits_to_settle
from mentorat.followup.queries import own_talks as asked_of
from mentorat.mentorships.models import RematchHold
from mentorat.mentorships.policies import held
from mentorat.web.components import Task
from mentorat.web.waiting.desk import Desk, several

SLOW = timedelta(days=21)


def closings(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    found = (
        Closing.objects.within(desk.request.scope)
        .standing()
        .aggregate(count=Count("pk"), first=Min("opened_at"))
    )
    if found["count"]:
        asked = ExitTalk.objects.within(desk.request.scope).left()
        talks = asked.exclude(closing=None).count()
        left = several(talks, "bilan est encore à recueillir.", "bilans sont encore à recueillir.")
        yield Task(
            several(found["count"], "clôture à terminer.", "clôtures à terminer."),
            "Voir",
            reverse("closing:index"),
            detail=left if talks else "Chaque côté a donné son bilan : il reste à terminer.",
            is_late=desk.now - found["first"] > SLOW,
        )


def leavers(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    count = ExitTalk.objects.within(desk.request.scope).left().of_leavers().count()
    if count:
        yield Task(
            several(
                count,
                "élève sorti d’un groupe n’a pas encore donné son avis.",
                "élèves sortis d’un groupe n’ont pas encore donné leur avis.",
            ),
            "Voir",
            reverse("closing:index"),
        )


def association_exits(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    for leaving in exits_to_settle(desk.request.scope):
        count = several(leaving.count, "relation à décider", "relations à décider")
        yield Task(
            f"{leaving.name} s’en va : {count}.",
            "Décider",
            reverse("closing:association", args=[leaving.association_id]),
            due_on=leaving.leaves_on,
            is_late=leaving.leaves_on <= desk.today,
        )


def rematches(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    ripe = RematchHold.objects.within(desk.request.scope).filter(
        decision="", talk_settled_at__isnull=False, until__lte=desk.today, mentee__left_on=None
    )
    count = len(held(set(ripe.values_list("mentee_id", flat=True)), on=desk.today))
    if count:
        yield Task(
            several(
                count,
                "élève attend votre décision avant un autre mentor.",
                "élèves attendent votre décision avant un autre mentor.",
            ),
            "Décider",
            reverse("closing:index"),
        )


def own_talks(desk: Desk) -> Iterator[Task]:
    is_mentee = desk.request.scope.mentee is not None
    for talk in asked_of(desk.request.scope):
        yield Task(
            "Ta relation avec ton mentor se termine : dis comment c’était."
            if is_mentee
            else "Une de vos relations se termine : donnez votre bilan.",
            "Donner mon avis" if is_mentee else "Donner mon bilan",
            reverse("closing:mine", args=[talk.pk]),
            detail="Trois minutes, des réponses à cocher.",
        )
