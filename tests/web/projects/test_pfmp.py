from datetime import date

import pytest

from mentorat.organisations.models import PfmpPeriod
from tests.factories.organisations import PfmpPeriodFactory, SchoolFactory
from tests.factories.people import MenteeFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PFMP = {"class_label": "TMELEC1", "starts_on": "2027-01-18", "ends_on": "2027-02-12"}


@pytest.fixture(autouse=True)
def school():
    school = SchoolFactory()
    SchoolProjectFactory(school=school)
    MenteeFactory(school=school)
    MenteeFactory(school=school, class_label="1MELEC2")
    return school


@pytest.fixture
def bde(school):
    return staff(school)


def periods():
    found = PfmpPeriod.objects.unscoped("a test")
    return list(found.values_list("class_label", "starts_on", "ends_on"))


def test_a_pfmp_is_added_and_shown_on_the_project(bde):
    form = get(bde, "projects:add_pfmp")
    answer = post(bde, "projects:add_pfmp", **PFMP)

    assert form.page.values("[name=class_label] option", "value") == ["1MELEC2", "TMELEC1"]
    assert answer.said == ["Cette PFMP est enregistrée."]
    assert periods() == [("TMELEC1", date(2027, 1, 18), date(2027, 2, 12))]
    assert "18 janvier 2027 12 février 2027" in answer.page.text


def test_wrong_dates_are_refused_and_the_form_kept(bde):
    data = {**PFMP, "ends_on": "2027-01-02"}
    before = everything()

    answer = post(bde, "projects:add_pfmp", **data)

    assert answer.complaints == ["Le dernier jour de la PFMP ne peut pas précéder le premier."]
    assert answer.kept(data) == data
    assert everything() == before


def test_a_class_without_pupils_is_not_accepted(bde):
    answer = post(bde, "projects:add_pfmp", **{**PFMP, "class_label": "AUTRE"})

    assert answer.error("class_label").startswith("Sélectionnez un choix valide.")
    assert periods() == []


def test_a_pfmp_is_changed_and_removed(school, bde):
    period = PfmpPeriodFactory(school=school)

    form = get(bde, "projects:change_pfmp", period.pk)
    changed = post(bde, "projects:change_pfmp", period.pk, **{**PFMP, "class_label": "1MELEC2"})
    shown = periods()
    removed = post(bde, "projects:remove_pfmp", period.pk)

    assert form.kept(PFMP) == PFMP
    assert changed.said == ["Cette PFMP est modifiée."]
    assert shown == [("1MELEC2", date(2027, 1, 18), date(2027, 2, 12))]
    assert (removed.said, periods()) == (["Cette PFMP est retirée."], [])


def test_the_periods_of_a_class_are_shown_then_copied_to_others(school, bde):
    period = PfmpPeriodFactory(school=school)

    preview = get(bde, "projects:copy_pfmp", period.pk)
    answer = post(bde, "projects:copy_pfmp", period.pk, classes=["1MELEC2"])

    assert "du 18 janvier 2027 au 12 février 2027" in preview.page.text
    assert answer.said[0].startswith("1 PFMP copiée.")
    assert [label for label, *_ in periods()] == ["1MELEC2", "TMELEC1"]


def test_those_who_run_the_school_type_its_pfmp(people):
    period = people.school.pfmp_periods.get()
    runs = {"proviseur", "ddfpt", "bde"}

    removing = who_acts(people, "projects:remove_pfmp", period.pk)

    assert (removing[302], removing[404]) == (runs, {"stranger"})
    assert removing[403] == set(people.grants) - runs - {"stranger"}


def test_the_project_asks_as_many_questions_for_1_pfmp_as_for_3(school, bde):
    project = school.projects.get()
    PfmpPeriodFactory(school=school)

    few = queries(bde, "projects:detail", project.pk)
    for month in (3, 4):
        PfmpPeriodFactory(
            school=school, starts_on=date(2027, month, 1), ends_on=date(2027, month, 20)
        )

    assert queries(bde, "projects:detail", project.pk) == few
