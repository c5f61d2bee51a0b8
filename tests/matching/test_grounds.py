"""Where towns are, and what distance changes: from the directory of schools alone."""

import pytest

from mentorat.foundations.place import academy_of
from mentorat.matching.actions import compute, compute_academy
from mentorat.matching.models import Proposal
from mentorat.matching.queries.grounds import grounds
from tests.factories.matching import MatchingRunFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in
from tests.matching.test_territories import part_of

pytestmark = pytest.mark.django_db

HERE = (48.8, 2.4)


@pytest.fixture
def project():
    latitude, longitude = HERE
    return SchoolProjectFactory(
        school__city="Saint-Ouen", school__latitude=latitude, school__longitude=longitude
    )


def school_at(project, number, city, latitude, longitude=2.4):
    return SchoolFactory(
        academy=project.school.academy,
        department=project.school.department,
        place=academy_of(project.place).lo + 900 + number,
        city=city,
        latitude=latitude,
        longitude=longitude,
    )


def mentor_in(project, city, **said):
    return offer_in(project, mentor=cleared_mentor(place=project.place, city=city, **said))


def nearness(proposal):
    return proposal.parts["nearness"]


def test_a_town_is_where_its_schools_are(project):
    school_at(project, 1, "SAINT OUEN", 48.82, 2.44)
    school_at(project, 2, "Sans Carte", None, None)

    known = grounds(academy_of(project.place))

    assert set(known) == {"saint ouen"}
    assert (known["saint ouen"].latitude, known["saint ouen"].longitude) == pytest.approx(
        (48.81, 2.42)
    )
    assert known["saint ouen"].department == project.school.department_id


def test_a_name_that_two_distant_towns_bear_is_not_located(project):
    school_at(project, 1, "Villeneuve", 48.8)
    school_at(project, 2, "Villeneuve", 49.8)

    assert "villeneuve" not in grounds(academy_of(project.place))


def by_school(project):
    compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)


def by_academy(project):
    compute_academy(part=part_of(project), today=DAY, now=NOW)


@pytest.mark.parametrize("run", [by_school, by_academy])
def test_the_nearer_mentor_is_preferred_and_the_reason_says_how_near(project, run):
    school_at(project, 1, "Voisine", 48.9)
    school_at(project, 2, "Lointaine", 49.2)
    need_in(project, accepts_remote=False)
    for city in ("Lointaine", "Inconnue"):
        mentor_in(project, city, radius_km=30)
    near = mentor_in(project, "Voisine", radius_km=30)

    run(project)

    made = Proposal.objects.within(ALL).get(state="suggested")
    assert (made.offer, nearness(made)) == (near, 86)
    assert "Le mentor est à moins de 20 kilomètres du lycée." in made.reasons


@pytest.mark.parametrize(
    ("city", "radius", "beyond"),
    [
        ("Voisine", 20, 1),
        ("Voisine", 5, 0),
        ("Lointaine", 20, 0),
        # Neither says how far: within the département, if the town is located.
        ("Lointaine", None, 1),
        ("Inconnue", None, 0),
        ("Inconnue", 300, 0),
    ],
)
def test_a_mentor_of_another_school_is_possible_within_his_or_her_radius(
    project, city, radius, beyond
):
    school_at(project, 1, "Voisine", 48.9)
    school_at(project, 2, "Lointaine", 49.2)
    other = SchoolProjectFactory(
        campaign=project.campaign, school=school_at(project, 3, "Autre", 48.9)
    )
    need_in(project, accepts_remote=False)
    mentor_in(other, city, radius_km=radius)

    part = compute_academy(part=part_of(project), today=DAY, now=NOW)

    assert (part.served, part.beyond) == (0, beyond)
