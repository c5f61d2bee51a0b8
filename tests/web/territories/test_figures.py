"""Schools and domains of a territory: found, ordered, and no small number."""

import pytest

from mentorat.foundations.scope import system
from mentorat.matching.models import AcademyRun
from tests.factories.reference import NsfGroupFactory
from tests.web.home.stage import MONDAY, get, post, swapped, troupe  # noqa: F401 -- a fixture
from tests.web.territories.stage import domain_line, finished, school_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

ALL = system("the test looks at everything")


@pytest.fixture(autouse=True)
def a_monday_of_november(time_machine):
    time_machine.move_to(MONDAY)


@pytest.fixture
def referent(troupe):  # noqa: F811 -- a fixture
    return troupe.grants["referent"]


@pytest.fixture
def part(referent):
    post(referent, "territories:ask", trial="1")
    part = AcademyRun.objects.within(ALL).get()
    finished(part.territory_run, schools=0, domains=0)
    return part


def domain(label):
    return NsfGroupFactory(code=f"9{label[0]}{label[-1]}", label=label)


def rows(page):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]


def test_schools_are_found_by_name_and_small_numbers_stay_hidden(referent, part):
    school_line(part, volunteers=30, served=20, name="Lycée Zadkine", city="Brive")
    school_line(part, volunteers=12, served=6, name="Lycée Arago", city="Tulle")
    school_line(part, volunteers=2, served=1, name="Lycée Monge", city="Ussel")
    run = part.territory_run_id

    every = get(referent, "territories:schools", run).page
    found = get(referent, "territories:schools", run, query="q=tulle").page
    by_name = get(referent, "territories:schools", run, query="sort=name").page

    assert [row[1:3] for row in rows(every)] == [
        ["30", "20"],
        ["masqué", "masqué"],
        ["masqué", "masqué"],
    ]
    assert [row[0] for row in rows(found)] == ["Lycée Arago Tulle"]
    assert [row[0][:9] for row in rows(by_name)] == ["Lycée Ara", "Lycée Mon", "Lycée Zad"]
    assert every.flaws == []


def test_who_could_lend_a_mentor_is_named_where_the_number_is_told(referent, part):
    school_line(part, volunteers=30, served=9, beyond=8, lenders=["LP Monge", "LP Curie"])
    school_line(part, volunteers=30, served=9, beyond=2, lenders=["LP Zay"])
    school_line(part, volunteers=30, served=9, beyond=7, lenders=["LP Zay"])

    page = get(referent, "territories:schools", part.territory_run_id, query="sort=beyond").page

    assert [row[4] for row in rows(page)] == [
        "8 : LP Monge ; LP Curie",
        "masqué",
        "masqué",
    ]
    assert page.flaws == []


def test_what_another_school_could_lend_does_not_tell_a_hidden_number(referent, part):
    school_line(part, volunteers=12, served=1, beyond=11, lenders=["LP Zay"])
    school_line(part, volunteers=30, served=9)

    page = get(referent, "territories:schools", part.territory_run_id, query="sort=beyond").page

    assert [row[2::2] for row in rows(page)] == [["masqué", "masqué"], ["masqué", "masqué"]]


def test_domains_where_most_are_left_come_first_with_where_to_look(referent, part):
    wood, trade = domain("Travail du bois"), domain("Commerce, vente")
    domain_line(part, volunteers=20, left=6, nsf=wood, firms=[], silent=0, tutors=0)
    domain_line(part, volunteers=10, left=9, nsf=trade)

    page = get(referent, "territories:needs").page
    found = get(referent, "territories:needs", query="q=bois").page

    assert [(row[0], *row[2:]) for row in rows(page)] == [
        (
            "Commerce, vente",
            "10",
            "9 (presque tous)",
            "Mentors sans offre : 6, dont tuteurs de PFMP : moins de 5 Ateliers Réunis",
        ),
        ("Travail du bois", "20", "6 (un quart ou plus)", "personne"),
    ]
    assert [row[0] for row in rows(found)] == ["Travail du bois"]
    assert page.flaws == []


def test_a_domain_with_few_pupils_is_not_told(referent, part):
    domain_line(part, volunteers=3, left=2, nsf=domain("Bois"))
    domain_line(part, volunteers=40, left=0, nsf=domain("Textile"))
    domain_line(part, volunteers=40, left=20, nsf=domain("Vente"))

    page = get(referent, "territories:needs").page
    lacking = get(referent, "territories:needs", query="manque=oui").page

    assert [row[2:4] for row in rows(page)] == [
        ["masqué", "masqué"],
        ["40", "masqué"],
        ["masqué", "0"],
    ]
    assert len(rows(lacking)) == 2


def test_the_nation_reads_academies_and_whoever_has_no_run_is_told_what_to_do(troupe, part):  # noqa: F811 -- a fixture
    domain_line(part, volunteers=20, left=10, nsf=domain("Santé"))

    nation = get(troupe.grants["dgesco"], "territories:needs").page
    stranger = get(troupe.grants["stranger_referent"], "territories:needs").page

    assert [row[1] for row in rows(nation)] == [str(part.academy)]
    assert "Un essai dit, domaine par domaine" in stranger.text
    assert rows(stranger) == []


def test_a_swap_brings_the_same_lines_as_the_page(referent, part):
    domain_line(part, volunteers=20, left=10, nsf=domain("Santé"))

    swap, whole = swapped(referent, "territories:needs", "manque=oui")

    assert swap == whole
