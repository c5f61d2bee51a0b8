from datetime import UTC, datetime, timedelta

import pytest

from mentorat.access.roles import Level
from mentorat.foundations.place import NATION
from mentorat.foundations.scope import Family, Scope, system
from mentorat.steering import queries
from mentorat.steering.catalogue import INDICATORS
from mentorat.steering.queries import Figure
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.steering import COMPUTED, IndicatorValueFactory

pytestmark = pytest.mark.django_db

NATIONAL = Scope(Family.NATION, NATION)
EARLIER = COMPUTED - timedelta(days=2)
LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)


def of(territory):
    """Return the scope of a référent of a région or an académie."""
    return Scope(Family.TERRITORY, territory.span)


def at(school):
    return Scope(Family.SCHOOL, school.span)


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def west():
    region = AcademicRegionFactory(number=3, name="Ouest")
    return AcademyFactory(code="14", name="Rennes", region=region)


@pytest.fixture
def north():
    return AcademyFactory(
        code="09", name="Lille", region=AcademicRegionFactory(number=9, name="Nord")
    )


@pytest.fixture
def amiens(north):
    return AcademyFactory(code="20", name="Amiens", region=north.region)


def give(academy, campaign, *found, code="mentees", **fields):
    """Make a school for each number found, with its value; a pair holds both terms."""
    schools = []
    for number in found:
        numerator, denominator = number if isinstance(number, tuple) else (number, None)
        schools.append(SchoolFactory(academy=academy))
        IndicatorValueFactory(
            school=schools[-1],
            campaign=campaign,
            code=code,
            numerator=numerator,
            denominator=denominator,
            **fields,
        )
    return schools


def read(drill_down, code="mentees"):
    """Return what each row shows: a number, « hidden », or None when nothing is computed."""
    return {
        row.label: "hidden" if row.figures[code].is_hidden else row.figures[code].numerator
        for row in drill_down.rows
    }


def test_overview_adds_up_schools_with_definition_and_oldest_date(campaign, west, north):
    give(west, campaign, (10, 20), (30, 40), code="active")
    give(north, campaign, (6, 12), code="active", computed_at=EARLIER)
    SchoolProjectFactory(campaign=campaign, school=give(north, campaign, 50)[0])
    give(north, CampaignFactory(year=2025), (500, 500), code="active")

    found = queries.overview(NATIONAL, campaign, NATION)

    active = found.figures["active"]
    assert active == Figure(INDICATORS["active"], 46, 72, computed_at=EARLIER)
    assert (active.share, active.value) == (46 / 72, 46 / 72)
    assert "30 derniers jours" in active.indicator.definition
    assert found.figures["mentees"].value == 50
    assert found.figures["closings"] == Figure(INDICATORS["closings"])
    assert (found.level, found.label) == (Level.NATION, "France entière")
    assert (found.schools, found.schools_with_project) == (5, 1)
    assert found.computed_at == EARLIER
    assert list(found.figures) == list(INDICATORS)


def test_overview_pairs_each_volume_with_its_quality(campaign, west):
    give(west, campaign, 12)

    found = queries.overview(NATIONAL, campaign, NATION)

    assert [(volume.indicator.code, quality.indicator.code) for volume, quality in found.pairs] == [
        ("pupils", "volunteers_share"),
        ("volunteers", "volunteers_waiting"),
        ("mentees", "active"),
        ("mentorships_live", "alive_3_months"),
        ("closings", "closings_objective_reached"),
        ("sessions_held", "attendance_share"),
        ("mentors_offering", "mentors_cleared"),
        ("projects", "mentees_target"),
    ]
    assert [figure.indicator.code for figure in found.other_qualities] == [
        "volunteers_girls",
        "first_meeting_days",
        "alive_6_months",
        "closings_reviewed",
    ]


def test_mean_of_days_weighs_each_pupil_the_same(campaign, west):
    give(west, campaign, (100, 10), (90, 30), code="first_meeting_days")

    figure = queries.overview(of(west), campaign, west.span).figures["first_meeting_days"]

    assert figure.value == 190 / 40


def test_share_of_nothing_has_no_value(campaign, west):
    give(west, campaign, (0, 0), code="alive_6_months")

    figure = queries.overview(of(west), campaign, west.span).figures["alive_6_months"]

    assert (figure.is_known, figure.value, figure.is_hidden) == (True, None, False)


@pytest.mark.parametrize(
    ("where", "level", "label"),
    [
        (lambda _: NATION, Level.NATION, "France entière"),
        (lambda school: school.academy.region.span, Level.REGION, "région académique Ouest"),
        (lambda school: school.academy.span, Level.ACADEMY, "académie Rennes"),
        (lambda school: school.span, Level.SCHOOL, "LP Jean Bart – Vitré"),
    ],
    ids=["nation", "region", "academy", "school"],
)
def test_overview_says_whose_figures_they_are(campaign, west, where, level, label):
    school = SchoolFactory(academy=west, name="LP Jean Bart", city="Vitré")

    found = queries.overview(NATIONAL, campaign, where(school))

    assert (found.level, found.label, found.schools) == (level, label, 1)


def test_school_reads_its_own_small_numbers_and_those_above_do_not(campaign, west):
    small, *_ = give(west, campaign, 3, 12, 30)

    own = queries.overview(at(small), campaign, small.span)
    above = [queries.overview(scope, campaign, small.span) for scope in (of(west), NATIONAL)]

    assert own.figures["mentees"].numerator == 3
    for found in above:
        assert found.figures["mentees"] == Figure(
            INDICATORS["mentees"], is_hidden=True, computed_at=COMPUTED
        )


def test_pages_of_two_levels_hide_the_same(campaign, west):
    small, follows, shown = give(west, campaign, 3, 12, 30)

    rows = queries.drill_down(NATIONAL, campaign, west.span, ["mentees"])
    pages = {
        school.name: queries.overview(NATIONAL, campaign, school.span).figures["mentees"]
        for school in (small, follows, shown)
    }

    assert read(rows) == {small.name: "hidden", follows.name: "hidden", shown.name: 30}
    assert {row.label: row.figures["mentees"] for row in rows.rows} == pages


def test_denominator_hidden_as_a_count_is_hidden_in_the_share_as_well(campaign, west):
    small, follows, shown = give(west, campaign, 3, 12, 30)
    for school, whole in ((small, 3), (follows, 12), (shown, 30)):
        IndicatorValueFactory(
            school=school, campaign=campaign, code="active", numerator=0, denominator=whole
        )

    rows = queries.drill_down(of(west), campaign, west.span, ["mentees", "active"])

    assert read(rows, "active") == {small.name: "hidden", follows.name: "hidden", shown.name: 0}


def test_nation_opens_on_academies_or_regions(campaign, west, north, amiens):
    give(west, campaign, 10, 20)
    give(north, campaign, 7)
    SchoolProjectFactory(campaign=campaign, school=SchoolFactory(academy=north))

    academies = queries.drill_down(NATIONAL, campaign, NATION, ["mentees"])
    regions = queries.drill_down(NATIONAL, campaign, NATION, ["mentees"], by_region=True)
    region = queries.drill_down(NATIONAL, campaign, north.region.span, ["mentees"])

    assert (academies.level, regions.level, region.level) == (
        Level.ACADEMY,
        Level.REGION,
        Level.ACADEMY,
    )
    assert read(academies) == {"Amiens": None, "Lille": 7, "Rennes": 30}
    assert read(regions) == {"Nord": 7, "Ouest": 30}
    assert read(region) == {"Amiens": None, "Lille": 7}
    assert [
        (row.key, row.detail, row.span, row.schools, row.schools_with_project, row.has_project)
        for row in academies.rows
    ] == [
        ("20", "Nord", amiens.span, 0, 0, False),
        ("09", "Nord", north.span, 2, 1, True),
        ("14", "Ouest", west.span, 2, 0, False),
    ]
    assert [(row.key, row.schools, row.schools_with_project) for row in regions.rows] == [
        ("9", 2, 1),
        ("3", 2, 0),
    ]


def test_academy_opens_on_its_schools_with_and_without_project(campaign, west):
    served = give(west, campaign, 12)[0]
    SchoolProjectFactory(campaign=campaign, school=served)
    unserved = SchoolFactory(academy=west, city="Vitré")
    SchoolFactory(academy=west, closed_on=LONG_AGO.date())

    rows = queries.drill_down(of(west), campaign, west.span, ["mentees"]).rows

    assert [
        (row.level, row.key, row.label, row.detail, row.span, row.has_project) for row in rows
    ] == [
        (Level.SCHOOL, school.uai, school.name, school.city, school.span, school == served)
        for school in sorted([served, unserved], key=lambda school: school.name)
    ]


def test_region_reads_itself_alone_in_the_nation(campaign, west, north):
    give(west, campaign, 12)
    give(north, campaign, 7)

    found = queries.drill_down(of(north.region), campaign, NATION, ["mentees"], by_region=True)

    assert read(found) == {"Nord": 7}


def test_school_opens_on_nothing(campaign, west):
    school = give(west, campaign, 12)[0]

    assert queries.drill_down(of(west), campaign, school.span, ["mentees"]).rows == ()


def test_rows_are_sorted_by_what_they_show_only(campaign, west):
    small, follows, middle, most = give(west, campaign, 3, 9, 12, 30)
    nothing = SchoolFactory(academy=west)

    found = queries.drill_down(of(west), campaign, west.span, ["mentees"])
    upward = [row.key for row in found.sorted_by("mentees")]
    downward = [row.key for row in found.sorted_by("mentees", descending=True)]

    silent = [small.uai, follows.uai, nothing.uai]
    assert upward[:2] == [middle.uai, most.uai]
    assert downward[:2] == [most.uai, middle.uai]
    assert sorted(upward[2:]) == sorted(downward[2:]) == sorted(silent)


def test_one_figure_for_each_academy_or_school(campaign, west, north):
    schools = give(west, campaign, 10, 20)
    give(north, campaign, 7)

    academies = queries.by_academy(NATIONAL, campaign, "mentees")
    own = queries.by_academy(of(north), campaign, "mentees")
    found = queries.by_school(of(west), campaign, west.span, "mentees")

    assert [(row.key, row.figures["mentees"].value) for row in academies] == [
        ("09", 7),
        ("14", 30),
    ]
    assert [row.key for row in own] == ["09"]
    assert {row.key: row.figures["mentees"].value for row in found} == {
        schools[0].uai: 10,
        schools[1].uai: 20,
    }


def test_schools_without_a_project_are_listed(campaign, west, north):
    served = SchoolProjectFactory(campaign=campaign, school=SchoolFactory(academy=west)).school
    last_year = SchoolProjectFactory(
        campaign=CampaignFactory(year=2025), school=SchoolFactory(academy=west)
    ).school
    SchoolFactory(academy=west, closed_on=LONG_AGO.date())
    other = SchoolFactory(academy=north)

    assert served.academy == west
    assert list(queries.unserved_schools(of(west), campaign, west.span)) == [last_year]
    assert set(queries.unserved_schools(NATIONAL, campaign, NATION)) == {last_year, other}


@pytest.mark.parametrize("size", [1, 3])
def test_pages_ask_a_constant_number_of_questions(
    django_assert_num_queries, campaign, west, north, size
):
    for academy in (west, north):
        for school in give(academy, campaign, *[12] * size):
            SchoolProjectFactory(campaign=campaign, school=school)
    codes = list(INDICATORS)

    # Values, name, schools; a page of one school also reads its neighbours.
    for span, asked in ((NATION, 2), (west.region.span, 3), (west.span, 3), (school.span, 4)):
        with django_assert_num_queries(asked):
            queries.overview(NATIONAL, campaign, span)
    # Values, schools, territories; the schools of an académie come with their values.
    for span in (NATION, west.region.span, west.span):
        with django_assert_num_queries(3):
            queries.drill_down(NATIONAL, campaign, span, codes)
    with django_assert_num_queries(3):
        queries.drill_down(NATIONAL, campaign, NATION, codes, by_region=True)
    with django_assert_num_queries(3):
        queries.overview(at(school), campaign, school.span)


def test_job_reads_the_whole_nation(campaign, west):
    give(west, campaign, 12)

    assert queries.overview(system("test"), campaign, NATION).figures["mentees"].value == 12
