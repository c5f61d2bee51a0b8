"""Roles above the schools, held by personas and by invented colleagues; and the two who meet."""

from collections.abc import Sequence
from random import Random

from mentorat.access.actions import (
    academy_post,
    mentee_post,
    mentor_post,
    national_post,
    region_post,
)
from mentorat.access.roles import Role
from mentorat.demo.accounts import give, open_account
from mentorat.demo.layout import IN_DEPTH
from mentorat.demo.naming import full_name
from mentorat.demo.stage import PlayedSchool, Stage
from mentorat.people.models import Mentee, Mentor
from mentorat.reference.models import Academy

NATIONAL = {"dgesco": Role.DGESCO, "dpo": Role.DPO, "admin": Role.ADMINISTRATOR}


def appoint_governance(stage: Stage, academies: Sequence[Academy], rng: Random) -> None:
    """Give the nation, each région académique and each académie its people."""
    ledger, year, personas = stage.ledger, stage.year, stage.personas
    for slug, role in NATIONAL.items():
        give(ledger, personas[slug], national_post(role), year=year)
    of_academies = dict(zip(IN_DEPTH, ("referent", "referent2"), strict=True))
    first = next(academy for academy in academies if academy.code == IN_DEPTH[0])
    for academy in academies:
        user = personas.get(of_academies.get(academy.code, ""))
        if user is None:
            address = f"referent.{academy.code}@academies.example"
            user = open_account(ledger, address, full_name(rng))
        give(ledger, user, academy_post(Role.REFERENT_MENTORAT, academy), year=year)
    regions = {academy.region_id: academy.region for academy in academies}
    for number, region in sorted(regions.items()):
        user = personas["drafpic"]
        if number != first.region_id:
            user = open_account(ledger, f"drafpic.{number}@regions.example", full_name(rng))
        give(ledger, user, region_post(Role.DRAFPIC, region), year=year)


def introduce(stage: Stage, main: PlayedSchool) -> None:
    """Give the persona mentor and the persona pupil the right to see their own relations."""
    mentor = next(offer.mentor for offer in main.offers if offer.mentor.user is not None)
    pupil = next(pupil for pupil in main.pupils if pupil.user is not None)
    posts = {
        "mentor": mentor_post(Mentor(pk=mentor.number), main.school),
        "eleve": mentee_post(Mentee(pk=pupil.number), main.school),
    }
    for slug, post in posts.items():
        give(stage.ledger, stage.personas[slug], post, year=stage.year)
