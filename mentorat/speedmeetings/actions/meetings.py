"""A « rencontre éclair » is planned; each side says whom it chose; pairs are proposed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.foundations.scope import Scope
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching import actions as matching
from mentorat.matching.actions import Suggested
from mentorat.matching.engine.rotation import Rotation, rotate
from mentorat.matching.engine.stable import VERSION, Unnamed, preferences, stable
from mentorat.matching.models import Need, Offer
from mentorat.people.models import User
from mentorat.people.policies import check_cleared
from mentorat.programmes.models import SchoolProject
from mentorat.speedmeetings import policies
from mentorat.speedmeetings.enums import MeetingState, Unchosen
from mentorat.speedmeetings.errors import NobodyChose, NobodyToMeet
from mentorat.speedmeetings.models import Mark, Participant, SpeedMeeting, Turn
from mentorat.speedmeetings.queries import facts_by_number

CHOSEN = "L’élève et le mentor se sont choisis à la rencontre éclair du {day}."
MET = "L’élève et le mentor se sont rencontrés à la rencontre éclair du {day}."


@transaction.atomic
def plan_meeting(
    *,
    project: SchoolProject,
    scope: Scope,
    held_on: date,
    starts_at: time,
    where: str,
    rounds: int,
    needs: Collection[int],
    offers: Collection[int],
    unchosen: Unchosen = Unchosen.NEVER,
    now: datetime,
    by: User,
) -> SpeedMeeting:
    """Plan who meets whom. Those who may not be matched never sit at one table.

    Each participant has a link of his or her own, good for these choices only.
    """
    today = timezone.localdate(now)
    policies.check_can_plan(held_on=held_on, rounds=rounds, today=today)
    waiting, offering = facts_by_number(project, scope=scope, today=today)
    policies.check_take_part(needs, offers, waiting, offering)
    barred = policies.barred_pairs(
        [waiting[one] for one in needs], [offering[one] for one in offers]
    )
    seed = project.campaign.year
    plan = rotate(needs, offers, rounds=rounds, never=barred, seed=seed)
    if not plan.pairs:
        raise NobodyToMeet
    meeting = SpeedMeeting.objects.create(
        project=project,
        place=project.place,
        held_on=held_on,
        starts_at=starts_at,
        where=where,
        rounds=rounds,
        unchosen=unchosen,
        seed=seed,
        planned_at=now,
        planned_by=by,
    )
    people = _write_participants(meeting, needs, offers, scope=scope)
    _write_turns(meeting, people, plan)
    for one in people:
        access.make_link(
            act=LinkAct.CHOOSE,
            about=meeting,
            mentee=one.mentee,
            mentor=one.mentor,
            school=project.school,
            now=now,
            by=by,
        )
    record(Event.SPEED_MEETING_PLANNED, on=meeting, by=by)
    return meeting


@transaction.atomic
def decide_meeting(*, meeting: SpeedMeeting, scope: Scope, now: datetime, by: User) -> SpeedMeeting:
    """Propose the pairs that follow from the choices, then forget the choices.

    Whoever no longer waits, or no longer has a seat, is left out: the others are settled without.
    """
    meeting = SpeedMeeting.objects.all().locked(meeting)
    policies.check_can_become(meeting, MeetingState.DECIDED)
    today = timezone.localdate(now)
    policies.check_open(meeting, today=today)
    pupils, mentors = _choices(meeting)
    if not any(pupils.values()) or not any(mentors.values()):
        raise NobodyChose
    waiting, offering = facts_by_number(meeting.project, scope=scope, today=today)
    barred = policies.barred_pairs(waiting.values(), list(offering.values()))
    found = stable(
        preferences(
            {need: names for need, names in pupils.items() if need in waiting},
            {offer: names for offer, names in mentors.items() if offer in offering},
            met=_met(meeting) - barred,
            unnamed=Unnamed(meeting.unchosen),
            seed=meeting.seed,
        ),
        {number: offer.seats for number, offer in offering.items()},
    )
    meeting.run = matching.suggest(
        project=meeting.project,
        suggested=_suggested(meeting, found, pupils, mentors),
        volunteers=len(pupils),
        offers=len(mentors),
        seed=meeting.seed,
        engine=VERSION,
        now=now,
        by=by,
    )
    _end(meeting, MeetingState.DECIDED, "run", now=now, by=by)
    record(Event.SPEED_MEETING_DECIDED, on=meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: SpeedMeeting, now: datetime, by: User) -> SpeedMeeting:
    meeting = SpeedMeeting.objects.all().locked(meeting)
    policies.check_can_become(meeting, MeetingState.CANCELLED)
    _end(meeting, MeetingState.CANCELLED, now=now, by=by)
    record(Event.SPEED_MEETING_CANCELLED, on=meeting, by=by)
    return meeting


def _end(
    meeting: SpeedMeeting, state: MeetingState, *changed: str, now: datetime, by: User
) -> None:
    """Close a meeting: choices are forgotten, links open nothing more."""
    Mark.objects.unscoped("the choices of one meeting").filter(
        participant__meeting=meeting
    ).delete()
    access.revoke_links(about=meeting, now=now)
    meeting.state, meeting.ended_at, meeting.ended_by = state, now, by
    meeting.save(update_fields=["state", "ended_at", "ended_by", *changed])


def _write_participants(
    meeting: SpeedMeeting, needs: Collection[int], offers: Collection[int], *, scope: Scope
) -> list[Participant]:
    of_pupils = Need.objects.within(scope).filter(pk__in=needs).select_related("mentee")
    of_mentors = Offer.objects.within(scope).filter(pk__in=offers).select_related("mentor")
    mentors = [Participant(offer=one, mentor=one.mentor) for one in of_mentors.order_by("pk")]
    check_cleared([one.mentor for one in mentors if one.mentor], on=meeting.held_on)
    people = [
        *(Participant(need=one, mentee=one.mentee) for one in of_pupils.order_by("pk")),
        *mentors,
    ]
    for one in people:
        one.meeting, one.place = meeting, meeting.place
    return Participant.objects.bulk_create(people)


def _write_turns(meeting: SpeedMeeting, people: Sequence[Participant], plan: Rotation) -> None:
    pupils = {one.need_id: one for one in people if one.is_mentee}
    mentors = {one.offer_id: one for one in people if not one.is_mentee}
    names = _first_names(pupils.values())
    Turn.objects.bulk_create(
        Turn(
            meeting=meeting,
            place=meeting.place,
            number=number,
            mentee_side=pupils[need],
            mentor_side=mentors[offer],
            mentee_name=names[pupils[need].pk],
            mentor_name=str(mentors[offer].mentor),
        )
        for number, met in enumerate(plan.rounds, start=1)
        for need, offer in met.items()
    )


def _first_names(pupils: Iterable[Participant]) -> dict[int, str]:
    """Return what mentors read of pupils: a first name, with an initial when two share it."""
    mentees = {one.pk: one.mentee for one in pupils if one.mentee}
    shared = Counter(mentee.first_name for mentee in mentees.values())
    return {
        pk: mentee.short_name if shared[mentee.first_name] > 1 else mentee.first_name
        for pk, mentee in mentees.items()
    }


Names = dict[int, list[int]]


def _choices(meeting: SpeedMeeting) -> tuple[Names, Names]:
    """Return the offers that each need chose, and the needs that each offer chose, in order."""
    pupils: Names = {}
    mentors: Names = {}
    pairs = {turn: (need, offer) for turn, need, offer in _turns(meeting)}
    for one in meeting.participants.filter(absent_at=None).prefetch_related("marks"):
        chosen = [pairs[mark.turn_id] for mark in one.marks.all()]
        if one.need_id is not None:
            pupils[one.need_id] = [offer for _, offer in chosen]
        elif one.offer_id is not None:
            mentors[one.offer_id] = [need for need, _ in chosen]
    return pupils, mentors


def _met(meeting: SpeedMeeting) -> frozenset[tuple[int, int]]:
    return frozenset((need, offer) for _, need, offer in _turns(meeting))


def _turns(meeting: SpeedMeeting) -> list[tuple[int, int, int]]:
    """Return each turn with its need and its offer."""
    turns = meeting.turns.filter(is_missed=False)
    return list(turns.values_list("pk", "mentee_side__need", "mentor_side__offer"))


def _suggested(
    meeting: SpeedMeeting,
    found: Mapping[int, int],
    pupils: Mapping[int, Sequence[int]],
    mentors: Mapping[int, Sequence[int]],
) -> list[Suggested]:
    day = date_format(meeting.held_on, "j F")

    def why(need: int, offer: int) -> str:
        is_mutual = offer in pupils[need] and need in mentors[offer]
        return (CHOSEN if is_mutual else MET).format(day=day)

    return [Suggested(need, offer, (why(need, offer),)) for need, offer in found.items()]
