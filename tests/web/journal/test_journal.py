from datetime import timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from tests.cast import SINCE
from tests.factories.organisations import SchoolFactory
from tests.factories.people import UserFactory
from tests.web.home.stage import MONDAY, NONSENSE, SEARCHES, get, queries, rows, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

LATEST, BEFORE, FIRST = (
    "lundi 23 novembre, 11 h",
    "lundi 23 novembre, 10 h",
    "lundi 23 novembre, 9 h",
)


@pytest.fixture
def dpo():
    post = access.national_post(Role.DPO)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


@pytest.fixture
def three():
    school = SchoolFactory(name="Les Tisserands", city="Épinal")
    for hours, event, place, by in (
        (2, "project_opened", school.place, UserFactory(full_name="Agathe Pilote")),
        (1, "campaign_opened", 0, UserFactory(full_name="Ada Nation")),
        (0, "project_opened", school.academy.span.lo, None),
    ):
        Entry.objects.create(
            at=MONDAY - timedelta(hours=hours),
            event=event,
            by=by,
            place=place,
            about_kind="schoolproject",
            about_id=7,
        )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [LATEST, BEFORE, FIRST]),
        ("sort=-recent", [FIRST, BEFORE, LATEST]),
        ("sort=place", [BEFORE, LATEST, FIRST]),
        ("event=project_opened", [LATEST, FIRST]),
        ("event=grant_ended", []),
    ],
)
def test_acts_are_filtered_and_ordered(dpo, query, found):
    assert rows(get(dpo, "journal:index", query=query)) == found


@pytest.mark.usefixtures("three")
def test_a_line_says_what_was_done_by_whom_and_where(dpo):
    lines = get(dpo, "journal:index").page.all("#results tbody tr")

    assert "projet ouvert Agathe Pilote" in lines[2]
    assert "Les Tisserands – Épinal" in lines[2]
    assert "le site" in lines[0]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", [*NONSENSE, *SEARCHES])
def test_a_nonsense_address_shows_the_list(dpo, query):
    assert rows(get(dpo, "journal:index", query=query)) == [LATEST, BEFORE, FIRST]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["", "event=project_opened", "event=grant_ended", "sort=-place"])
def test_a_swap_equals_a_reload(dpo, query):
    swap, reload = swapped(dpo, "journal:index", query)

    assert swap == reload


@pytest.mark.usefixtures("three")
def test_the_journal_asks_as_many_questions_for_3_acts_as_for_1(dpo):
    few = queries(dpo, "journal:index", query="event=campaign_opened")

    assert (few, queries(dpo, "journal:index")) == (11, 11)


def test_acts_stand_on_pages_and_an_empty_journal_says_so(dpo):
    empty = get(dpo, "journal:index").page
    for minutes in range(51):
        Entry.objects.create(at=MONDAY - timedelta(minutes=minutes), event="grant_ended")

    assert empty.all(".empty-state__sentence") == ["Aucun acte n’est encore inscrit."]
    assert len(rows(get(dpo, "journal:index", query="page=2"))) == 1
