"""When a session may be planned, moved, cancelled or told. Who may is a question for ``access``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import ClosedDay, PfmpPeriod, Room, School
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Mentee, Mentor
from mentorat.people.policies import check_cleared, unauthorised
from mentorat.programmes.enums import MentoringForm
from mentorat.reference.queries import holidays_between, public_holiday_on
from mentorat.scheduling.engine.slots import Slot
from mentorat.scheduling.enums import AttendanceStatus, SessionMode, SessionState
from mentorat.scheduling.errors import (
    AttendanceIncomplete,
    AttendanceTooEarly,
    AuthorisationMissing,
    DuringHolidays,
    DuringPfmp,
    InThePast,
    MenteesOutOfReach,
    MentorOutOfReach,
    MentorshipNotOpen,
    OnSunday,
    OutsideCampaign,
    OutsideOpeningHours,
    OutsideRemoteHours,
    RoomOrRemote,
    RoomTooSmall,
    RoomUnusable,
    WrongDuration,
    WrongSessionState,
)
from mentorat.scheduling.models import MentoringSession

S = SessionState

TRANSITIONS: Mapping[SessionState, frozenset[SessionState]] = {
    S.PLANNED: frozenset({S.HELD, S.CANCELLED}),
    S.HELD: frozenset(),
    S.CANCELLED: frozenset(),
}

# A first meeting may be planned while the agreement is being signed.
MEETING = frozenset({MentorshipState.ACCEPTED, MentorshipState.READY, MentorshipState.ACTIVE})
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=4)
REMOTE_OPENS, REMOTE_CLOSES = time(8), time(20)
SUNDAY = 6

# What the family of a minor must have authorised.
NEEDED: Mapping[SessionMode, AuthorisationScope] = {
    SessionMode.ROOM: AuthorisationScope.IN_PERSON,
    SessionMode.REMOTE: AuthorisationScope.REMOTE,
}


@dataclass(frozen=True)
class Party:
    """Who meets: the members of a relation on the day when a session is planned."""

    mentors: tuple[Mentor, ...] = ()
    mentee_ids: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        return len(self.mentors) + len(self.mentee_ids)


@dataclass(frozen=True)
class Wish:
    """What a session would take: a time on the school's clocks, some people, perhaps a room."""

    slot: Slot
    party: Party
    room: Room | None

    @property
    def mode(self) -> SessionMode:
        return SessionMode.REMOTE if self.room is None else SessionMode.ROOM


def zone_of(school: School) -> ZoneInfo:
    return ZoneInfo(school.academy.time_zone)


def slot_of(session: MentoringSession) -> Slot:
    """Return when a session takes place, on the clocks of its school."""
    slot = Slot(session.during.lower, session.during.upper)
    return slot.seen_in(zone_of(session.mentorship.school))


def party_of(mentorship: Mentorship) -> Party:
    """Return the members who have not said no. One mentor out of sight refuses them all."""
    mentor_ids = set(
        mentorship.mentor_memberships.exclude(state=MemberState.DECLINED).values_list(
            "mentor_id", flat=True
        )
    )
    mentee_ids = mentorship.mentee_memberships.exclude(state=MemberState.DECLINED).values_list(
        "mentee_id", flat=True
    )
    mentors = (
        Mentor.objects.unscoped("the mentors of this relation")
        .filter(pk__in=mentor_ids)
        .order_by("pk")
    )
    party = Party(tuple(mentors), tuple(sorted(mentee_ids)))
    # A mentor whom row security hides could be neither checked nor booked.
    if len(party.mentors) != len(mentor_ids):
        raise MentorOutOfReach
    return party


def may_meet_remotely(party: Party, *, on: date) -> Party:
    """Return the party without the pupils whose family has not said yes to a distance."""
    left_out = unauthorised(party.mentee_ids, to=AuthorisationScope.REMOTE, on=on)
    return replace(party, mentee_ids=tuple(pk for pk in party.mentee_ids if pk not in left_out))


def mentees_of(session: MentoringSession) -> frozenset[int]:
    """Return the pupils of a session: those it was planned with, whoever joined or left since."""
    booked = session.bookings.filter(mentee__isnull=False)
    return frozenset(booked.values_list("mentee_id", flat=True))


def can_become(session: MentoringSession, target: SessionState) -> bool:
    return target in TRANSITIONS[SessionState(session.state)]


def check_can_become(session: MentoringSession, target: SessionState) -> None:
    if not can_become(session, target):
        raise WrongSessionState(state=session.get_state_display(), target=target.label)


def check_can_move(session: MentoringSession) -> None:
    """Only what may still be cancelled may be moved."""
    if not can_become(session, S.CANCELLED):
        raise WrongSessionState(state=session.get_state_display(), target=S.PLANNED.label)


def check_can_plan(
    mentorship: Mentorship, wish: Wish, *, now: datetime, allows_past: bool = False
) -> None:
    """Refuse a session that breaks a rule, whatever else is booked at that time.

    ``allows_past`` is for a session told after it took place: what families say of it no longer
    prevents anything.
    """
    school, slot = mentorship.school, wish.slot
    if mentorship.state not in MEETING:
        raise MentorshipNotOpen(state=mentorship.get_state_display())
    if not SHORTEST <= slot.duration <= LONGEST:
        raise WrongDuration
    if slot.starts_at < now and not allows_past:
        raise InThePast(day=slot.day, starts=slot.starts_at.time())
    _check_campaign(mentorship, slot.day)
    check_class_day(school, slot.day)
    if wish.room is not None:
        _check_at_school(school, slot.day, wish.party)
        _check_room(wish.room, school, slot, people=wish.party.size)
    elif not _fits(slot, REMOTE_OPENS, REMOTE_CLOSES):
        raise OutsideRemoteHours(opens=REMOTE_OPENS, closes=REMOTE_CLOSES)
    check_cleared(wish.party.mentors, on=slot.day)
    if not allows_past:
        _check_authorised(wish)


def check_mode(mode: SessionMode, room: Room | None) -> None:
    if (mode == SessionMode.ROOM) != (room is not None):
        raise RoomOrRemote


def check_not_sunday(day: date) -> None:
    if day.weekday() == SUNDAY:
        raise OnSunday(day=day)


def check_class_day(school: School, day: date) -> None:
    check_not_sunday(day)
    label = closure_on(school, day)
    if label is not None:
        raise DuringHolidays(day=day, label=label)


def closure_on(school: School, day: date) -> str | None:
    """Return why a school has no class on a day of the week, if it has none."""
    return closures_between(school, day, day).get(day)


def closures_between(school: School, first_day: date, last_day: date) -> dict[date, str]:
    """Return the days without class, and why: holidays of the académie, the school’s, the public’s.

    Sundays are not listed. Two questions, however long the span.
    """
    periods = holidays_between(school.academy.calendar, first_day, last_day)
    own = ClosedDay.objects.unscoped("a rule about one school").filter(
        school=school, day__range=(first_day, last_day)
    )
    labels = dict(own.values_list("day", "label"))
    found = {}
    for offset in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=offset)
        label = (
            next((one.label for one in periods if one.first_day <= day <= one.last_day), None)
            or labels.get(day)
            or public_holiday_on(school.academy_id, day, department=school.department_id)
        )
        if label:
            found[day] = label
    return found


def pfmp_between(
    school: School, mentee_ids: Collection[int], first_day: date, last_day: date
) -> dict[date, str]:
    """Return the days on which every one of these pupils is away in PFMP, and their classes.

    Two questions, however long the span.
    """
    pupils = Mentee.objects.unscoped("classes of those who would meet").filter(pk__in=mentee_ids)
    classes = set(pupils.values_list("class_label", flat=True))
    periods = PfmpPeriod.objects.unscoped("a rule about one school").filter(
        school=school, class_label__in=classes, starts_on__lte=last_day, ends_on__gte=first_day
    )
    away: dict[date, set[str]] = {}
    for one in periods:
        for offset in range((one.ends_on - one.starts_on).days + 1):
            away.setdefault(one.starts_on + timedelta(days=offset), set()).add(one.class_label)
    return {day: ", ".join(sorted(found)) for day, found in away.items() if found == classes}


def needs_adult(mentorship: Mentorship) -> bool:
    """Say whether a first meeting needs an adult of the school: a class meets with its teacher."""
    return mentorship.form != MentoringForm.CLASS


def starts_relation(session: MentoringSession, told: Collection[AttendanceStatus]) -> bool:
    """Say whether a meeting is the first one of a relation that is ready, with its adult."""
    mentorship = session.mentorship
    is_ready = mentorship.state == MentorshipState.READY and AttendanceStatus.PRESENT in told
    return is_ready and (session.adult_id is not None or not needs_adult(mentorship))


def check_can_record(
    session: MentoringSession, told: Collection[int], expected: Collection[int], *, now: datetime
) -> None:
    """Presence is told once the session has begun, for all its pupils; and may be corrected."""
    if session.state != S.HELD:
        check_can_become(session, S.HELD)
    slot = slot_of(session)
    if now < slot.starts_at:
        raise AttendanceTooEarly(day=slot.day, starts=slot.starts_at.time())
    if set(told) != set(expected):
        raise AttendanceIncomplete
    seen = Mentee.objects.unscoped("row security says who is seen").filter(pk__in=expected)
    if seen.count() != len(expected):
        raise MenteesOutOfReach


def _check_authorised(wish: Wish) -> None:
    """Refuse while the family of one of the minors has not said yes to meeting in this way, or
    when nobody is left to meet.
    """
    to = NEEDED[wish.mode]
    pupils = wish.party.mentee_ids
    if not pupils or unauthorised(pupils, to=to, on=wish.slot.day):
        raise AuthorisationMissing(scope=to.label)


def _check_campaign(mentorship: Mentorship, day: date) -> None:
    campaign = mentorship.project.campaign
    if not campaign.opens_on <= day <= mentorship.last_day:
        raise OutsideCampaign(day=day, opens=campaign.opens_on, closes=mentorship.last_day)


def _check_at_school(school: School, day: date, party: Party) -> None:
    """Refuse a meeting at school of pupils who are all in companies; at a distance it may be."""
    classes = pfmp_between(school, party.mentee_ids, day, day).get(day)
    if classes is not None:
        raise DuringPfmp(day=day, classes=classes)


def _check_room(room: Room, school: School, slot: Slot, *, people: int) -> None:
    retired = room.retired_on is not None and room.retired_on <= slot.day
    if room.school_id != school.pk or retired:
        raise RoomUnusable(room=room.name)
    if not _fits(slot, room.opens_at, room.closes_at):
        raise OutsideOpeningHours(room=room.name, opens=room.opens_at, closes=room.closes_at)
    if people > room.capacity:
        raise RoomTooSmall(room=room.name, capacity=room.capacity, people=people)


def _fits(slot: Slot, opens: time, closes: time) -> bool:
    starts, ends = slot.starts_at, slot.ends_at
    return starts.date() == ends.date() and opens <= starts.time() and ends.time() <= closes
