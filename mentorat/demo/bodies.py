"""Associations, companies and campuses of the invented year."""

from collections.abc import Mapping, Sequence

from mentorat.access.actions import Post
from mentorat.access.roles import Role
from mentorat.demo.accounts import give, open_account
from mentorat.demo.copying import Ledger
from mentorat.demo.scenery import ASSOCIATIONS, CAMPUSES, COMPANIES
from mentorat.demo.stage import PlayedAssociation, PlayedCompany, Scene
from mentorat.demo.year import PlayedYear
from mentorat.organisations.models import Association, Campus, Company

# The last ones come without the State's call for projects.
LAUREATES = 9
# Associations at work in an académie; the first one is everywhere.
AT_WORK = 4
PUPILS_A_COMPANY = 40


def found_associations(ledger: Ledger) -> Sequence[PlayedAssociation]:
    return [
        PlayedAssociation(
            ledger.add(Association, name=name, is_laureate=k < LAUREATES, is_fictitious=True),
            name,
            k < LAUREATES,
        )
        for k, name in enumerate(ASSOCIATIONS)
    ]


def appoint_coordinators(
    ledger: Ledger,
    associations: Sequence[PlayedAssociation],
    personas: Mapping[str, int],
    *,
    year: PlayedYear,
) -> None:
    """Give each association its coordinator: a persona for the first."""
    for k, association in enumerate(associations):
        post = Post(
            Role.ASSOCIATION,
            label=association.name,
            association=Association(pk=association.number, name=association.name),
        )
        user = personas["association"]
        if k > 0:
            email = f"coordination.{k + 1}@associations.example"
            user = open_account(ledger, email, f"Coordination {k + 1}")
        give(ledger, user, post, year=year)


def associations_in(scene: Scene, rank: int) -> Sequence[PlayedAssociation]:
    """Return the associations at work in an académie: the first, and a few others."""
    every = scene.stage.associations
    others = [every[1 + (rank * 3 + k) % (len(every) - 1)] for k in range(AT_WORK - 1)]
    return [every[0], *others]


def found_companies(scene: Scene) -> Sequence[PlayedCompany]:
    """Found the companies of an académie, at least one in each town. No SIRET is invented."""
    schools, companies = scene.schools, []
    pupils = sum(school.plan.pupils for school in schools)
    for k in range(max(len(schools), pupils // PUPILS_A_COMPANY)):
        # Each académie starts elsewhere in the list: no two look alike.
        name = COMPANIES[(k + int(scene.academy.code) * 5) % len(COMPANIES)]
        city = schools[k % len(schools)].school.city
        number = scene.ledger.add(Company, name=name, city=city, is_fictitious=True)
        companies.append(PlayedCompany(number, name, city))
    return companies


def appoint_contact(scene: Scene, company: PlayedCompany) -> None:
    """Make the persona the contact of a company."""
    body = Company(pk=company.number, name=company.name)
    post = Post(Role.COMPANY, label=company.name, company=body)
    give(scene.ledger, scene.stage.personas["entreprise"], post, year=scene.year)


def found_campuses(scene: Scene) -> None:
    """Found two campuses around schools of the first académie; the first has a persona."""
    ledger = scene.ledger
    for k, name in enumerate(CAMPUSES):
        campus = ledger.add(Campus, name=name)
        schools = scene.schools[k :: len(CAMPUSES)]
        families = {course.family for school in schools for course in school.courses}
        for school in schools:
            ledger.add(Campus.schools.through, campus_id=campus, school_id=school.number)
        for family in sorted(code for code in families if code):
            ledger.add(Campus.families.through, campus_id=campus, tradefamily_id=family)
        if k == 0:
            post = Post(Role.CMQ, label=name, campus=Campus(pk=campus, name=name))
            give(ledger, scene.stage.personas["cmq"], post, year=scene.year)
