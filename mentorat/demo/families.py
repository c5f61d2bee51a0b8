"""Those who answer for pupils, and what they authorise: mostly on paper, some by link."""

from datetime import date, datetime, time, timedelta
from random import Random

from mentorat.demo.naming import first_name, surname
from mentorat.demo.stage import PlayedSchool, Pupil, Scene
from mentorat.people.enums import (
    AuthorisationChannel,
    AuthorisationScope,
    AuthorisationState,
    PreparationWay,
)
from mentorat.people.models import Authorisation, Guardian, Preparation

TWO_GUARDIANS, BY_LINK = 0.35, 0.3
# How often a family that authorises meetings also authorises the rest.
SHARES = {
    AuthorisationScope.IN_PERSON: 1.0,
    AuthorisationScope.REMOTE: 0.85,
    AuthorisationScope.VISIT: 0.6,
    AuthorisationScope.EVALUATION: 0.5,
}
EVENING = time(19, 40)
S = AuthorisationState


def answer_for(  # noqa: PLR0913 -- a cast of facts
    scene: Scene,
    school: PlayedSchool,
    pupil: Pupil,
    asked_on: date,
    state: S = S.GIVEN,
    *,
    is_remote: bool = False,
) -> None:
    """Record the guardians of a pupil who volunteers, and what they say of meetings at school.

    Those whose child meets at a distance, ``is_remote``, have authorised it.
    Draws by a chance of its own, so that the story of the year does not depend on families.
    """
    family = f"{scene.academy.code}.{next(scene.families)}"
    rng = Random(f"family {family}")
    guardians = [_guardian(scene, school, pupil, f"{family}.{rank}", rng) for rank in _ranks(rng)]
    channel = AuthorisationChannel.LINK if rng.random() < BY_LINK else AuthorisationChannel.PAPER
    answered_on = min(scene.year.yesterday, asked_on + timedelta(days=rng.randint(1, 6)))
    for scope, share in SHARES.items():
        is_said = rng.random() <= share or (is_remote and scope == AuthorisationScope.REMOTE)
        if not is_said or (state is not S.GIVEN and scope != AuthorisationScope.IN_PERSON):
            continue
        is_asked = state is S.REQUESTED
        by_link = channel is AuthorisationChannel.LINK
        scene.ledger.add(
            Authorisation,
            mentee_id=pupil.number,
            place=school.place,
            guardian_id=guardians[0] if by_link or is_asked else None,
            scope=scope,
            state=state,
            channel="" if is_asked else channel,
            answered_on=None if is_asked else answered_on,
            recorded_by_id=None if by_link and not is_asked else school.pilot,
            recorded_at=datetime.combine(
                asked_on if is_asked else answered_on, EVENING, scene.calendar.zone
            ),
        )


def prepare(scene: Scene, school: PlayedSchool, pupil: Pupil, on: date) -> None:
    """Record that a pupil read the five scenes, in class, before a first meeting."""
    scene.ledger.add(
        Preparation,
        mentee_id=pupil.number,
        place=school.place,
        done_on=on,
        way=PreparationWay.CLASS,
        recorded_by_id=school.pilot,
        recorded_at=datetime.combine(on, EVENING, scene.calendar.zone),
    )


def _ranks(rng: Random) -> range:
    return range(1, 3) if rng.random() < TWO_GUARDIANS else range(1, 2)


def _guardian(scene: Scene, school: PlayedSchool, pupil: Pupil, slug: str, rng: Random) -> int:
    name = f"{first_name(rng, female=rng.random() < 0.6)} {surname(rng)}"
    return scene.ledger.add(
        Guardian,
        mentee_id=pupil.number,
        place=school.place,
        rank=int(slug[-1]),
        full_name=name,
        email=f"famille.{slug}@demo.mentorat.example",
        phone=f"06 39 98 {rng.randrange(100):02d} {rng.randrange(100):02d}",
    )
