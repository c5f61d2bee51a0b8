"""Pages of matching in every state that they have, on the demonstration."""

from datetime import datetime, time
from urllib.parse import urlencode

from django.urls import reverse

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.actions import compute_academy
from mentorat.matching.models import AcademyRun, MatchingRun, TerritoryRun
from mentorat.matching.queries import needs_named, offers_named
from mentorat.people.models import User
from mentorat.programmes.models import SchoolProject
from mentorat.speedmeetings.actions import mark_absent, plan_meeting
from mentorat.speedmeetings.queries import facts_by_number

WHY = "the demonstration, whole"
STATES = ("waiting", "running", "failed")


def pages_of_matching(now: datetime) -> dict[str, list[str]]:
    """Make runs, a territory's runs and a speed meeting; return the pages of each persona."""
    run = MatchingRun.objects.unscoped(WHY).select_related("project__campaign").latest("pk")
    trials = territory_pages(run, now)
    return {"bde": school_pages(run, now), "referent": trials, "dgesco": trials}


def school_pages(run: MatchingRun, now: datetime) -> list[str]:
    project, best = run.project, run.proposals.latest("score")
    scope = Scope(Family.SCHOOL, school_span(run.place))
    others = [copy_of(run, state=state) for state in STATES]
    nobody = {**run.summary, "served": 0, "volunteers": 0, "details": [], "difference": None}
    others.append(copy_of(run, summary=nobody))
    pupil, mentor = (
        needs_named(project, scope=scope),
        offers_named(project, scope=scope, today=now.date()),
    )
    asked = urlencode({"eleve": pupil[best.need_id], "mentor": next(iter(mentor.values()))})
    chosen = urlencode({"act": "again", "proposal": best.pk})
    meeting = meeting_of(project, scope, now)
    return [
        *(reverse("matching:run", args=[one.pk]) for one in others),
        reverse("matching:left", args=[run.pk]),
        reverse("matching:proposal", args=[best.pk]),
        reverse("matching:why") + f"?{asked}",
        reverse("matching:why") + "?eleve=zzz&mentor=e",
        reverse("matching:choose", args=[run.pk]) + f"?{chosen}",
        reverse("matching:index") + "?q=zzz",
        reverse("speedmeetings:detail", args=[meeting]),
    ]


def copy_of(run: MatchingRun, **told: object) -> MatchingRun:
    fields = {"state": run.state, "summary": run.summary, "certificate": run.certificate, **told}
    return MatchingRun.objects.create(
        project=run.project,
        place=run.place,
        asked_by=run.asked_by,
        asked_at=run.asked_at,
        engine=run.engine,
        **fields,
    )


def meeting_of(project: SchoolProject, scope: Scope, now: datetime) -> int:
    """Plan a meeting of today from which one is absent."""
    waiting, offering = facts_by_number(project, scope=scope, today=now.date())
    by = User.objects.get(email="bde@demo.mentorat.example")
    meeting = plan_meeting(
        project=project,
        scope=scope,
        held_on=now.date(),
        starts_at=time(14),
        where="Hall",
        rounds=2,
        needs=sorted(waiting)[:3],
        offers=sorted(offering)[:3],
        now=now,
        by=by,
    )
    mark_absent(participant=meeting.participants.all()[0], now=now, by=by)
    return meeting.pk


def territory_pages(run: MatchingRun, now: datetime) -> list[str]:
    """Return pages of a trial of one académie that is done, and of one that broke off."""
    academy = run.project.school.academy
    pages = [reverse("territories:needs"), reverse("territories:needs") + "?q=zzz"]
    for state in ("done", "failed", "waiting"):
        made = TerritoryRun.objects.create(
            campaign=run.project.campaign,
            place=academy.span.lo,
            last_place=academy.span.hi,
            asked_by=run.asked_by,
            asked_at=now,
            seed=1,
            is_trial=True,
        )
        part = AcademyRun.objects.create(
            territory_run=made, academy=academy, place=made.place, last_place=made.last_place
        )
        if state == "done":
            compute_academy(part=part, today=now.date(), now=now)
        else:
            AcademyRun.objects.unscoped(WHY).filter(pk=part.pk).update(state=state)
        pages += [
            reverse("territories:run", args=[made.pk]),
            reverse("territories:schools", args=[made.pk]),
        ]
    return pages
