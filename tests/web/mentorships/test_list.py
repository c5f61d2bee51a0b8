from datetime import UTC, datetime

import pytest

from mentorat.access import actions as access
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import NONSENSE, SEARCHES, get, queries, rows, staff, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

ADA = "Maud Abel accompagne Ada Alpha"
ELOI = "Marc Éclair accompagne Éloi Éta"
ZOE = "Mina Zola accompagne Zoé Oméga"


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def three(project):
    """Ada's relation is the latest and runs; Éloi's is accepted; Zoé's is proposed to a group."""
    relations = []
    for day, mentor, mentee, fields in (
        (3, ("Maud", "Abel"), ("Ada", "Alpha"), {"active": True, "objective": "confidence"}),
        (2, ("Marc", "Éclair"), ("Éloi", "Éta"), {"accepted": True}),
        (1, ("Mina", "Zola"), ("Zoé", "Oméga"), {"form": "group"}),
    ):
        first, last = mentor
        found = cleared_mentor(place=project.place, first_name=first, last_name=last)
        first, last = mentee
        relations.append(
            MentorshipFactory(
                project=project,
                mentor=found,
                mentee=MenteeFactory(school=project.school, first_name=first, last_name=last),
                proposed_at=datetime(2026, 10, day, tzinfo=UTC),
                **fields,
            )
        )
    return relations


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [ADA, ELOI, ZOE]),
        ("sort=-recent", [ZOE, ELOI, ADA]),
        ("sort=started&state=active", [ADA]),
        ("state=accepted", [ELOI]),
        ("form=group", [ZOE]),
        ("objective=confidence", [ADA]),
        ("q=eclair", [ELOI]),
        ("q=eta", [ELOI]),
        ("q=maud+alpha", [ADA]),
        ("q=maud+omega", []),
        ("state=ended", []),
    ],
)
def test_relations_are_searched_filtered_and_ordered(bde, query, found):
    assert rows(get(bde, "mentorships:index", query=query)) == found


@pytest.mark.usefixtures("three")
def test_the_list_asks_as_many_questions_for_3_relations_as_for_1(bde):
    few = queries(bde, "mentorships:index", query="state=active")

    assert (few, queries(bde, "mentorships:index")) == (14, 14)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", NONSENSE)
def test_a_nonsense_address_shows_the_list(bde, query):
    assert rows(get(bde, "mentorships:index", query=query)) == [ADA, ELOI, ZOE]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", SEARCHES)
def test_no_search_breaks_the_list(bde, query):
    assert get(bde, "mentorships:index", query=query).status == 200


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["", "state=active", "q=personne", "sort=-state"])
def test_a_swap_equals_a_reload(bde, query):
    swap, reload = swapped(bde, "mentorships:index", query)

    assert swap == reload


def test_relations_stand_on_pages(project, bde):
    for _ in range(26):
        MentorshipFactory(project=project)

    assert len(rows(get(bde, "mentorships:index", query="page=2"))) == 1


def test_an_empty_list_says_so(bde):
    page = get(bde, "mentorships:index").page

    assert page.all(".empty-state__sentence") == ["Aucune relation pour le moment."]


def test_a_mentor_reads_own_relations_and_cannot_spell_out_a_surname(project, three):
    mentor = three[0].mentor_memberships.get().mentor
    post = access.mentor_post(mentor, project.school)
    maud = access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)
    own = ["Maud A. accompagne Ada A."]

    assert rows(get(maud, "mentorships:index")) == own
    assert rows(get(maud, "mentorships:index", query="q=ada")) == own
    assert rows(get(maud, "mentorships:index", query="q=maud")) == own
    # Letter by letter, a search in surnames would tell the one that the page hides.
    assert rows(get(maud, "mentorships:index", query="q=al")) == []
    assert rows(get(maud, "mentorships:index", query="q=alpha")) == []
