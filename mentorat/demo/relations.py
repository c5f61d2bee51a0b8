"""Relations of an invented school: who with whom, how each goes, and who still waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentorat.demo.arguments import kind_of, reasons, suits
from mentorat.demo.ending import end_columns, write_stop
from mentorat.demo.families import answer_for, prepare
from mentorat.demo.lives import Fate, Life, draw_state, draw_trouble
from mentorat.demo.membership import write_members
from mentorat.demo.pupils import volunteer, waiting_since
from mentorat.demo.script import MAIN_STORY, Wanted
from mentorat.demo.sessions import RHYTHMS, Diary, PlayedRelation, hold_sessions
from mentorat.demo.stage import PlayedMentor, PlayedOffer, PlayedSchool, Pupil, Scene
from mentorat.demo.traces import Act, note
from mentorat.demo.year import MORNING
from mentorat.journal.enums import Event
from mentorat.matching.models import Offer
from mentorat.mentorships.enums import EndReason, MentorshipState
from mentorat.mentorships.models import Mentorship
from mentorat.people.enums import AuthorisationState
from mentorat.programmes.enums import MentoringForm, Programme

S = MentorshipState
RELATIONS_A_PUPIL, WAITING_A_PUPIL = 0.205, 0.12
# Pupils that are tried before a school gives up a relation: no mentor suits any of them.
TRIES = 4
# So many may all meet on one Wednesday morning: each relation finds an hour on any day.
MOST_OF_A_MENTOR = MORNING
AFTER_LUNCH = time(13)
MAIN_RELATIONS_A_PUPIL = 0.3
GROUPS, CLASSES, SECOND_MENTORS = 0.07, 0.008, 0.05
MOST_IN_A_GROUP, MOST_IN_A_CLASS = 4, 12
# How many relations of the script are the persona mentor's: the first ones.
PERSONA_RELATIONS = 3
# What the families of those who wait said, in turn.
OF_WAITING = (
    AuthorisationState.GIVEN,
    AuthorisationState.GIVEN,
    AuthorisationState.REQUESTED,
    AuthorisationState.GIVEN,
    AuthorisationState.GIVEN,
    AuthorisationState.REFUSED,
)
# After these ends the pupil no longer asks for a mentor.
CONTENT = frozenset({EndReason.OBJECTIVE_REACHED, EndReason.MENTEE_STOPPED})
LOCAL_PROGRAMMES = (
    Programme.LOCAL,
    Programme.LOCAL,
    Programme.CORDEES_DE_LA_REUSSITE,
    Programme.P_TECH,
)


@dataclass(frozen=True)
class Encounter:
    """Who would meet whom, and why."""

    life: Life
    form: MentoringForm
    pupils: Sequence[Pupil]
    mentors: Sequence[PlayedMentor]


def live_the_year(scene: Scene, diary: Diary, school: PlayedSchool) -> None:
    """Play the relations of a school, then record the volunteers who have none."""
    if school.project is None:
        return
    pupils = list(school.pupils)
    scene.rng.shuffle(pupils)
    if school.plan.is_main:
        _seat_the_persona(scene, school, pupils)
    for wanted in _wanted(scene, school):
        encounter = _bring_together(scene, school, pupils, wanted)
        if encounter:
            _play(scene, diary, school, encounter, wanted)
    exact = len(school.pupils) * WAITING_A_PUPIL
    for number, pupil in enumerate(pupils[: int(exact + scene.rng.random())]):
        since = waiting_since(scene, school)
        volunteer(scene, school, pupil, since)
        answer_for(scene, school, pupil, since, OF_WAITING[number % len(OF_WAITING)])


def _seat_the_persona(scene: Scene, school: PlayedSchool, pupils: list[Pupil]) -> None:
    """Put first the pupils whose trade is the persona mentor's, one of the last year before all."""
    nsf = school.offers[0].mentor.course.nsf
    pupils.sort(
        key=lambda pupil: (pupil.group.course.nsf != nsf, not pupil.group.is_last_year),
    )
    pupils[0].user = scene.stage.personas["eleve"]
    rest = pupils[PERSONA_RELATIONS:]
    scene.rng.shuffle(rest)
    pupils[PERSONA_RELATIONS:] = rest


def _wanted(scene: Scene, school: PlayedSchool) -> Iterator[Wanted]:
    """Say which relations a school has: the script first, in the main one, then by chance."""
    rng, share = scene.rng, RELATIONS_A_PUPIL
    number = 0
    if school.plan.is_main:
        yield from MAIN_STORY
        share, number = MAIN_RELATIONS_A_PUPIL, len(MAIN_STORY)
    for _ in range(number, int(school.plan.pupils * share + rng.random())):
        state = draw_state(rng, scene.year.progress)
        yield Wanted(state, draw_trouble(rng, state))


def _bring_together(
    scene: Scene, school: PlayedSchool, pupils: list[Pupil], wanted: Wanted
) -> Encounter | None:
    """Find who would live this relation. The pupils found are taken off the list."""
    life = _life(scene, school, wanted)
    if life is None or not pupils:
        return None
    offer = school.offers[0]
    if not wanted.with_persona_mentor:
        found = _first_offer(scene, school, pupils, life.proposed_on)
        if found is None:
            return None
        offer = found
    form = _form(scene, wanted)
    members = _members(pupils, form)
    if life.state in S.LIVE:
        _sit(scene, offer, len(members))
    mentors = [offer.mentor]
    if scene.rng.random() < SECOND_MENTORS and not wanted.weeks:
        second = _find_offer(scene, school, members[0], life.proposed_on)
        if second and second is not offer:
            mentors.append(second.mentor)
            if life.state in S.LIVE:
                _sit(scene, second, len(members))
    for mentor in mentors:
        mentor.relations += 1
    return Encounter(life, form, members, mentors)


def _life(scene: Scene, school: PlayedSchool, wanted: Wanted) -> Life | None:
    """Draw a life as it is wanted, or the nearest that the year so far allows."""
    start_on = None
    if wanted.weeks:
        anchor = scene.calendar.first_from(scene.year.today) or scene.year.today
        start_on = anchor - timedelta(weeks=wanted.weeks_ago)
    fate = Fate(scene.rng, scene.calendar, school.opened_on, school.closed)
    return (
        fate.draw(wanted.state, wanted.trouble, start_on)
        or fate.draw(S.READY)
        or fate.draw(S.PROPOSED)
    )


def _form(scene: Scene, wanted: Wanted) -> MentoringForm:
    draw = scene.rng.random()
    if wanted.weeks or wanted.with_persona_mentor or draw > GROUPS + CLASSES:
        return MentoringForm.INDIVIDUAL
    return MentoringForm.CLASS if draw < CLASSES else MentoringForm.GROUP


def _members(pupils: list[Pupil], form: MentoringForm) -> Sequence[Pupil]:
    """Take the first pupil off the list, with others of the class when several meet together."""
    if form is MentoringForm.INDIVIDUAL:
        return [pupils.pop(0)]
    most = MOST_IN_A_CLASS if form is MentoringForm.CLASS else MOST_IN_A_GROUP
    together = [pupil for pupil in pupils if pupil.group == pupils[0].group][:most]
    pupils[:] = [pupil for pupil in pupils if pupil not in together]
    return together


def _first_offer(
    scene: Scene, school: PlayedSchool, pupils: list[Pupil], proposed_on: date
) -> PlayedOffer | None:
    """Find a mentor for the first pupil; else for one of the next, who is then put first."""
    for _ in range(TRIES):
        offer = _find_offer(scene, school, pupils[0], proposed_on)
        if offer is not None:
            return offer
        pupils.append(pupils.pop(0))
    return None


def _find_offer(
    scene: Scene, school: PlayedSchool, pupil: Pupil, proposed_on: date
) -> PlayedOffer | None:
    able = [
        offer
        for offer in school.offers
        if offer.seats > 0
        and offer.mentor.relations < MOST_OF_A_MENTOR
        and offer.mentor.user is None
        and _is_cleared(offer.mentor, proposed_on, scene.year.today)
        and suits(offer.mentor, pupil)
    ]
    nsf = pupil.group.course.nsf
    near = [offer for offer in able if offer.mentor.course.nsf == nsf]
    return scene.rng.choice(near or able) if able else None


def _is_cleared(mentor: PlayedMentor, on: date, today: date) -> bool:
    if mentor.cleared_on is None:
        return False
    return mentor.cleared_on <= on and today < mentor.cleared_until


def _sit(scene: Scene, offer: PlayedOffer, seats: int) -> None:
    """Take seats of an offer; for a class, the mentor had offered enough."""
    if seats > offer.seats:
        scene.ledger.change(Offer, offer.number, capacity=seats + offer.taken)
        offer.seats = seats
    offer.seats -= seats
    offer.taken += seats


def _play(
    scene: Scene, diary: Diary, school: PlayedSchool, encounter: Encounter, wanted: Wanted
) -> None:
    """Write the relation with all that it brings: volunteers, members, sessions, end."""
    life, rng = encounter.life, scene.rng
    withdrawn_on = life.stopped_on if life.reason in CONTENT else None
    asked = AuthorisationState.REQUESTED if life.state is S.AWAITING else AuthorisationState.GIVEN
    for pupil in encounter.pupils:
        volunteer(scene, school, pupil, life.volunteered_on, withdrawn_on)
        if life.started_on:
            prepare(scene, school, pupil, life.proposed_on)
    relation = PlayedRelation(
        number=_write(scene, school, encounter),
        school=school,
        life=life,
        mentors=encounter.mentors,
        pupils=encounter.pupils,
        rhythm=7 * wanted.weeks if wanted.weeks else rng.choice(RHYTHMS),
        hour=rng.randrange(8),
        is_regular=wanted.weeks is not None,
        leaves_untold=wanted.leaves_untold,
    )
    write_members(scene, relation, mentor_answers=wanted.mentor_answers)
    is_remote = hold_sessions(scene, diary, relation)
    for pupil in encounter.pupils:
        answer_for(scene, school, pupil, life.volunteered_on, asked, is_remote=is_remote)
    write_stop(scene, relation)


def _write(scene: Scene, school: PlayedSchool, encounter: Encounter) -> int:
    life, mentor, pupil = encounter.life, encounter.mentors[0], encounter.pupils[0]
    proposed_at = scene.calendar.at(life.proposed_on, 9, scene.rng)
    association = mentor.association
    programme = scene.rng.choice(LOCAL_PROGRAMMES)
    if association and association.is_laureate:
        programme = Programme.UN_JEUNE_UN_MENTOR
    number = scene.ledger.add(
        Mentorship,
        project_id=school.project,
        school_id=school.number,
        place=school.place,
        association_id=association and association.number,
        kind=kind_of(mentor, pupil),
        form=encounter.form,
        programme=programme,
        objective=pupil.objective,
        state=life.state,
        state_at=datetime.combine(life.entered_on, AFTER_LUNCH, scene.calendar.zone),
        proposed_at=proposed_at,
        proposed_by_id=school.pilot,
        followed_by_id=school.pilot,
        reasons=reasons(school, mentor, pupil, life),
        started_on=life.started_on,
        ended_on=life.stopped_on if life.state is S.ENDED else None,
        **end_columns(scene, life.reason),
    )
    note(scene, Event.MENTORSHIP_PROPOSED, number, Act(proposed_at, school.pilot, school))
    return number
