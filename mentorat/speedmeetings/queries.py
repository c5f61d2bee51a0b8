"""What pages show of a « rencontre éclair »: never whom anyone chose."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from mentorat.foundations.scope import Scope
from mentorat.matching.engine import NeedFacts, OfferFacts
from mentorat.matching.queries import choices_by_hand, engine_facts
from mentorat.programmes.models import SchoolProject
from mentorat.speedmeetings.models import MeetingQuerySet, Participant, SpeedMeeting, Turn
from mentorat.speedmeetings.policies import has_room


@dataclass(frozen=True)
class Room:
    """Whom a coordinator may invite: facts by number, and how each is written in the form."""

    waiting: Mapping[int, NeedFacts]
    offering: Mapping[int, OfferFacts]
    need_choices: Sequence[tuple[str, str]]
    offer_choices: Sequence[tuple[str, str]]


def facts_by_number(
    project: SchoolProject, *, scope: Scope, today: date
) -> tuple[dict[int, NeedFacts], dict[int, OfferFacts]]:
    """Return the volunteers who may be matched, and the cleared mentors with a free seat."""
    needs, offers = engine_facts(project, scope=scope, today=today)
    return {one.id: one for one in needs}, {one.id: one for one in offers if has_room(one)}


def room_of(project: SchoolProject, *, scope: Scope, today: date) -> Room:
    waiting, offering = facts_by_number(project, scope=scope, today=today)
    choice = choices_by_hand(project, scope=scope, today=today)
    return Room(
        waiting=waiting,
        offering=offering,
        need_choices=[one for one in choice.need_choices if int(one[0]) in waiting],
        offer_choices=[one for one in choice.offer_choices if int(one[0]) in offering],
    )


def meetings_shown(project: SchoolProject, *, scope: Scope) -> MeetingQuerySet:
    """Return the meetings of a project with how many take part, and how many have answered."""
    return (
        SpeedMeeting.objects.within(scope)
        .filter(project=project)
        .annotate(
            pupils=Count("participants", filter=Q(participants__mentee__isnull=False)),
            mentors=Count("participants", filter=Q(participants__mentor__isnull=False)),
            answered=Count("participants", filter=Q(participants__marked_at__isnull=False)),
        )
    )


@dataclass(frozen=True)
class Person:
    """A participant as the coordinator reads it, and whom he or she meets in each round."""

    id: int
    name: str
    detail: str
    has_answered: bool
    is_absent: bool
    meets: Sequence[str]

    @property
    def is_idle(self) -> bool:
        return not any(self.meets) and not self.is_absent


@dataclass(frozen=True)
class Plan:
    """The whole plan, with full names: for the coordinator and for the room."""

    times: Sequence[time]
    pupils: Sequence[Person]
    mentors: Sequence[Person]

    @property
    def answered(self) -> int:
        return sum(one.has_answered for one in (*self.pupils, *self.mentors))

    @property
    def total(self) -> int:
        return len(self.pupils) + len(self.mentors) - self.absent

    @property
    def absent(self) -> int:
        return sum(one.is_absent for one in (*self.pupils, *self.mentors))


def plan_of(meeting: SpeedMeeting, *, scope: Scope) -> Plan:
    """Return who meets whom and when, in two queries."""
    people = list(
        Participant.objects.within(scope)
        .filter(meeting=meeting)
        .select_related("mentee", "mentor")
        .order_by(
            "mentor__last_name", "mentor__first_name", "mentee__last_name", "mentee__first_name"
        )
    )
    names = {one.pk: str(one.mentee or one.mentor) for one in people}
    met: dict[int, list[str]] = defaultdict(lambda: [""] * meeting.rounds)
    for turn in Turn.objects.within(scope).filter(meeting=meeting, is_missed=False):
        met[turn.mentee_side_id][turn.number - 1] = names[turn.mentor_side_id]
        met[turn.mentor_side_id][turn.number - 1] = names[turn.mentee_side_id]
    shown = {one.pk: _person(one, names[one.pk], met[one.pk]) for one in people}
    return Plan(
        times=times_of(meeting),
        pupils=[shown[one.pk] for one in people if one.is_mentee],
        mentors=[shown[one.pk] for one in people if not one.is_mentee],
    )


def _person(one: Participant, name: str, meets: Sequence[str]) -> Person:
    detail = one.mentee.class_label if one.mentee else one.mentor.job if one.mentor else ""
    return Person(one.pk, name, detail, one.marked_at is not None, one.absent_at is not None, meets)


def times_of(meeting: SpeedMeeting) -> list[time]:
    """Return when each round begins."""
    first = datetime.combine(meeting.held_on, meeting.starts_at)
    return [
        (first + timedelta(minutes=meeting.minutes * number)).time()
        for number in range(meeting.rounds)
    ]


@dataclass(frozen=True)
class Met:
    """A round of one person: with whom, by the name that this person may read."""

    turn_id: int
    number: int
    at: time
    name: str


def met_by(participant: Participant, *, scope: Scope) -> list[Met]:
    """Return the rounds of one person, in one query. A mentor without clearances reads none."""
    times = times_of(participant.meeting)
    own = Q(mentee_side=participant) | Q(mentor_side=participant)
    return [
        Met(turn.pk, turn.number, times[turn.number - 1], _name_for(participant, turn))
        for turn in Turn.objects.within(scope).filter(
            own, meeting=participant.meeting_id, is_missed=False
        )
    ]


def met_by_each(meeting: SpeedMeeting, *, scope: Scope) -> dict[int, list[Met]]:
    """Return the rounds of each participant, in one query."""
    times, found = times_of(meeting), defaultdict[int, list[Met]](list)
    for turn in Turn.objects.within(scope).filter(meeting=meeting, is_missed=False):
        at = times[turn.number - 1]
        found[turn.mentee_side_id].append(Met(turn.pk, turn.number, at, turn.mentor_name))
        found[turn.mentor_side_id].append(Met(turn.pk, turn.number, at, turn.mentee_name))
    return found


def _name_for(participant: Participant, turn: Turn) -> str:
    return turn.mentor_name if participant.is_mentee else turn.mentee_name
