"""Who reads figures, and that whoever does reads no person. The database has the last word."""

from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, transaction

from mentorat.foundations.place import NATION, Span
from mentorat.foundations.scope import NOBODY, Family, Scope
from mentorat.matching.models import Need
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee
from mentorat.scheduling.models import Attendance, MentoringSession
from mentorat.steering import actions, queries
from mentorat.steering.models import IndicatorValue
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import AcademyFactory
from tests.factories.steering import IndicatorValueFactory, met

pytestmark = pytest.mark.django_db

OF_PERSONS = (Mentee, Mentorship, Need, MentoringSession, Attendance)
NATIONAL = Scope(Family.NATION, NATION)
NOW = datetime(2027, 3, 1, 7, tzinfo=UTC)


@pytest.fixture
def here():
    return IndicatorValueFactory(numerator=12).school


@pytest.fixture
def there():
    return IndicatorValueFactory(school__academy=AcademyFactory(code="25"), numerator=40).school


def stored():
    values = IndicatorValue.objects.unscoped("the filter is forgotten on purpose")
    return set(values.values_list("place", "numerator").order_by())


@pytest.mark.parametrize("model", OF_PERSONS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("family", [Family.NATION, Family.TERRITORY])
def test_those_above_the_school_read_figures_and_no_person(rls, here, family, model):
    met(MentorshipFactory(active=True), date(2026, 10, 12))
    NeedFactory()

    with rls(Scope(family, NATION)):
        figures = stored()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(model.objects.unscoped("the filter is forgotten on purpose"))

    assert model.objects.unscoped("test").exists()
    assert figures == {(here.place, 12)}


def test_database_shows_each_his_or_her_own_territory(rls, here, there):
    read = {}
    for name, scope in {
        "nation": NATIONAL,
        "academy": Scope(Family.TERRITORY, here.academy.span),
        "stranger": Scope(Family.TERRITORY, there.academy.span),
        "elsewhere": Scope(Family.TERRITORY, AcademyFactory(code="14").span),
        "school": Scope(Family.SCHOOL, here.span),
        "nowhere": Scope(Family.TERRITORY),
    }.items():
        with rls(scope):
            read[name] = stored()

    both = {(here.place, 12), (there.place, 40)}
    assert read == {
        "nation": both,
        "academy": {(here.place, 12)},
        "stranger": {(there.place, 40)},
        "elsewhere": set(),
        "school": {(here.place, 12)},
        "nowhere": set(),
    }


def test_pages_of_a_stranger_show_nothing(rls, here, there):
    stranger = Scope(Family.TERRITORY, there.academy.span)
    campaign = CampaignFactory()

    with rls(stranger):
        above = queries.overview(stranger, campaign, NATION)
        academy = queries.overview(stranger, campaign, here.academy.span)
        school = queries.overview(stranger, campaign, here.span)
        rows = queries.drill_down(stranger, campaign, here.academy.span, ["mentees"]).rows
        own = queries.overview(stranger, campaign, there.academy.span)

    for found in (above, academy, school):
        assert not any(figure.is_known for figure in found.figures.values())
    assert (academy.schools, rows) == (0, ())
    assert own.figures["mentees"].numerator == 40


@pytest.mark.usefixtures("here")
def test_nation_drills_down_to_a_school_under_its_own_role(rls, there):
    campaign = CampaignFactory()

    with rls(NATIONAL):
        academies = queries.drill_down(NATIONAL, campaign, NATION, ["mentees"])
        schools = queries.drill_down(NATIONAL, campaign, there.academy.span, ["mentees"])
        school = queries.overview(NATIONAL, campaign, there.span)

    assert {row.key: row.figures["mentees"].numerator for row in academies.rows} == {
        "24": 12,
        "25": 40,
    }
    assert [row.figures["mentees"].numerator for row in schools.rows] == [40]
    assert school.figures["mentees"].numerator == 40


@pytest.mark.parametrize("family", [Family.NATION, Family.TERRITORY])
def test_those_above_the_school_write_no_figure(rls, here, family):
    with (
        rls(Scope(family, NATION)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        IndicatorValue.objects.unscoped("test").update(numerator=0)

    assert stored() == {(here.place, 12)}


def test_school_computes_its_own_figures_only(rls, here):
    other = SchoolFactory()

    with rls(Scope(Family.SCHOOL, here.span)):
        actions.refresh_school(
            school=here, campaign=CampaignFactory(), now=NOW, today=date(2027, 3, 1)
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            actions.refresh_school(
                school=other, campaign=CampaignFactory(), now=NOW, today=date(2027, 3, 1)
            )

    places = IndicatorValue.objects.unscoped("test").values_list("place", flat=True).order_by()
    assert set(places) == {here.place}


@pytest.mark.parametrize(
    "scope",
    [NOBODY, Scope(Family.GRANT, mentor=1), Scope(Family.GRANT, association=1)],
    ids=["nobody", "mentor", "association"],
)
@pytest.mark.usefixtures("here")
def test_others_read_no_figure(scope):
    assert not IndicatorValue.objects.within(scope).exists()
    assert queries.by_academy(scope, CampaignFactory(), "mentees") == ()
    assert scope.span == Span(0, -1)
