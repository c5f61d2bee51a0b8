"""Pupils of an invented school, by class; and those who say « je suis volontaire »."""

from datetime import date, timedelta
from random import Random
from typing import Any

from mentorat.demo.mentors import LANGUAGES
from mentorat.demo.naming import first_name, surname
from mentorat.demo.stage import PlayedSchool, Pupil, Scene
from mentorat.demo.traces import Act, note
from mentorat.demo.training import ClassGroup
from mentorat.journal.enums import Event
from mentorat.matching.models import Need
from mentorat.people.enums import Gender, Sex
from mentorat.people.models import Mentee, MenteeIdentity
from mentorat.programmes.enums import MentoringKind, Objective
from mentorat.reference.enums import TrainingLevel

PUPILS_A_CLASS = 24
AGES = {
    TrainingLevel.SECONDE: 15,
    TrainingLevel.PREMIERE: 16,
    TrainingLevel.TERMINALE: 17,
    TrainingLevel.CAP_1: 15,
    TrainingLevel.CAP_2: 16,
}
# What is asked for, by kind of mentoring and year of training.
OBJECTIVES = {
    MentoringKind.METIER: (Objective.PFMP, Objective.INSERTION, Objective.APPRENTICESHIP),
    MentoringKind.PARCOURS: (Objective.FURTHER_STUDY, Objective.CONFIDENCE),
    MentoringKind.BOTH: (Objective.PFMP, Objective.CONFIDENCE, Objective.TRADE_DISCOVERY),
}
KINDS = (MentoringKind.METIER, MentoringKind.PARCOURS, MentoringKind.BOTH)
KIND_WEIGHTS = (5, 2, 3)


def enrol(scene: Scene, school: PlayedSchool) -> None:
    """Fill the classes of a school; a small one teaches only some years."""
    groups = [group for course in school.courses for group in course.classes()]
    number = max(2, min(len(groups), -(-school.plan.pupils // PUPILS_A_CLASS) + 1))
    chosen = sorted(scene.rng.sample(groups, number), key=lambda group: group.label)
    for k in range(school.plan.pupils):
        group = chosen[k * number // school.plan.pupils]
        school.pupils.append(_enrol_one(scene, school, group))


def _enrol_one(scene: Scene, school: PlayedSchool, group: ClassGroup) -> Pupil:
    rng, year = scene.rng, scene.year
    female = rng.random() < 0.44
    number = scene.ledger.add(
        Mentee,
        school_id=school.number,
        place=school.place,
        year=year.start,
        first_name=first_name(rng, female=female),
        last_name=surname(rng),
        class_label=group.label,
        level=group.level,
        mef_id=group.mef,
        speciality_id=group.speciality,
        family_id=group.family,
    )
    scene.ledger.add(
        MenteeIdentity,
        mentee_id=number,
        place=school.place,
        ine_digest=f"{rng.getrandbits(256):064x}",
        birth_date=_birth_date(year.start, group.level, rng),
        sex=Sex.FEMALE if female else Sex.MALE,
    )
    return Pupil(number, group, *_wish(group, rng))


def _birth_date(start: int, level: TrainingLevel, rng: Random) -> date:
    late = rng.choices((0, 1, 2), (75, 20, 5))[0]
    return date(start - AGES[level] - late, 1, 1) + timedelta(days=rng.randrange(365))


def leave(scene: Scene, pupil: Pupil, on: date) -> None:
    scene.ledger.change(Mentee, pupil.number, left_on=on)


def volunteer(
    scene: Scene,
    school: PlayedSchool,
    pupil: Pupil,
    on: date,
    withdrawn_on: date | None = None,
) -> None:
    """Record that a pupil volunteers, told to the bureau des entreprises."""
    need = scene.ledger.add(
        Need,
        mentee_id=pupil.number,
        campaign_id=scene.stage.campaign,
        place=school.place,
        kind=pupil.kind,
        objective=pupil.objective,
        accepts_remote=scene.rng.random() < 0.75,
        volunteered_on=on,
        **_said(scene.asides),
        recorded_by_id=school.pilot,
    )
    at = min(scene.year.now, scene.calendar.at(on, 8, scene.rng))
    note(scene, Event.NEED_RECORDED, need, Act(at, school.pilot, school))
    if withdrawn_on:
        at = scene.calendar.at(withdrawn_on, 20, scene.rng)
        scene.ledger.change(Need, need, withdrawn_at=at)
        note(scene, Event.NEED_WITHDRAWN, need, Act(at, school.pilot, school))


def _said(asides: Random) -> dict[str, Any]:
    """Draw what few pupils say besides: a woman or a man, a language to share."""
    return {
        "mentor_wish": asides.choice(Gender.values) if asides.random() < 0.12 else "",
        "languages": [asides.choice(LANGUAGES)] if asides.random() < 0.06 else [],
    }


def _wish(group: ClassGroup, rng: Random) -> tuple[MentoringKind, Objective]:
    """Draw what a pupil would ask for. Insertion is for the last year of training."""
    kind = rng.choices(KINDS, KIND_WEIGHTS)[0]
    objective = rng.choice(OBJECTIVES[kind])
    if objective is Objective.INSERTION and not group.is_last_year:
        objective = Objective.PFMP
    return kind, objective


def waiting_since(scene: Scene, school: PlayedSchool) -> date:
    """Draw when a pupil who still waits volunteered: mostly of late, for some long ago."""
    rng, year = scene.rng, scene.year
    span = max(0, (year.yesterday - school.opened_on).days)
    share = rng.betavariate(5, 1.2) if rng.random() < 0.8 else rng.betavariate(1, 6)
    return school.opened_on + timedelta(days=int(span * share))
