from datetime import timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.foundations.words import folded
from mentorat.steering.catalogue import INDICATORS
from tests.cast import SINCE
from tests.factories.organisations import SchoolFactory
from tests.factories.people import UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.steering import COMPUTED, IndicatorValueFactory
from tests.web.home.stage import get, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

HIDDEN = "masqué"


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def north():
    return AcademicRegionFactory(number=9, name="Nord")


@pytest.fixture
def lille(north):
    return AcademyFactory(code="09", name="Lille", region=north, tile_row=1, tile_column=2)


@pytest.fixture
def amiens(north):
    return AcademyFactory(code="20", name="Amiens", region=north, tile_row=2, tile_column=2)


@pytest.fixture
def rennes():
    region = AcademicRegionFactory(number=3, name="Bretagne")
    return AcademyFactory(code="14", name="Rennes", region=region, tile_row=1, tile_column=1)


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


@pytest.fixture
def dgesco():
    return wearer(access.national_post(Role.DGESCO))


@pytest.fixture
def referent(lille):
    return wearer(access.academy_post(Role.REFERENT_MENTORAT, lille))


def counted(academy, campaign, *numbers, code="mentees", **fields):
    """Return a school for each number, with this value of an indicator."""
    schools = []
    for number in numbers:
        numerator, denominator = number if isinstance(number, tuple) else (number, None)
        schools.append(SchoolFactory(academy=academy, name=f"Atelier {numerator}"))
        IndicatorValueFactory(
            school=schools[-1],
            campaign=campaign,
            code=code,
            numerator=numerator,
            denominator=denominator,
            **fields,
        )
    return schools


def column(answer, label="Mentorés"):
    """Return what each row of the drill-down says of an indicator, by the name of the row."""
    soup = answer.page.soup
    table = soup.select_one("section[aria-labelledby=territoires] #results table")
    rank = [" ".join(th.get_text().split()) for th in table.select("thead th")].index(label)
    return {
        row.select_one("th a").get_text().strip(): " ".join(
            row.select("th, td")[rank].get_text().split()
        )
        for row in table.select("tbody tr")
    }


def tiles(answer):
    """Return the figure of each tile, by label."""
    soup = answer.page.soup
    return {
        " ".join(tile.select_one(".indicator-tile__label").get_text().split()): " ".join(
            tile.select_one(".indicator-tile__value").get_text().split()
        )
        for tile in soup.select(".indicator-tile")
    }


def links(answer):
    return answer.page.values("section[aria-labelledby=territoires] tbody th a", "href")


def parents(answer):
    return answer.page.values(".fr-breadcrumb a[href]", "href")


@pytest.mark.usefixtures("campaign", "rennes")
def test_one_goes_down_by_links_from_the_nation_to_a_school_and_up_again(dgesco, lille, amiens):
    school = SchoolFactory(academy=lille)
    SchoolFactory(academy=amiens)

    nation = get(dgesco, "steering:index")
    academy = get(dgesco, "steering:academy", "09")
    region = get(dgesco, "steering:region", 9)
    bottom = get(dgesco, "steering:school", school.uai)

    assert nation.address == "/pilotage/france/"
    assert links(nation) == [f"/pilotage/academie/{code}/" for code in ("20", "09", "14")]
    assert links(region) == ["/pilotage/academie/20/", "/pilotage/academie/09/"]
    assert links(academy) == [f"/pilotage/lycee/{school.uai}/"]
    assert bottom.page.soup.select("section[aria-labelledby=territoires]") == []
    assert parents(nation) == ["/"]
    assert parents(bottom) == [
        "/",
        "/pilotage/france/",
        "/pilotage/region/9/",
        "/pilotage/academie/09/",
    ]


@pytest.mark.usefixtures("campaign", "rennes")
def test_a_territory_reads_itself_and_what_is_inside_and_the_rest_does_not_exist(
    north, lille, amiens, referent
):
    inside, outside = SchoolFactory(academy=lille), SchoolFactory(academy=amiens)
    drafpic = wearer(access.region_post(Role.DRAFPIC, north))
    bde = staff(inside)
    addresses = {
        "nation": ("steering:nation",),
        "region": ("steering:region", 9),
        "other region": ("steering:region", 3),
        "academy": ("steering:academy", "09"),
        "sister": ("steering:academy", "20"),
        "school": ("steering:school", inside.uai),
        "other school": ("steering:school", outside.uai),
        "nowhere": ("steering:academy", "99"),
        "no region": ("steering:region", 10**12),
    }

    def reads(grant):
        return {name for name, page in addresses.items() if get(grant, *page).status == 200}

    assert reads(drafpic) == {"region", "academy", "sister", "school", "other school"}
    assert reads(referent) == {"academy", "school"}
    assert reads(bde) == {"school"}
    assert get(drafpic, "steering:index").address == "/pilotage/region/9/"
    assert get(referent, "steering:index").address == "/pilotage/academie/09/"
    assert get(bde, "steering:index").address == f"/pilotage/lycee/{inside.uai}/"
    assert parents(get(referent, "steering:school", inside.uai)) == ["/", "/pilotage/academie/09/"]


def test_a_number_is_the_sum_of_the_schools_with_its_date_and_its_definition(
    campaign, lille, rennes, dgesco
):
    counted(lille, campaign, 10, 20)
    counted(rennes, campaign, 30, computed_at=COMPUTED - timedelta(days=3))
    counted(lille, campaign, (5, 20), code="active")

    nation = get(dgesco, "steering:nation")

    assert tiles(nation)["Mentorés"] == "60"
    assert column(nation) == {"Lille": "30", "Rennes": "30"}
    # The oldest computation of those that are added up.
    assert "chiffres au 20 novembre 2026" in nation.page.text
    assert "France entière, au 20 novembre 2026" in nation.page.text
    assert INDICATORS["mentees"].definition in nation.page.text


def test_the_quality_stands_beside_the_volume(campaign, lille, dgesco):
    counted(lille, campaign, (15, 60), code="active")
    counted(lille, campaign, 60)

    page = get(dgesco, "steering:academy", "09").page

    assert "Mentorés actifs : 25 %" in " ".join(page.all(".indicator-tile__paired"))


@pytest.mark.usefixtures("campaign")
def test_a_territory_without_any_figure_says_so(lille, dgesco):
    SchoolFactory(academy=lille)

    answer = get(dgesco, "steering:academy", "09")

    assert tiles(answer)["Mentorés"] == "–"
    assert "pas encore calculé" in answer.page.text


def test_small_numbers_are_hidden_above_the_school_and_read_by_the_school(
    campaign, lille, referent
):
    small, _, _ = counted(lille, campaign, 3, 12, 30)

    above = get(referent, "steering:academy", "09")
    below = get(referent, "steering:school", small.uai)
    own = get(staff(small), "steering:school", small.uai)

    assert column(above) == {"Atelier 3": HIDDEN, "Atelier 12": HIDDEN, "Atelier 30": "30"}
    assert tiles(above)["Mentorés"] == "45"
    assert tiles(below)["Mentorés"] == HIDDEN
    assert tiles(own)["Mentorés"] == "3"


def test_what_is_hidden_is_in_no_picture_and_no_table_of_the_page(campaign, lille, referent):
    counted(lille, campaign, 3, 12, 30)

    chart = get(referent, "steering:academy", "09").page.soup.select_one("figure.chart")

    shown = {row.th.get_text(): row.td.get_text() for row in chart.select("tbody tr")}
    assert shown == {"Atelier 30": "30"}
    assert not {"3", "12"} & set(chart.get_text(" ").split())


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        ("", "Mentorés"),
        ("indicateur=volunteers", "Volontaires"),
        ("indicateur=mentorships_live", "Relations en cours"),
        # A share, or nothing that is known: the usual one.
        ("indicateur=active", "Mentorés"),
        ("indicateur=;DROP", "Mentorés"),
        ("indicateur=", "Mentorés"),
    ],
)
def test_one_chooses_the_indicator_that_is_drawn(campaign, lille, dgesco, query, drawn):
    for code in ("mentees", "volunteers", "mentorships_live"):
        counted(lille, campaign, 20, code=code)

    academy = get(dgesco, "steering:academy", "09", query=query).page
    nation = get(dgesco, "steering:nation", query=query).page

    assert academy.all("figure.chart .chart__title") == [drawn]
    assert nation.all("figure.tile-map .chart__title") == [f"{drawn}, par académie"]
    assert academy.all("#indicateur option[selected]") == [drawn]
    assert academy.all("#indicateur option") == [
        "Élèves connus",
        "Volontaires",
        "Mentorés",
        "Relations en cours",
    ]


@pytest.mark.usefixtures("rennes")
def test_the_map_leads_to_each_academie(campaign, lille, dgesco):
    counted(lille, campaign, 20)

    page = get(dgesco, "steering:nation").page

    assert page.values(".tile-map__link", "href") == [
        "/pilotage/academie/14/",
        "/pilotage/academie/09/",
    ]
    assert page.all(".tile-map__link") == ["Rennes –", "Lille 20"]


def test_a_territory_says_how_many_of_its_schools_have_a_project(campaign, lille, dgesco):
    served, _ = SchoolFactory(academy=lille, name="A"), SchoolFactory(academy=lille, name="B")
    SchoolProjectFactory(school=served, campaign=campaign)

    page = get(dgesco, "steering:academy", "09").page

    assert "1 établissement sur 2 a un projet." in page.text
    assert page.all("section[aria-labelledby=territoires] tbody th") == [
        "A Villeneuve",
        "B Villeneuve sans projet",
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("level", "expected"), [("nation", 14), ("region", 15), ("academy", 16), ("school", 15)]
)
def test_a_page_asks_as_many_questions_for_1_school_as_for_3(
    campaign, lille, dgesco, level, expected, count
):
    schools = counted(lille, campaign, *(20 + number for number in range(count)))
    for school in schools[1:]:
        SchoolProjectFactory(school=school, campaign=campaign)
    keys = {"nation": [], "region": [9], "academy": ["09"], "school": [schools[0].uai]}

    assert queries(dgesco, f"steering:{level}", *keys[level]) == expected


@pytest.mark.usefixtures("campaign")
def test_every_indicator_has_its_definition(dgesco):
    page = get(dgesco, "steering:definitions").page

    assert page.all("dl.definitions dt") == [one.label for one in INDICATORS.values()]
    assert page.all("dl.definitions dd") == [
        " ".join(one.definition.split()) for one in INDICATORS.values()
    ]


def names(answer):
    return answer.page.all("section[aria-labelledby=territoires] #results tbody th a")


def test_the_schools_of_an_academie_are_found_filtered_and_ordered_by_a_figure(
    campaign, lille, referent
):
    for school in counted(lille, campaign, 30, 12, 20):
        SchoolProjectFactory(school=school, campaign=campaign)
    SchoolFactory(academy=lille, name="Lycée Évariste-Galois", city="Béthune")

    def asked(query):
        return names(get(referent, "steering:academy", "09", query=query))

    assert asked("") == ["Atelier 12", "Atelier 20", "Atelier 30", "Lycée Évariste-Galois"]
    assert asked("q=galois bethune") == ["Lycée Évariste-Galois"]
    assert asked("project=without") == ["Lycée Évariste-Galois"]
    by_figure = ["Atelier 30", "Atelier 20", "Atelier 12", "Lycée Évariste-Galois"]
    assert asked("sort=mentees") == by_figure
    assert asked("sort=-mentees") == [*reversed(by_figure[:3]), by_figure[3]]
    assert asked("q=zzz") == []


def test_the_order_does_not_tell_what_is_hidden(campaign, lille, referent):
    counted(lille, campaign, 4, 2, 30, 12)

    ordered = get(referent, "steering:academy", "09", query="sort=mentees")

    hidden = [name for name, said in column(ordered).items() if said == HIDDEN]
    assert len(hidden) >= 2
    assert names(ordered)[-len(hidden) :] == sorted(hidden, key=folded)


@pytest.mark.usefixtures("campaign")
def test_a_large_academie_stands_on_pages_and_keeps_the_picture_that_was_chosen(lille, referent):
    SchoolFactory.create_batch(30, academy=lille)

    page = get(referent, "steering:academy", "09", query="indicateur=volunteers&page=2").page

    assert len(page.all("#results tbody tr")) == 5
    assert "30 établissements" in page.text
    assert page.values("#page-1", "href") == ["/pilotage/academie/09/?indicateur=volunteers&page=1"]
    assert page.values("input[name=indicateur]", "value") == ["volunteers"]
