"""Volunteers who wait, and those whom a run left: found, ordered, by pages."""

from datetime import timedelta

import pytest

from tests.factories.matching import MatchingRunFactory
from tests.web.home.stage import TODAY, get, queries, swapped
from tests.web.matching.stage import volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


def left_by_a_run(project, *needs):
    causes = ("taken", "no_offer")
    details = [
        {"need": need.pk, "cause": causes[row % 2], "candidates": 2, "removed": {"seats": 2}}
        for row, need in enumerate(needs)
    ]
    summary = {"volunteers": 9, "offers": 1, "served": 1, "unserved": {}, "details": details}
    return MatchingRunFactory(project=project, state="done", summary=summary)


def pupils(page):
    return page.all("#results tbody th")


def test_volunteers_are_found_by_name_and_ordered(project, bde):
    for name, days in (("Zoé", 3), ("Ana", 9)):
        need = volunteer(project, first_name=name, last_name="Même")
        need.volunteered_on = TODAY - timedelta(days=days)
        need.save(update_fields=["volunteered_on"])

    every = get(bde, "matching:index").page
    found = get(bde, "matching:index", query="q=zoe").page
    by_name = get(bde, "matching:index", query="sort=-pupil").page

    assert pupils(every) == ["Ana Même", "Zoé Même"]
    assert pupils(found) == ["Zoé Même"]
    assert pupils(by_name) == ["Zoé Même", "Ana Même"]
    assert "2 volontaires sans mentor." in found.text
    assert every.flaws == []


def test_a_long_waiting_list_has_pages(project, bde):
    for _ in range(26):
        volunteer(project)

    page = get(bde, "matching:index").page

    assert len(pupils(page)) == 25
    assert page.all("nav.fr-pagination") != []


def test_a_swap_of_the_waiting_list_equals_a_reload(project, bde):
    volunteer(project, last_name="Secrète")

    swap, whole = swapped(bde, "matching:index", "q=secrete")

    assert swap == whole


def test_those_left_are_narrowed_by_reason_and_a_run_shows_the_first(project, bde):
    needs = [volunteer(project, last_name=f"Nom{number}") for number in range(6)]
    run = left_by_a_run(project, *needs)

    short = get(bde, "matching:run", run.pk).page
    whole = get(bde, "matching:left", run.pk).page
    taken = get(bde, "matching:left", run.pk, query="cause=taken").page

    assert len(short.all("section[aria-labelledby=sans] .rows__row")) == 5
    assert "Voir les 6 élèves sans proposition" in short.text
    assert len(whole.all(".rows__row")) == 6
    assert len(taken.all(".rows__row")) == 3
    assert "Cherchez un mentor de plus" in taken.text
    assert whole.flaws == []


def test_a_run_that_left_nobody_says_so(project, bde):
    page = get(bde, "matching:left", left_by_a_run(project).pk).page

    assert "Ce calcul n’a laissé personne sans proposition." in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_those_left_ask_as_much_however_many(project, bde, count):
    run = left_by_a_run(project, *(volunteer(project) for _ in range(count)))

    assert queries(bde, "matching:left", run.pk) == 10
