from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.people.models import Clearance, Mentor, UnitPassed
from tests.cast import SINCE
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import ClearanceFactory, MentorFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import NONSENSE, SEARCHES, get, queries, rows, staff, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

ALL = ["Abel Ada", "Éclair Éloi", "Zola Zoé"]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def association():
    return AssociationFactory(name="Premiers Fils")


@pytest.fixture
def three(project, association):
    """Ada lacks clearances; Éloi accompanies a pupil; a clearance of Zoé's ends in a week."""
    place = project.place
    MentorFactory(place=place, first_name="Ada", last_name="Abel", job="tourneuse", city="Épinal")
    eloi = cleared_mentor(
        place=place,
        first_name="Éloi",
        last_name="Éclair",
        job="Électricien",
        company=CompanyFactory(name="Filature"),
    )
    MentorshipFactory(active=True, project=project, mentor=eloi)
    zoe = cleared_mentor(
        place=project.school.academy.span.lo,
        first_name="Zoé",
        last_name="Zola",
        job="soudeuse",
        origin="retired",
        association=association,
    )
    OfferFactory(mentor=zoe, school=project.school, campaign=project.campaign)
    charter = Clearance.objects.unscoped("a test").filter(mentor=zoe, kind="charter")
    charter.update(expires_on=date(2026, 11, 30))
    MentorFactory(place=place, left_on=date(2026, 11, 1))
    MentorFactory(place=SchoolFactory().place)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("sort=-name", ALL[::-1]),
        ("sort=job", ["Éclair Éloi", "Zola Zoé", "Abel Ada"]),
        ("sort=recent", ALL[::-1]),
        ("q=eclair", ["Éclair Éloi"]),
        ("q=electric", ["Éclair Éloi"]),
        ("q=epinal", ["Abel Ada"]),
        ("q=zoe+soud", ["Zola Zoé"]),
        ("q=ada+soud", []),
        ("clearance=valid", ["Éclair Éloi", "Zola Zoé"]),
        ("clearance=missing", ["Abel Ada"]),
        ("clearance=ending", ["Zola Zoé"]),
        ("training=none", ["Abel Ada"]),
        ("training=started", []),
        ("training=done", ["Éclair Éloi", "Zola Zoé"]),
        ("origin=retired", ["Zola Zoé"]),
        ("origin=retired&clearance=missing", []),
    ],
)
def test_mentors_are_searched_filtered_and_ordered(bde, query, found):
    assert rows(get(bde, "mentors:index", query=query)) == found


@pytest.mark.usefixtures("three")
def test_the_list_says_who_is_cleared_and_accompanies_a_pupil(bde):
    lines = get(bde, "mentors:index").page.all("#results tbody tr")

    assert lines == [
        "Abel Ada tourneuse – manquante Il manque : entretien, formation, charte signée pas encore",
        "Éclair Éloi Électricien Filature valide oui",
        "Zola Zoé soudeuse Premiers Fils expire bientôt pas encore",
    ]


@pytest.mark.usefixtures("three")
def test_the_list_says_how_far_the_training_is_and_what_was_held(bde):
    ada = Mentor.objects.unscoped("a test").get(first_name="Ada")
    for number, day in enumerate([date(2026, 11, 2), date(2026, 11, 3), date(2024, 11, 3)]):
        UnitPassed.objects.create(
            mentor=ada, place=ada.place, unit=f"unit{number}", version="1", passed_on=day
        )
    ClearanceFactory(mentor=ada, kind="interview", expires_on=date(2026, 11, 1))

    page = get(bde, "mentors:index", query="training=started")

    assert rows(page) == ["Abel Ada"]
    assert page.page.all("#results tbody .fr-text--sm") == [
        "Il manque : entretien (à renouveler), formation (2 modules sur 6), charte signée"
    ]


@pytest.mark.usefixtures("three")
def test_the_list_asks_as_many_questions_for_3_mentors_as_for_1(bde):
    few = queries(bde, "mentors:index", query="q=Ada")

    assert (few, queries(bde, "mentors:index")) == (10, 10)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", NONSENSE)
def test_a_nonsense_address_shows_the_list(bde, query):
    assert rows(get(bde, "mentors:index", query=query)) == ALL


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", SEARCHES)
def test_no_search_breaks_the_list(bde, query):
    assert get(bde, "mentors:index", query=query).status == 200


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["", "clearance=ending", "q=personne", "sort=-job"])
def test_a_swap_equals_a_reload(bde, query):
    swap, reload = swapped(bde, "mentors:index", query)

    assert swap == reload


def test_mentors_stand_on_pages_and_an_empty_list_offers_to_add_one(project, bde):
    empty = get(bde, "mentors:index").page
    for number in range(26):
        MentorFactory(place=project.place, last_name=f"N{number:02d}", first_name="A")

    assert empty.values(".empty-state a", "href") == ["/mentors/ajouter/"]
    assert rows(get(bde, "mentors:index", query="page=2")) == ["N25 A"]


@pytest.mark.usefixtures("three")
def test_an_association_reads_its_own_mentors_alone(association):
    post = access.Post(Role.ASSOCIATION, label="", association=association)
    coordinator = access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)

    answer = get(coordinator, "mentors:index")

    assert rows(answer) == ["Zola Zoé"]
    assert "Importer un tableur" not in answer.page.text
