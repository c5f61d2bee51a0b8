import pytest

from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import RoomFactory
from tests.factories.people import MenteeFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris
from tests.web.home.stage import NONSENSE, SEARCHES, get, queries, rows, staff, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

COMING, LATE = "mardi 24 novembre, 10 h", "lundi 23 novembre, 9 h"
HELD, CANCELLED = "mardi 3 novembre, 10 h", "lundi 2 novembre, 10 h"


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def four(project):
    """One to come at a distance, one to report, one held, one cancelled."""
    mentorship = MentorshipFactory(
        active=True,
        project=project,
        mentor=cleared_mentor(place=project.place, first_name="Maud", last_name="Soudure"),
        mentee=MenteeFactory(school=project.school, first_name="Noé", last_name="Exemple"),
    )
    a, b = (RoomFactory(school=project.school, name=name) for name in ("A1", "B2"))
    for day, hour, room, fields in (
        (24, 10, None, {"remote": True}),
        (23, 9, b, {}),
        (3, 10, a, {"state": "held"}),
        (2, 10, a, {"state": "cancelled"}),
    ):
        session = MentoringSessionFactory(
            mentorship=mentorship,
            starts_at=paris(day, hour),
            ends_at=paris(day, hour + 1),
            **({"room": room} if room else {}),
            **fields,
        )
        if fields.get("state") == "held":
            AttendanceFactory(session=session)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [COMING, LATE, HELD, CANCELLED]),
        ("sort=date", [CANCELLED, HELD, LATE, COMING]),
        ("sort=-date", [COMING, LATE, HELD, CANCELLED]),
        ("state=to_come", [COMING]),
        ("state=to_report", [LATE]),
        ("state=held", [HELD]),
        ("state=cancelled", [CANCELLED]),
        ("mode=remote", [COMING]),
        ("mode=room&sort=room", [CANCELLED, HELD, LATE]),
        ("mode=remote&state=held", []),
    ],
)
def test_sessions_are_filtered_and_ordered(bde, query, found):
    assert rows(get(bde, "sessions:index", query=query)) == found


@pytest.mark.usefixtures("four")
def test_the_list_says_who_met_where_and_who_came(bde):
    lines = get(bde, "sessions:index").page.all("#results tbody tr")

    for when, line in zip((COMING, LATE, HELD, CANCELLED), lines, strict=True):
        assert line.startswith(f"{when} Maud S. – Noé Exemple")
    assert "à distance" in lines[0]
    assert "B2" in lines[1]
    assert "1 présent sur 1" in lines[2]


@pytest.mark.usefixtures("four")
def test_the_list_asks_as_many_questions_for_4_sessions_as_for_1(bde):
    few = queries(bde, "sessions:index", query="state=held")

    assert (few, queries(bde, "sessions:index")) == (14, 14)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize("query", [*NONSENSE, *SEARCHES])
def test_a_nonsense_address_shows_the_list(bde, query):
    found = rows(get(bde, "sessions:index", query=query))

    assert found == [COMING, LATE, HELD, CANCELLED]


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize("query", ["", "state=to_report", "sort=-room", "mode=remote&state=held"])
def test_a_swap_equals_a_reload(bde, query):
    swap, reload = swapped(bde, "sessions:index", query)

    assert swap == reload


def test_sessions_stand_on_pages_and_an_empty_list_says_so(project, bde):
    empty = get(bde, "sessions:index").page
    mentorship = MentorshipFactory(active=True, project=project)
    for number in range(26):
        MentoringSessionFactory(
            mentorship=mentorship,
            remote=True,
            starts_at=paris(number + 1, 7),
            ends_at=paris(number + 1, 8),
        )

    assert empty.all(".empty-state__sentence") == ["Aucune séance pour le moment."]
    assert len(rows(get(bde, "sessions:index", query="page=2"))) == 1
