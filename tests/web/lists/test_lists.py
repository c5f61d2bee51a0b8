from copy import deepcopy
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory

from mentorat.foundations.place import school_span
from mentorat.foundations.querysets import ScopeRequired
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models import Mentee
from mentorat.web.lists import List, Search, Sort
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.lists.addresses import SCHOOLS

pytestmark = pytest.mark.django_db

SWAP = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def page_of_the_tests(settings):
    settings.ROOT_URLCONF = "tests.web.lists.addresses"
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]


@pytest.fixture
def read(client):
    def page(query="", headers=None):
        response = client.get(f"/lycees/{query}", headers=headers)
        assert response.status_code == 200
        return BeautifulSoup(response.text, "html.parser")

    return page


def names(page):
    return [cell.text for cell in page.select("td.name")]


def count(page):
    return page.select_one("#list-count").text.strip()


def school(name, city="Lyon", **fields):
    return SchoolFactory(name=name, city=city, **fields)


@pytest.fixture
def seven():
    return [school(name, city) for name, city in zip("GFEDCBA", "ttttsss", strict=True)]


@pytest.mark.parametrize("row_count", [1, 3])
def test_a_list_asks_two_questions_however_long(client, row_count, django_assert_num_queries):
    SchoolFactory.create_batch(row_count)

    with django_assert_num_queries(2):
        client.get("/lycees/?q=professionnel&kind=lp&sort=-city")


@pytest.mark.parametrize("row_count", [1, 3])
def test_a_list_of_persons_asks_two_questions_and_stays_in_its_scope(
    rf, row_count, django_assert_num_queries
):
    mine = SchoolFactory()
    pupils = MenteeFactory.create_batch(row_count, school=mine)
    MenteeFactory()
    scope = Scope(Family.SCHOOL, school_span(mine.place), user=1)
    request = rf.get("/")
    request.htmx = False
    declared = List(noun="élève", sorts=(Sort("name", "Nom", ("last_name",)),))

    with django_assert_num_queries(2):
        listing = declared.read(request, Mentee.objects.within(scope))

    assert {row.pk for row in listing.rows} == {pupil.pk for pupil in pupils}
    assert Mentee.objects.unscoped("the leak exists").count() == row_count + 1


def test_a_list_of_persons_without_a_scope_is_refused(rf):
    declared = List(noun="élève", sorts=(Sort("name", "Nom", ("last_name",)),))

    with pytest.raises(ScopeRequired):
        declared.read(rf.get("/"), Mentee.objects.all())


@pytest.mark.usefixtures("seven")
def test_a_list_comes_in_its_usual_order_page_after_page(read):
    assert names(read()) == ["A", "B", "C"]
    assert names(read("?page=2")) == ["D", "E", "F"]
    assert names(read("?page=3")) == ["G"]
    assert count(read()) == "7 établissements"


@pytest.mark.usefixtures("seven")
def test_an_order_may_be_asked_for_both_ways(read):
    assert names(read("?sort=-name")) == ["G", "F", "E"]
    assert names(read("?sort=city")) == ["C", "B", "A"]
    assert names(read("?sort=-city")) == ["D", "E", "F"]


@pytest.mark.parametrize(
    "query",
    [
        "?page=1000000",
        "?page=-1",
        "?page=" + "9" * 5000,
        "?page=abc&kind=nonsense&sort=password",
        "?sort=-",
        "?q=%00",
        "?q=" + "a" * 10_000,
        "?kind=lp&kind=%F0%9F%92%A5&project=%00",
    ],
)
@pytest.mark.usefixtures("seven")
def test_an_address_that_makes_no_sense_still_shows_the_list(read, query):
    assert "établissement" in count(read(query))


@pytest.mark.usefixtures("seven")
def test_a_page_beyond_the_last_is_the_last(read):
    assert names(read("?page=1000000")) == ["G"]


def test_what_is_searched_and_filtered_narrows_the_list_and_can_be_undone(read):
    found = school("Lycée Ada", kind="lp")
    school("Lycée Ada", kind="lpo")
    school("Lycée Bell", kind="lp")

    page = read("?q=ada&kind=lp")

    assert names(page) == [found.name]
    assert count(page) == "1 établissement"
    assert [(a.text, a["href"]) for a in page.select(".active-filters a")] == [
        ("«\u202fada\u202f», retirer", "/lycees/?kind=lp"),
        ("Type\u202f: lycée professionnel, retirer", "/lycees/?q=ada"),
    ]
    assert page.select_one("#filter-q")["value"] == "ada"
    assert page.select_one("#filter-kind option[selected]")["value"] == "lp"


def test_a_filter_on_another_table_is_read_as_well(read):
    SchoolProjectFactory(school=school("A"))
    school("B")

    assert names(read("?project=with")) == ["A"]
    assert names(read("?project=without")) == ["B"]


@pytest.mark.usefixtures("seven")
def test_pages_and_columns_keep_what_was_asked(read):
    page = read("?kind=lp&page=2&other=x")

    links = {a["id"]: a.get("href") for a in page.select("a[id]")}
    assert links == {
        "sort-name": "/lycees/?kind=lp&sort=-name",
        "sort-city": "/lycees/?kind=lp&sort=city",
        "page-previous": "/lycees/?kind=lp&page=1",
        "page-1": "/lycees/?kind=lp&page=1",
        "page-2": None,
        "page-3": "/lycees/?kind=lp&page=3",
        "page-next": "/lycees/?kind=lp&page=3",
    }


@pytest.mark.usefixtures("seven")
def test_the_column_in_force_says_so(read):
    def orders(query):
        return [head.get("aria-sort") for head in read(query).select("th")]

    assert orders("") == ["ascending", None]
    assert orders("?sort=-name") == ["descending", None]
    assert orders("?sort=city") == [None, "ascending"]
    assert read("?sort=-name").select_one("#sort-name")["href"] == "/lycees/?sort=name"


def test_far_pages_are_cut_out(read):
    SchoolFactory.create_batch(27)

    page = read("?page=5")

    assert [" ".join(item.text.split()) for item in page.select(".fr-pagination li")] == [
        "Page précédente",
        "Page 1",
        "…",
        "Page 4",
        "Page 5",
        "Page 6",
        "…",
        "Page 9",
        "Page suivante",
    ]


def test_an_empty_list_offers_the_act_that_fills_it(read):
    page = read()

    assert page.select_one(".empty-state p").text == "Aucun établissement n’est encore enregistré."
    assert page.select_one(".empty-state a")["href"] == "/importer/"


@pytest.mark.usefixtures("seven")
def test_filters_without_result_offer_the_whole_list(read):
    page = read("?q=nulle+part")

    assert page.select_one(".empty-state p").text == "Aucun résultat avec ces filtres."
    assert page.select_one(".empty-state a")["href"] == "/lycees/"


@pytest.mark.parametrize("query", ["?kind=lp&page=2", "?q=nulle", f"?q={quote('é')}", ""])
@pytest.mark.usefixtures("seven")
def test_a_swap_equals_a_reload(read, query):
    page, fragment, reloaded = read(), read(query, SWAP), read(query)

    announced = fragment.select_one("[hx-swap-oob=innerHTML]").extract()
    page.find(id="list-count").string = announced.text
    page.find(id="results").replace_with(fragment.find(id="results"))

    assert fragment.find("form") is None
    assert squeezed(page.find(id="results")) == squeezed(reloaded.find(id="results"))
    assert count(page) == count(reloaded)


def squeezed(tag):
    return " ".join(str(tag).split())


@pytest.mark.usefixtures("seven")
def test_going_back_in_history_brings_the_whole_page(read):
    page = read(headers={**SWAP, "HX-History-Restore-Request": "true"})

    assert page.find("form") is not None
    assert page.select("[hx-swap-oob]") == []


def test_a_list_with_one_order_and_no_search_asks_for_neither(rf: RequestFactory):
    request = rf.get("/?q=ignored")
    request.htmx = False
    declared = List(noun="salle", sorts=(Sort("name", "Nom", ("name",)),))

    listing = declared.read(request, SchoolFactory._meta.model.objects.all())

    assert (listing.fields, listing.words, listing.search_label) == ([], "", "")


def test_the_declaration_says_what_its_search_looks_at():
    assert isinstance(SCHOOLS.search, Search)
    assert SCHOOLS.search.label == "Nom, commune ou UAI"
