"""Make the invented year: pupils, mentors and relations of schools that do not exist."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from random import Random

from django.db import connection, transaction

from mentorat.demo.accounts import open_personas
from mentorat.demo.agreements import draw_up_agreements
from mentorat.demo.alarms import raise_alarms
from mentorat.demo.bodies import (
    appoint_contact,
    appoint_coordinators,
    associations_in,
    found_associations,
    found_campuses,
    found_companies,
)
from mentorat.demo.copying import Ledger
from mentorat.demo.errors import AlreadySeeded, NoReference, WrongSize
from mentorat.demo.layout import FEWEST, IN_DEPTH, MOST, SchoolPlan, layout
from mentorat.demo.meetings import meet
from mentorat.demo.mentors import recruit
from mentorat.demo.personas import appoint_governance, introduce
from mentorat.demo.proposals import propose
from mentorat.demo.pupils import enrol
from mentorat.demo.relations import live_the_year
from mentorat.demo.schools import open_school
from mentorat.demo.sessions import Diary
from mentorat.demo.stage import Scene, Stage
from mentorat.demo.training import catalogue
from mentorat.demo.uploads import tell_imports
from mentorat.demo.year import Calendar, PlayedYear
from mentorat.organisations.models import School
from mentorat.people.actions import open_rules
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy
from mentorat.steering.actions import refresh_all

# Of the pupils, how many the nation wants to see with a mentor.
TARGET = 0.2


def is_seeded() -> bool:
    return School.objects.filter(is_fictitious=True).exists()


@transaction.atomic
def seed(*, pupils: int, number: int, today: date) -> Mapping[str, int]:
    """Invent a year around a day. Returns how many rows of each kind were written.

    The same numbers and day make the same year. Runs as the owner of the database, which row
    security lets through: COPY is refused to others.
    """
    if not FEWEST <= pupils <= MOST:
        raise WrongSize(fewest=FEWEST, most=MOST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('mentorat demonstration'))")
        # Foreign keys are checked as rows come: millions of them would wait in memory otherwise.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    if is_seeded():
        raise AlreadySeeded
    academies = list(
        Academy.objects.select_related("region").prefetch_related("departments").order_by("code")
    )
    stage = _stage(pupils, today)
    if not stage.catalogue.courses or not {academy.code for academy in academies} >= {*IN_DEPTH}:
        raise NoReference
    appoint_governance(stage, academies, Random(f"{number}:governance"))
    appoint_coordinators(stage.ledger, stage.associations, stage.personas, year=stage.year)
    plans = layout(pupils, academies, Random(f"{number}:layout"))
    for rank, (academy, group) in enumerate(groupby(plans, key=lambda plan: plan.academy)):
        scene = _scene(stage, academy, f"{number}:{academy.code}")
        _play(scene, list(group), rank=rank)
        if rank == 0:
            found_campuses(scene)
            introduce(stage, scene.schools[0])
        stage.ledger.write_if_full()
    stage.ledger.write()
    stage.ledger.analyse()
    propose(stage)
    meet(stage)
    draw_up_agreements()
    raise_alarms(stage)
    campaign = Campaign.objects.get(pk=stage.campaign)
    refresh_all(campaign=campaign, now=stage.year.now, today=stage.year.today)
    return dict(stage.ledger.counts)


def _stage(pupils: int, today: date) -> Stage:
    year = PlayedYear(today)
    ledger = Ledger(now=year.now)
    campaign, _ = Campaign.objects.get_or_create(
        year=year.start,
        defaults={
            "opens_on": year.opens_on,
            "closes_on": year.closes_on,
            "target_mentees": round(pupils * TARGET),
        },
    )
    open_rules(year=year.start)
    personas = open_personas(ledger)
    return Stage(
        ledger, year, catalogue(on=year.opens_on), campaign.pk, personas, found_associations(ledger)
    )


def _scene(stage: Stage, academy: Academy, chance: str) -> Scene:
    departments = sorted(department.code for department in academy.departments.all())
    calendar = Calendar.of(academy, stage.year)
    return Scene(stage, academy, calendar, departments, Random(chance), Random(f"{chance}:asides"))


def _play(scene: Scene, plans: Sequence[SchoolPlan], *, rank: int) -> None:
    """Play the year of an académie, school after school."""
    scene.schools.extend(open_school(scene, plan) for plan in plans)
    associations = associations_in(scene, rank)
    companies = found_companies(scene)
    for school in scene.schools:
        enrol(scene, school)
        if school.project is not None:
            of_the_town = [one for one in companies if one.city == school.school.city]
            recruit(scene, school, associations, of_the_town)
        if school.plan.is_main:
            appoint_contact(scene, companies[0])
    diary = Diary()
    for school in scene.schools:
        live_the_year(scene, diary, school)
        tell_imports(scene, school)
