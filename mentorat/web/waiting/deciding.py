"""What waits for a decision of the school: alarms, applications, delays that run out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from mentorat.access.roles import Permission
from mentorat.followup.models import Alarm
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.policies import deadlines, is_running_out
from mentorat.people.models import MentorApplication
from mentorat.web.components import Task
from mentorat.web.templatetags.french import day, several
from mentorat.web.waiting.desk import Desk

S = MentorshipState
# What a delay that runs out waits for; a first date has a task of its own.
AWAITED = {
    S.PROPOSED: "proposition attend encore une réponse,propositions attendent encore une réponse",
    S.AWAITING: (
        "relation attend l’autorisation d’une famille,"
        "relations attendent l’autorisation d’une famille"
    ),
    S.ACCEPTED: (
        "accord n’a pas encore toutes ses signatures,"
        "accords n’ont pas encore toutes leurs signatures"
    ),
}


def alarms(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    found = (
        Alarm.objects.within(desk.request.scope)
        .open()
        .aggregate(
            relations=Count("mentorship", distinct=True), mentors=Count("mentor", distinct=True)
        )
    )
    looked_at = [
        several(found[name], words)
        for name, words in (("relations", "relation"), ("mentors", "mentor"))
        if found[name]
    ]
    if looked_at:
        yield Task(f"{' et '.join(looked_at)} à regarder.", "Voir", reverse("alarms:index"))


def applications(desk: Desk) -> Iterator[Task]:
    """Count those that wait for our own answer: an association decides about its own."""
    if not desk.request.can(Permission.MENTOR_MANAGE):
        return
    scope = desk.request.scope
    waiting = MentorApplication.objects.within(scope).waiting()
    count = waiting.filter(association=scope.association).count()
    if count:
        yield Task(
            several(count, "candidature de mentor,candidatures de mentor") + " à décider.",
            "Répondre",
            f"{reverse('applications:index')}?state=waiting&sort=old",
        )


def running_out(desk: Desk) -> Iterator[Task]:
    """Say which delays end within days: what nobody looks at is released by itself."""
    if not desk.request.can(Permission.MENTORSHIP_MANAGE):
        return
    waiting = (
        Mentorship.objects.within(desk.request.scope)
        .filter(state__in=AWAITED)
        .select_related("project__campaign")
        .order_by("state_at", "pk")
    )
    ends: dict[MentorshipState, list[date]] = defaultdict(list)
    for mentorship in waiting:
        ahead = deadlines(mentorship)
        if ahead is not None and is_running_out(mentorship, today=desk.today):
            ends[S(mentorship.state)].append(ahead.end)
    for state, words in AWAITED.items():
        if found := ends[state]:
            first = min(found)
            yield Task(
                f"{several(len(found), words)}.",
                "Relancer ou décider",
                f"{reverse('mentorships:index')}?{urlencode({'state': state, 'sort': '-recent'})}",
                detail="Le délai est passé."
                if first < desk.today
                else f"Sans rien faire, libérée le {day(first)}."
                if len(found) == 1
                else f"Sans rien faire, la première est libérée le {day(first)}.",
                is_late=first <= desk.today,
            )
