"""Where mentors are lacking, what one more would change, and where to look."""

import pytest

from tests.factories.matching import OfferFactory
from tests.factories.organisations import CompanyFactory
from tests.factories.people import MentorFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import get, queries
from tests.web.matching.stage import offered, volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


def domain_of(need):
    return need.mentee.speciality.nsf


def test_a_domain_says_who_would_be_left_and_what_one_more_mentor_would_change(project, bde):
    first, *_ = [volunteer(project) for _ in range(3)]
    offered(project)

    page = get(bde, "matching:needs").page

    shown = page.all("#domaines ~ .table-frame tbody tr")
    assert len(shown) == 1
    assert shown[0].startswith(domain_of(first).label)
    assert page.all("#domaines ~ .table-frame tbody td")[:3] == [
        "3",
        "2",
        "jusqu’à 2 élèves servis, ici ou ailleurs",
    ]
    assert page.soup.select_one("figure.chart svg") is not None
    assert page.flaws == []


def test_mentors_who_are_known_already_are_where_to_look(project, bde):
    need = volunteer(project)
    domain = domain_of(need)
    uncleared = MentorFactory(place=project.place, company=CompanyFactory(name="Câbles du Nord"))
    uncleared.nsf_groups.set([domain])
    OfferFactory(mentor=uncleared, school=project.school, campaign=project.campaign)
    tutor = MentorFactory(
        place=project.place, origin="pfmp_tutor", company=CompanyFactory(name="Volts et fils")
    )
    tutor.nsf_groups.set([domain])

    where = get(bde, "matching:needs").page.all("#domaines ~ .table-frame tbody td")[3]

    assert "1 mentor à habiliter" in where
    assert "1 mentor sans offre" in where
    assert "dont 1 tuteur de PFMP" in where
    assert "Câbles du Nord" in where
    assert "Volts et fils" in where


def test_nobody_waits(bde):
    assert "Aucun volontaire n’attend de mentor." in get(bde, "matching:needs").page.text


def test_the_volunteers_of_another_school_do_not_count(project, bde):
    other = SchoolProjectFactory(campaign=project.campaign)
    volunteer(other)

    assert "Aucun volontaire n’attend" in get(bde, "matching:needs").page.text


def test_the_map_asks_as_many_questions_for_1_volunteer_as_for_3(project, bde):
    volunteer(project)
    offered(project)

    few = queries(bde, "matching:needs")
    for _ in range(2):
        volunteer(project)
        offered(project)

    assert (few, queries(bde, "matching:needs")) == (29, 29)
