from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from tests.cast import SINCE
from tests.factories.organisations import CompanyFactory, SchoolFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.web.home.stage import NONSENSE, SEARCHES, get, queries, rows, staff, swapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "campaign")]


@pytest.fixture
def campaign():
    return CampaignFactory()


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


@pytest.fixture
def dgesco():
    return wearer(access.national_post(Role.DGESCO))


@pytest.fixture
def region():
    return AcademicRegionFactory(number=10, name="Région du Tissu")


@pytest.fixture
def three(region, campaign):
    """Two schools of « Tissu », the first with a project; one of « Verre »."""
    tissu = AcademyFactory(code="24", name="Tissu", region=region)
    verre = AcademyFactory(code="25", name="Verre", region=region)
    schools = {
        name: SchoolFactory(academy=academy, name=name, city=city, kind=kind)
        for name, academy, city, kind in (
            ("Les Tisserands", tissu, "Épinal", "lp"),
            ("Les Dentellières", tissu, "Calais", "lpo"),
            ("Les Verriers", verre, "Baccarat", "lp"),
        )
    }
    SchoolProjectFactory(school=schools["Les Tisserands"], campaign=campaign)
    SchoolFactory(academy=tissu, name="Les Fermés", closed_on=date(2024, 8, 31))
    return schools


ALL = ["Les Dentellières", "Les Tisserands", "Les Verriers"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("sort=-name", ALL[::-1]),
        ("sort=city", ["Les Verriers", "Les Dentellières", "Les Tisserands"]),
        ("q=epinal", ["Les Tisserands"]),
        ("q=dentelliere", ["Les Dentellières"]),
        ("academy=24", ["Les Dentellières", "Les Tisserands"]),
        ("kind=lpo", ["Les Dentellières"]),
        ("project=with", ["Les Tisserands"]),
        ("project=without", ["Les Dentellières", "Les Verriers"]),
        ("project=with&academy=25", []),
    ],
)
def test_schools_are_searched_filtered_and_ordered(dgesco, query, found):
    assert rows(get(dgesco, "directory:index", query=query)) == found


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", NONSENSE)
def test_a_nonsense_address_shows_the_list(dgesco, query):
    assert rows(get(dgesco, "directory:index", query=query)) == ALL


@pytest.mark.parametrize("query", SEARCHES)
def test_no_search_breaks_the_list(dgesco, query):
    assert get(dgesco, "directory:index", query=query).status == 200


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["", "project=with", "q=nulle+part", "sort=-city"])
def test_a_swap_equals_a_reload(dgesco, query):
    swap, reload = swapped(dgesco, "directory:index", query)

    assert swap == reload


@pytest.mark.usefixtures("three")
def test_the_directory_asks_as_many_questions_for_3_schools_as_for_1(dgesco):
    few = queries(dgesco, "directory:index", query="q=Verriers")

    assert (few, queries(dgesco, "directory:index")) == (11, 11)


def test_schools_stand_on_pages(dgesco):
    for number in range(26):
        SchoolFactory(name=f"N{number:02d}")

    assert rows(get(dgesco, "directory:index", query="page=2")) == ["N25"]


def test_a_territory_lists_its_own_schools_and_the_others_all_of_them(three, region):
    home = three["Les Tisserands"].academy
    company = CompanyFactory()
    readers = {
        "referent": wearer(access.academy_post(Role.REFERENT_MENTORAT, home)),
        "drafpic": wearer(access.region_post(Role.DRAFPIC, region)),
        "company": wearer(access.Post(Role.COMPANY, label="", company=company)),
    }

    found = {name: rows(get(grant, "directory:index")) for name, grant in readers.items()}

    assert found == {"referent": ALL[:2], "drafpic": ALL, "company": ALL}


def test_a_school_is_not_told_that_others_have_no_project(three):
    """The database hides from a school the projects of the others: what it ignores, it says not."""
    bde = staff(three["Les Verriers"])

    page = get(bde, "directory:index").page
    narrowed = get(bde, "directory:index", query="project=without")

    assert "Projet" not in page.all("#results thead th")
    assert page.soup.select("[name=project]") == []
    assert rows(narrowed) == ALL


def test_the_page_of_a_school_is_that_of_the_directory(three, dgesco):
    three["Les Verriers"].mother = three["Les Tisserands"]
    three["Les Verriers"].save(update_fields=["mother"])
    stranger = staff(three["Les Verriers"])

    public = get(stranger, "directory:detail", three["Les Tisserands"].uai).page
    own = get(dgesco, "directory:detail", three["Les Tisserands"].uai).page
    section = get(dgesco, "directory:detail", three["Les Verriers"].uai).page

    assert public.heading == own.heading == "Les Tisserands"
    assert "Projets de mentorat" not in public.text
    assert "2026-2027 : objectif 40 élèves, pilote à désigner" in own.text
    assert f"/etablissements/{three['Les Tisserands'].uai}/" in section.values(
        "main a[href]", "href"
    )
    assert get(dgesco, "directory:detail", "0000000X").status == 404


def test_the_page_of_a_school_asks_as_many_questions_for_1_project_as_for_3(three, dgesco):
    school = three["Les Tisserands"]

    few = queries(dgesco, "directory:detail", school.uai)
    for year in (2024, 2025):
        campaign = CampaignFactory(year=year)
        SchoolProjectFactory(school=school, campaign=campaign, pilot=UserFactory())

    assert (few, queries(dgesco, "directory:detail", school.uai)) == (9, 9)
