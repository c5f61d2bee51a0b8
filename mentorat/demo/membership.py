"""The sides of a relation, with their answers and the lines that these leave in the journal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorat.demo.lives import Trouble
from mentorat.demo.sessions import PlayedRelation
from mentorat.demo.stage import Scene
from mentorat.demo.traces import Act, note
from mentorat.journal.enums import Event
from mentorat.mentorships.enums import MemberState, MentorFunction, MentorshipState
from mentorat.mentorships.models import MenteeMembership, MentorMembership

S, M = MentorshipState, MemberState
EVENTS = {M.ACCEPTED: Event.MENTORSHIP_ACCEPTED, M.DECLINED: Event.MENTORSHIP_DECLINED}


@dataclass(frozen=True)
class Answers:
    mentor: MemberState
    pupil: MemberState


BOTH_YES = Answers(M.ACCEPTED, M.ACCEPTED)
NOBODY = Answers(M.ASKED, M.ASKED)
HALF = (Answers(M.ACCEPTED, M.ASKED), Answers(M.ASKED, M.ACCEPTED))
REFUSALS = (Answers(M.DECLINED, M.ASKED), Answers(M.ACCEPTED, M.DECLINED))


def write_members(
    scene: Scene, relation: PlayedRelation, *, mentor_answers: bool | None = None
) -> None:
    """Write mentors and pupils of a relation. ``mentor_answers``: False leaves the mentor asked."""
    life, rng, school = relation.life, scene.rng, relation.school
    answers = _answers(scene, relation, mentor_answers=mentor_answers)
    day = life.answered_on or min(
        scene.year.yesterday, life.proposed_on + timedelta(days=rng.randint(0, 5))
    )
    first, second = (scene.calendar.at(day, hour, rng) for hour in (12, 15))
    functions = (MentorFunction.MAIN, MentorFunction.SECOND)
    for mentor, function in zip(relation.mentors, functions, strict=False):
        scene.ledger.add(
            MentorMembership,
            mentorship_id=relation.number,
            mentor_id=mentor.number,
            place=school.place,
            function=function,
            **_answer(answers.mentor, first, mentor.user or school.pilot),
        )
    for pupil in relation.pupils:
        scene.ledger.add(
            MenteeMembership,
            mentorship_id=relation.number,
            mentee_id=pupil.number,
            place=school.place,
            **_answer(answers.pupil, second, pupil.user or school.pilot),
        )
    mentor_user = relation.mentors[0].user or school.pilot
    pupil_user = relation.pupils[0].user or school.pilot
    said = (
        ("mentor", answers.mentor, Act(first, mentor_user, school)),
        ("mentee", answers.pupil, Act(second, pupil_user, school)),
    )
    for side, answer, act in said:
        if answer is not M.ASKED:
            note(scene, EVENTS[answer], relation.number, act, side=side)


def _answers(scene: Scene, relation: PlayedRelation, *, mentor_answers: bool | None) -> Answers:
    state, rng = relation.life.state, scene.rng
    if state is S.DECLINED:
        return rng.choice(REFUSALS)
    if state in {S.WITHDRAWN, S.LAPSED}:
        return rng.choice(HALF)
    if state is not S.PROPOSED:
        return BOTH_YES
    if mentor_answers is False:
        return HALF[1]
    silent = 0.7 if relation.life.trouble is Trouble.UNANSWERED else 0.4
    return NOBODY if rng.random() < silent else rng.choice(HALF)


def _answer(state: MemberState, at: datetime, by: int) -> dict[str, object]:
    if state is M.ASKED:
        return {"state": state}
    return {"state": state, "answered_at": at, "answered_by_id": by}
