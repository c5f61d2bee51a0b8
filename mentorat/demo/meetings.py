"""A « rencontre éclair » of the main school: held the day before, its choices told, to decide."""

from contextlib import suppress
from datetime import time, timedelta

from mentorat.demo.layout import MAIN
from mentorat.demo.schools import invented_uai
from mentorat.demo.stage import Stage
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject
from mentorat.speedmeetings import actions
from mentorat.speedmeetings.errors import NobodyToMeet
from mentorat.speedmeetings.models import Participant, SpeedMeeting
from mentorat.speedmeetings.queries import facts_by_number

FRIDAY = 4
PUPILS, MENTORS, ROUNDS = 6, 3, 3


def meet(stage: Stage) -> None:
    """Let those who wait the longest meet mentors; one of them has told no choice yet."""
    year, uai = stage.year, invented_uai(MAIN)
    project = SchoolProject.objects.unscoped("demonstration").get(school__uai=uai)
    scope = Scope(Family.SCHOOL, school_span(project.place))
    held_on = year.yesterday - timedelta(days=max(year.yesterday.weekday() - FRIDAY, 0))
    planned_at = year.now - timedelta(days=7)
    waiting, offering = facts_by_number(project, scope=scope, today=planned_at.date())
    needs = sorted(number for number, need in waiting.items() if need.days_waiting >= 0)
    written = Entry.objects.unscoped("demonstration").order_by("pk").last()
    with suppress(NobodyToMeet):
        meeting = actions.plan_meeting(
            project=project,
            scope=scope,
            held_on=held_on,
            starts_at=time(14),
            where="au CDI",
            rounds=ROUNDS,
            needs=needs[:PUPILS],
            offers=sorted(offering)[:MENTORS],
            now=planned_at,
            by=User.objects.get(pk=stage.personas["bde"]),
        )
        for one in meeting.participants.order_by("pk")[1:]:
            _choose(stage, meeting, one)
    # The journal tells of the day that is played, whatever the clock says.
    told = Entry.objects.unscoped("demonstration").filter(pk__gt=written.pk if written else 0)
    told.update(at=year.now)


def _choose(stage: Stage, meeting: SpeedMeeting, one: Participant) -> None:
    """Name the two whom one met last, the last one first."""
    side = "mentee_side" if one.is_mentee else "mentor_side"
    met = meeting.turns.filter(**{side: one}).order_by("-number")
    actions.give_marks(
        participant=one,
        turns=[turn.pk for turn in met[:2]],
        now=stage.year.now - timedelta(hours=14),
        by=None,
    )
