"""Mentors of an invented school: their trade, their clearances, and what they offer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any

from mentorat.demo.cast import BY_SLUG
from mentorat.demo.jobs import JOBS, OTHER_JOBS
from mentorat.demo.naming import first_name, mentor_email, surname
from mentorat.demo.stage import (
    PlayedAssociation,
    PlayedCompany,
    PlayedMentor,
    PlayedOffer,
    PlayedSchool,
    Scene,
)
from mentorat.matching.models import Offer
from mentorat.people.enums import ClearanceKind, Gender, HalfDay, Language, MentorOrigin
from mentorat.people.models import Clearance, Mentor
from mentorat.programmes.enums import MentoringKind

MENTORS_A_PUPIL = 0.272
OF_ASSOCIATIONS = 0.42
OF_THE_SCHOOLS_TRADES = 0.82
INCOMPLETE, ENDING, EXPIRED, GONE = 0.08, 0.03, 0.02, 0.02
ORIGINS = (
    MentorOrigin.EMPLOYEE,
    MentorOrigin.PFMP_TUTOR,
    MentorOrigin.ALUMNUS,
    MentorOrigin.RETIRED,
    MentorOrigin.STUDENT,
    MentorOrigin.OTHER,
)
LOCAL_WEIGHTS = (30, 38, 14, 12, 0, 6)
ASSOCIATION_WEIGHTS = (48, 0, 12, 18, 20, 2)
AT_WORK = frozenset({MentorOrigin.EMPLOYEE, MentorOrigin.PFMP_TUTOR})
SAY_THEIR_GENDER, SAY_WHEN, SAY_HOW_FAR, SPEAK = 0.85, 0.7, 0.7, 0.15
LANGUAGES = (Language.ENGLISH, Language.ARABIC, Language.SPANISH, Language.PORTUGUESE)
GROUP = 5
KINDS = (MentoringKind.BOTH, MentoringKind.METIER, MentoringKind.PARCOURS)
KIND_WEIGHTS = (6, 3, 1)


# Two references, as the rules ask of some.
BASIC = (ClearanceKind.INTERVIEW, ClearanceKind.TRAINING, ClearanceKind.CHARTER)
ORDINARY = (
    *BASIC,
    ClearanceKind.SECOND_LOOK,
    ClearanceKind.REFERENCE,
    ClearanceKind.REFERENCE,
)


class Part(Enum):
    """Whom a mentor plays: the persona, the one who takes a group, or anyone."""

    ANYONE, PERSONA, GROUP = "anyone", "persona", "group"


@dataclass(frozen=True)
class Validity:
    """From when and until when a mentor is cleared; ``missing`` is what was never verified."""

    given_on: date
    until: date
    missing: ClearanceKind | None = None
    left_on: date | None = None

    @property
    def meets_pupils(self) -> bool:
        return self.missing is None and self.left_on is None


def recruit(
    scene: Scene,
    school: PlayedSchool,
    associations: Sequence[PlayedAssociation],
    companies: Sequence[PlayedCompany],
) -> None:
    """Bring the mentors of a school. Some from an association also offer at a neighbour's."""
    rng = scene.rng
    exact = school.plan.pupils * MENTORS_A_PUPIL
    number = max(3, int(exact + rng.random()))
    for k in range(number):
        is_persona = school.plan.is_main and k == 0
        association = None
        if is_persona or rng.random() < OF_ASSOCIATIONS:
            # The first association brings half of them: its coordinator has much to see.
            first = is_persona or rng.random() < 0.5
            association = associations[0] if first else rng.choice(associations[1:])
        part = Part.PERSONA if is_persona else Part.ANYONE
        mentor = _mentor(scene, school, association, companies, part=part)
        _offer(
            scene, school, mentor, seats=3 if is_persona else rng.choices((1, 2, 3), (6, 3, 1))[0]
        )
        if association and mentor.cleared_on and not is_persona and rng.random() < 0.3:
            _offer_next_door(scene, school, mentor)
    if school.plan.is_main:
        _take_a_group(replace(scene, rng=scene.asides), school, companies)


def _take_a_group(scene: Scene, school: PlayedSchool, companies: Sequence[PlayedCompany]) -> None:
    """Bring a mentor who takes a group, and nobody alone: whom the story leaves to matching."""
    mentor = _mentor(scene, school, None, companies, part=Part.GROUP)
    _offer(scene, school, mentor, seats=GROUP)
    school.offers.pop()


def _mentor(
    scene: Scene,
    school: PlayedSchool,
    association: PlayedAssociation | None,
    companies: Sequence[PlayedCompany],
    *,
    part: Part = Part.ANYONE,
) -> PlayedMentor:
    rng, is_cast = scene.rng, part is not Part.ANYONE
    origin = rng.choices(ORIGINS, ASSOCIATION_WEIGHTS if association else LOCAL_WEIGHTS)[0]
    if is_cast:
        origin = MentorOrigin.EMPLOYEE
    of_the_school = is_cast or rng.random() < OF_THE_SCHOOLS_TRADES
    course = rng.choice(school.courses) if of_the_school else scene.stage.catalogue.some(1, rng)[0]
    company = rng.choice(companies).number if origin in AT_WORK and not association else None
    validity = _validity(scene, is_cast=is_cast)
    city = school.school.city
    if not is_cast and rng.random() < 0.4:
        city = rng.choice(scene.schools).school.city
    mentor = PlayedMentor(
        number=0,
        association=association,
        company=company,
        course=course,
        origin=origin,
        kind=MentoringKind.BOTH if is_cast else rng.choices(KINDS, KIND_WEIGHTS)[0],
        accepts_remote=rng.random() < 0.6,
        city=city,
        cleared_on=validity.given_on if validity.meets_pupils else None,
        left_on=validity.left_on,
        cleared_until=validity.until,
        user=scene.stage.personas["mentor"] if part is Part.PERSONA else None,
        seats={"alone_seats": 0, "group_seats": GROUP} if part is Part.GROUP else {},
    )
    mentor.number = _write(scene, school, mentor)
    _clear(scene, school, mentor, validity)
    return mentor


def _write(scene: Scene, school: PlayedSchool, mentor: PlayedMentor) -> int:
    rng, ledger = scene.rng, scene.ledger
    female = mentor.user is not None or rng.random() < 0.5
    first, last = first_name(rng, female=female), surname(rng)
    email = mentor_email(first, last, next(scene.tally))
    if mentor.user is not None:
        persona = BY_SLUG["mentor"]
        (first, last), email = persona.full_name.split(" ", 1), persona.email
    jobs = JOBS.get(mentor.course.nsf, OTHER_JOBS)
    feminine, masculine = rng.choice(jobs)
    number = ledger.add(
        Mentor,
        place=_home(scene, school, mentor),
        first_name=first,
        last_name=last,
        email=email,
        phone=f"06 39 98 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        origin=mentor.origin,
        association_id=mentor.association and mentor.association.number,
        company_id=mentor.company,
        job=feminine if female else masculine,
        rome_domains=list(mentor.course.rome[: rng.randint(1, 2)]),
        city=mentor.city,
        accepts_remote=mentor.accepts_remote,
        left_on=mentor.left_on,
        **_said(scene.asides, female=female),
        **mentor.seats,
    )
    ledger.add(Mentor.nsf_groups.through, mentor_id=number, nsfgroup_id=mentor.course.nsf)
    return number


def _said(asides: Random, *, female: bool) -> dict[str, Any]:
    """Draw what a mentor says besides: most say when they are free, few which languages."""
    gender = Gender.WOMAN if female else Gender.MAN
    return {
        "gender": gender if asides.random() < SAY_THEIR_GENDER else "",
        "availability": _half_days(asides) if asides.random() < SAY_WHEN else [],
        "radius_km": asides.choice((10, 20, 30, 50)) if asides.random() < SAY_HOW_FAR else None,
        "languages": [asides.choice(LANGUAGES)] if asides.random() < SPEAK else [],
    }


def _half_days(asides: Random) -> list[str]:
    chosen = set(asides.sample(HalfDay.values, asides.randint(2, 5)))
    return [half_day for half_day in HalfDay.values if half_day in chosen]


def _home(scene: Scene, school: PlayedSchool, mentor: PlayedMentor) -> int:
    """Return the place of a mentor: the académie's for those of an association."""
    return scene.academy.span.lo if mentor.association else school.place


def _validity(scene: Scene, *, is_cast: bool) -> Validity:
    rng, year = scene.rng, scene.year
    given = year.opens_on - timedelta(days=rng.randint(5, 150))
    until = date(year.start + 2, 7, 31)
    if is_cast:
        return Validity(given, until)
    if rng.random() < 0.2:  # verified in the course of the year
        given = min(year.yesterday, year.opens_on + timedelta(days=rng.randint(0, 250)))
        given = max(given, year.opens_on - timedelta(days=1))
    draw = rng.random()
    if draw < INCOMPLETE:
        return Validity(given, until, missing=rng.choice(BASIC))
    if draw < INCOMPLETE + ENDING:
        until = year.today + timedelta(days=rng.randint(3, 28))
        return Validity(min(given, until - timedelta(days=365)), until)
    if draw < INCOMPLETE + ENDING + EXPIRED:
        until = year.today - timedelta(days=rng.randint(3, 60))
        return Validity(min(given, until - timedelta(days=365)), until)
    if draw < INCOMPLETE + ENDING + EXPIRED + GONE:
        return Validity(given, until, left_on=max(given, year.yesterday))
    return Validity(given, until)


def _clear(scene: Scene, school: PlayedSchool, mentor: PlayedMentor, validity: Validity) -> None:
    """Write the clearances. Only the interview expires; the others are given once."""
    for kind in ORDINARY:
        if kind is validity.missing:
            continue
        scene.ledger.add(
            Clearance,
            mentor_id=mentor.number,
            place=_home(scene, school, mentor),
            kind=kind,
            given_on=validity.given_on,
            expires_on=validity.until if kind is ClearanceKind.INTERVIEW else None,
            hours=2 if kind is ClearanceKind.TRAINING else None,
            verified_by_id=school.pilot,
        )


def _offer(scene: Scene, school: PlayedSchool, mentor: PlayedMentor, *, seats: int) -> None:
    offer = scene.ledger.add(
        Offer,
        mentor_id=mentor.number,
        campaign_id=scene.stage.campaign,
        school_id=school.number,
        place=school.place,
        kind=mentor.kind,
        capacity=seats,
        closed_on=mentor.left_on,
    )
    school.offers.append(PlayedOffer(offer, mentor, seats))


def _offer_next_door(scene: Scene, school: PlayedSchool, mentor: PlayedMentor) -> None:
    others = [other for other in scene.schools if other.project and other is not school]
    if others:
        _offer(scene, scene.rng.choice(others), mentor, seats=1)
