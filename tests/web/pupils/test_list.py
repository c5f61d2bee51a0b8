import pytest

from mentorat.access.roles import Role
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import TradeFamilyFactory
from tests.web.home.stage import NONSENSE, SEARCHES, TODAY, get, queries, rows, staff, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


IN_2DE = {"level": "seconde", "speciality": None}


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def bde(school):
    return staff(school)


@pytest.fixture
def three(school):
    """Ada waits, Éloi has a mentor, Zoé has not volunteered."""
    project = SchoolProjectFactory(school=school, campaign=CampaignFactory())
    ada, eloi, _ = (
        MenteeFactory(school=school, last_name=last, first_name=first, class_label=label, **more)
        for last, first, label, more in (
            ("Abel", "Ada", "TMELEC2", {}),
            ("Éclair", "Éloi", "TMELEC1", {}),
            (
                "Zola",
                "Zoé",
                "2MELEC",
                {"level": "seconde", "speciality": None, "is_apprentice": True},
            ),
        )
    )
    NeedFactory(mentee=ada)
    NeedFactory(mentee=eloi)
    MentorshipFactory(active=True, project=project, mentee=eloi)


@pytest.mark.usefixtures("three")
def test_the_list_asks_as_many_questions_for_3_pupils_as_for_1(bde):
    few = queries(bde, "pupils:index", query="q=Ada")

    assert (few, queries(bde, "pupils:index")) == (9, 9)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Abel Ada", "Éclair Éloi", "Zola Zoé"]),
        ("sort=-name", ["Zola Zoé", "Éclair Éloi", "Abel Ada"]),
        ("sort=class", ["Zola Zoé", "Éclair Éloi", "Abel Ada"]),
        ("q=eclair", ["Éclair Éloi"]),
        ("q=TMELEC", ["Abel Ada", "Éclair Éloi"]),
        ("q=ada+ab", ["Abel Ada"]),
        ("q=bel", []),
        ("mentoring=waiting", ["Abel Ada"]),
        ("status=apprentice", ["Zola Zoé"]),
        ("status=school", ["Abel Ada", "Éclair Éloi"]),
        ("mentoring=met", ["Éclair Éloi"]),
        ("mentoring=none", ["Zola Zoé"]),
        ("level=seconde", ["Zola Zoé"]),
        ("level=seconde&mentoring=met", []),
    ],
)
def test_pupils_are_searched_filtered_and_ordered(bde, query, found):
    assert rows(get(bde, "pupils:index", query=query)) == found


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", NONSENSE)
def test_a_nonsense_address_shows_the_list(bde, query):
    assert rows(get(bde, "pupils:index", query=query)) == ["Abel Ada", "Éclair Éloi", "Zola Zoé"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", SEARCHES)
def test_no_search_breaks_the_list(bde, query):
    assert get(bde, "pupils:index", query=query).status == 200


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["", "mentoring=met", "q=personne", "sort=-class"])
def test_a_swap_equals_a_reload(bde, query):
    swap, reload = swapped(bde, "pupils:index", query)

    assert swap == reload


def test_pupils_stand_on_pages(school, bde):
    for number in range(26):
        MenteeFactory(school=school, last_name=f"N{number:02d}", first_name="A")

    assert rows(get(bde, "pupils:index", query="page=2")) == ["N25 A"]
    assert len(rows(get(bde, "pupils:index"))) == 25


def test_the_list_holds_the_pupils_of_the_school_and_year(school, bde):
    MenteeFactory(school=school, last_name="Ici", first_name="A", family=TradeFamilyFactory())
    MenteeFactory(school=school, left_on=TODAY)
    MenteeFactory(school=school, year=2025)
    MenteeFactory()

    assert rows(get(bde, "pupils:index")) == ["Ici A"]


def test_an_empty_list_offers_the_import_to_those_who_may(school, bde):
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    pages = [get(one, "pupils:index").page for one in (bde, teacher)]
    offered = [page.values("main a[href]", "href") for page in pages]

    assert "/imports/eleves/" in offered[0]
    assert "/imports/eleves/" not in offered[1]


@pytest.mark.usefixtures("three")
def test_the_list_says_where_each_pupil_stands(bde):
    page = get(bde, "pupils:index").page

    assert page.all("#results tbody td:last-child") == [
        "attend un mentor",
        "accompagné",
        "pas volontaire",
    ]
