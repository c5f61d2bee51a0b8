"""Sessions of several weeks, planned at once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from mentorat.foundations.errors import Refusal
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import Room
from mentorat.people.models import User
from mentorat.scheduling import policies
from mentorat.scheduling.actions.locking import hold_mentorship
from mentorat.scheduling.actions.planning import plan
from mentorat.scheduling.engine.slots import weekly
from mentorat.scheduling.enums import SessionMode
from mentorat.scheduling.models import MentoringSession


@dataclass(frozen=True)
class Unplanned:
    """A week without its session, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class SeriesOutcome:
    planned: tuple[MentoringSession, ...]
    refused: tuple[Unplanned, ...]
    skipped: tuple[Unplanned, ...]


@transaction.atomic
def plan_weekly(
    *,
    mentorship: Mentorship,
    first: date,
    starts: time,
    duration: timedelta,
    count: int,
    mode: SessionMode,
    room: Room | None,
    now: datetime,
    by: User,
) -> SeriesOutcome:
    """Plan a session a week, at the same local time, in ``count`` weeks of class.

    Weeks of holidays, or of PFMP for a session at school, are skipped and do not count. A week that
    is refused counts, and the others are kept. Nothing is planned after the campaign.
    """
    mentorship = hold_mentorship(mentorship.pk)
    policies.check_not_sunday(first)
    last_day = mentorship.last_day
    pupils = policies.party_of(mentorship).mentee_ids
    away = policies.pfmp_between(mentorship.school, pupils, first, last_day) if room else {}
    planned: list[MentoringSession] = []
    refused: list[Unplanned] = []
    skipped: list[Unplanned] = []
    for slot in weekly(first, starts, duration, policies.zone_of(mentorship.school)):
        closure = policies.closure_on(mentorship.school, slot.day)
        if closure is None and slot.day in away:
            closure = f"PFMP de {away[slot.day]}"
        if closure is not None and slot.day <= last_day:
            skipped.append(Unplanned(slot.day, closure))
            continue
        try:
            session = plan(
                mentorship=mentorship,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                mode=mode,
                room=room,
                now=now,
                by=by,
            )
        except Refusal as refusal:
            refused.append(Unplanned(slot.day, refusal.sentence))
        else:
            planned.append(session)
        if len(planned) + len(refused) == count or slot.day > last_day:
            break
    return SeriesOutcome(tuple(planned), tuple(refused), tuple(skipped))
