"""What stops a relation: the end with its review, a suspension, a proposal taken back."""

from datetime import date, datetime

from mentorat.demo.pupils import leave
from mentorat.demo.scenery import NEXT_STEPS
from mentorat.demo.sessions import PlayedRelation
from mentorat.demo.stage import Scene
from mentorat.demo.traces import Act, note
from mentorat.followup.enums import (
    ClosingKind,
    ClosingState,
    GivenUp,
    Side,
    TalkMode,
    TalkState,
)
from mentorat.followup.exit_questions import VERSION
from mentorat.followup.models import Closing, ClosingReview, ExitTalk
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import EndReason, MentorshipState
from mentorat.mentorships.enums import ObjectiveReached as Reached

S = MentorshipState
EVENTS = {
    S.SUSPENDED: Event.MENTORSHIP_SUSPENDED,
    S.ENDED: Event.MENTORSHIP_ENDED,
    S.WITHDRAWN: Event.MENTORSHIP_WITHDRAWN,
    S.LAPSED: Event.MENTORSHIP_LAPSED,
}
KINDS = {
    EndReason.MENTEE_LEFT_SCHOOL: ClosingKind.UNANTICIPATED,
    EndReason.MENTEE_STOPPED: ClosingKind.ONE_SIDED,
    EndReason.MENTOR_STOPPED: ClosingKind.ONE_SIDED,
    EndReason.NO_CONTACT: ClosingKind.ONE_SIDED,
    EndReason.OTHER: ClosingKind.UNANTICIPATED,
}
# How far the objective was reached, and the satisfaction from 1 to 5, by reason of the end.
OUTCOMES = {
    EndReason.OBJECTIVE_REACHED: ((Reached.YES,), (4, 4, 5, 5)),
    EndReason.END_OF_YEAR: ((Reached.YES, Reached.YES, Reached.PARTLY), (3, 4, 4, 5)),
    EndReason.MENTEE_LEFT_SCHOOL: ((Reached.PARTLY, Reached.NO), (3, 4)),
    EndReason.MENTEE_STOPPED: ((Reached.PARTLY, Reached.NO, Reached.NO), (1, 2, 3)),
    EndReason.MENTOR_STOPPED: ((Reached.PARTLY, Reached.NO), (2, 3)),
    EndReason.NO_CONTACT: ((Reached.NO,), (1, 2, None)),
    EndReason.OTHER: ((Reached.PARTLY,), (3, None)),
}


def end_columns(scene: Scene, relation_reason: EndReason | None) -> dict[str, object]:
    """Return what a relation that ended says of its end."""
    if relation_reason is None:
        return {}
    reached, _ = OUTCOMES[relation_reason]
    return {"end_reason": relation_reason, "objective_reached": scene.rng.choice(reached)}


def write_stop(scene: Scene, relation: PlayedRelation) -> None:
    life, school, rng = relation.life, relation.school, scene.rng
    if life.stopped_on is None or life.state not in EVENTS:
        return
    at = scene.calendar.at(life.stopped_on, 19, rng)
    detail = {"reason": str(life.reason.value)} if life.reason else {}
    event = EVENTS[life.state]
    note(scene, event, relation.number, Act(at, school.pilot, school), **detail)
    if life.reason is None:
        return
    _, satisfactions = OUTCOMES[life.reason]
    scene.ledger.add(
        ClosingReview,
        mentorship_id=relation.number,
        place=school.place,
        next_step=rng.choice(NEXT_STEPS),
        closed_by_id=school.pilot,
        closed_at=at,
    )
    _write_closing(scene, relation, at, rng.choice(satisfactions))
    if life.reason is EndReason.MENTEE_LEFT_SCHOOL:
        for pupil in relation.pupils:
            leave(scene, pupil, life.stopped_on)


def _write_closing(
    scene: Scene, relation: PlayedRelation, at: datetime, satisfaction: int | None
) -> None:
    """Play a closing that is complete: each side was heard, or could not be reached."""
    life, school = relation.life, relation.school
    closing = scene.ledger.add(
        Closing,
        mentorship_id=relation.number,
        place=school.place,
        kind=KINDS.get(life.reason or EndReason.OTHER, ClosingKind.ANTICIPATED),
        reason=life.reason,
        is_guided=life.reason is EndReason.NO_CONTACT,
        state=ClosingState.COMPLETE,
        state_at=at,
        opened_at=at,
        opened_by_id=school.pilot,
    )
    people = [
        *((Side.MENTOR, {"mentor_id": mentor.number}) for mentor in relation.mentors),
        *((Side.MENTEE, {"mentee_id": pupil.number}) for pupil in relation.pupils),
    ]
    for side, person in people:
        said = _said(satisfaction, at.date())
        scene.ledger.add(
            ExitTalk,
            closing_id=closing,
            mentorship_id=relation.number,
            place=school.place,
            side=side,
            asked_at=at,
            settled_at=at,
            settled_by_id=school.pilot,
            **person,
            **said,
        )


def _said(satisfaction: int | None, on: date) -> dict[str, object]:
    if satisfaction is None:
        return {"state": TalkState.GIVEN_UP, "given_up": GivenUp.UNREACHABLE}
    return {
        "state": TalkState.DONE,
        "mode": TalkMode.MEETING,
        "held_on": on,
        "version": VERSION,
        "satisfaction": satisfaction,
        "answers": {"satisfaction": str(satisfaction)},
    }
