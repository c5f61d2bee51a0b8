"""Invented schools, placed in a real académie: their rooms, closed days, staff and project."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from mentorat.access.actions import school_post
from mentorat.access.roles import Role
from mentorat.demo.accounts import give, open_account
from mentorat.demo.layout import SchoolPlan
from mentorat.demo.naming import full_name
from mentorat.demo.scenery import CLOSED_DAYS, PATRONS, PUBLICS, ROOMS, TOWN_BASES, TOWN_TAILS
from mentorat.demo.stage import PlayedSchool, Scene
from mentorat.demo.traces import Act, note
from mentorat.foundations.identifiers import uai_letter
from mentorat.journal.enums import Event
from mentorat.organisations.enums import SchoolKind, Sector
from mentorat.organisations.models import ClosedDay, Room, School
from mentorat.people.enums import HalfDay
from mentorat.programmes.enums import MentoringForm, MentoringKind
from mentorat.programmes.models import SchoolProject

# No département has the number 000, and real schools stop far before place 9000 of an académie.
UNUSED_DEPARTMENT = "000"
FIRST_PLACE = 9_000
MAIN_ROOMS = 5
LATE_PROJECTS = 0.15
STAFF = (Role.BUREAU_DES_ENTREPRISES, Role.DDFPT, Role.PROVISEUR)
MAIN_STAFF = {
    "bde": Role.BUREAU_DES_ENTREPRISES,
    "ddfpt": Role.DDFPT,
    "proviseur": Role.PROVISEUR,
    "pp": Role.PROFESSEUR_PRINCIPAL,
    "cpe": Role.CPE,
}


def open_school(scene: Scene, plan: SchoolPlan) -> PlayedSchool:
    rng = scene.rng
    school = _school(scene, plan)
    courses = scene.stage.catalogue.some(_courses(plan), rng)
    pilot, deputy = _staff(scene, school, is_main=plan.is_main)
    closed = _closed_days(scene, school)
    rooms = _rooms(scene, school, MAIN_ROOMS if plan.is_main else rng.randint(3, 5))
    opened_on = _opening(scene, is_main=plan.is_main)
    played = PlayedSchool(plan, school, courses, pilot, deputy, None, opened_on, rooms, closed)
    if plan.has_project:
        played.project = _open_project(scene, played)
    return played


def invented_uai(number: int) -> str:
    seven = f"{UNUSED_DEPARTMENT}{number:04d}"
    return seven + uai_letter(seven)


def _courses(plan: SchoolPlan) -> int:
    return max(2, min(5, plan.pupils // 25))


def _school(scene: Scene, plan: SchoolPlan) -> School:
    rng, uai = scene.rng, invented_uai(plan.number)
    values = {
        "uai": uai,
        "place": scene.academy.span.lo + FIRST_PLACE + plan.rank,
        "name": f"Lycée professionnel d’essai {_patron(plan.number)}",
        "kind": SchoolKind.LP,
        "city": _city(plan.number),
        "academy_id": scene.academy.code,
        "department_id": scene.departments[plan.rank % len(scene.departments)],
        "sector": Sector.PRIVATE if rng.random() < 0.18 else Sector.PUBLIC,
        # Numbers set apart by the regulator for stories.
        "phone": f"01 99 00 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        "email": f"ce.{uai.lower()}@lycees.example",
        "is_fictitious": True,
    }
    return School(pk=scene.ledger.add(School, **values), **values)


def _patron(number: int) -> str:
    # Towns come back after a while: not with the same name of school.
    turns = number // (len(TOWN_BASES) * len(TOWN_TAILS))
    return PATRONS[(number + 7 * turns) % len(PATRONS)]


def _city(number: int) -> str:
    tail = TOWN_TAILS[(number // len(TOWN_BASES)) % len(TOWN_TAILS)]
    return f"{TOWN_BASES[number % len(TOWN_BASES)]}{tail}"


def _rooms(scene: Scene, school: School, number: int) -> Sequence[tuple[int, int]]:
    rooms: list[tuple[int, int]] = []
    for name in ROOMS[:number]:
        seats = scene.rng.choice((4, 6, 12)) if rooms else 16
        columns = {"name": name, "capacity": seats, "is_visible": scene.rng.random() < 0.9}
        room = scene.ledger.add(Room, school_id=school.pk, place=school.place, **columns)
        rooms.append((room, seats))
    return rooms


def _closed_days(scene: Scene, school: School) -> frozenset[date]:
    # Never around today: the story of the day must be playable.
    near = timedelta(days=10)
    far = [day for day in scene.calendar.days if abs(day - scene.year.today) > near]
    days = sorted(scene.rng.sample(far, 2))
    for day in days:
        label = scene.rng.choice(CLOSED_DAYS)
        scene.ledger.add(ClosedDay, school_id=school.pk, place=school.place, day=day, label=label)
    return frozenset(days)


def _staff(scene: Scene, school: School, *, is_main: bool) -> tuple[int, int]:
    """Appoint the staff of a school. Returns the accounts of the pilot and of the deputy."""
    personas, users = scene.stage.personas, []
    if is_main:
        for slug, role in MAIN_STAFF.items():
            give(scene.ledger, personas[slug], school_post(role, school), year=scene.year)
        return personas["bde"], personas["ddfpt"]
    for role in STAFF:
        email = f"{role.value.replace('_', '-')}.{school.uai.lower()}@lycees.example"
        user = open_account(scene.ledger, email, full_name(scene.rng))
        give(scene.ledger, user, school_post(role, school), year=scene.year)
        users.append(user)
    return users[0], users[1]


def _opening(scene: Scene, *, is_main: bool) -> date:
    """Draw when a project opens: in the first days, or late; yesterday at the latest."""
    year, rng = scene.year, scene.rng
    late = not is_main and rng.random() < LATE_PROJECTS
    days = rng.randint(10, 45) if late else rng.randint(0, 6)
    return max(year.opens_on, min(year.opens_on + timedelta(days=days), year.yesterday))


def _open_project(scene: Scene, played: PlayedSchool) -> int:
    year, rng, school = scene.year, scene.rng, played.school
    opened_at = min(year.now, scene.calendar.at(played.opened_on, 8, rng))
    project = scene.ledger.add(
        SchoolProject,
        campaign_id=scene.stage.campaign,
        school_id=school.pk,
        place=school.place,
        kinds=list(_kinds(rng)),
        forms=list(MentoringForm),
        publics=rng.choice(PUBLICS),
        target_mentees=max(2, round(played.plan.pupils * rng.uniform(0.18, 0.35))),
        half_days=_half_days(scene.asides),
        pilot_id=played.pilot,
        deputy_id=played.deputy,
        opened_at=opened_at,
        opened_by_id=played.pilot,
    )
    note(scene, Event.PROJECT_OPENED, project, Act(opened_at, played.pilot, played))
    return project


def _half_days(asides: Random) -> list[str]:
    """Draw when the classes leave room for a meeting: Wednesday afternoon, and some others."""
    chosen = {HalfDay.WED_PM, *asides.sample(list(HalfDay), 3)}
    return [half_day.value for half_day in HalfDay if half_day in chosen]


def _kinds(rng: Random) -> Sequence[MentoringKind]:
    every = (MentoringKind.METIER, MentoringKind.PARCOURS)
    return every if rng.random() < 0.7 else every[:1]
