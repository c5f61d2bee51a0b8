"""Numbers of a project as a whole: typed by its school, never by pupil, hidden under five above."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.programmes.models import AggregateCount
from tests.cast import SINCE
from tests.factories.people import UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import everything, get, post, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

TYPED = {"qpv": "12", "scholarship": "4", "ase": "0", "disability": ""}


@pytest.fixture
def project():
    return SchoolProjectFactory()


def kept():
    return {one.code: one.number for one in AggregateCount.objects.unscoped("a test")}


def test_a_school_types_numbers_and_takes_one_back(project):
    bde = staff(project.school)

    first = post(bde, "projects:counts", project.pk, **TYPED)
    assert kept() == {"qpv": 12, "scholarship": 4, "ase": 0}
    post(bde, "projects:counts", project.pk, **TYPED | {"qpv": ""})

    assert kept() == {"scholarship": 4, "ase": 0}
    assert first.said == ["Les effectifs sont enregistrés."]
    assert "Élèves boursiers 4" in first.page.text


def test_a_number_that_is_none_is_refused_and_kept(project):
    bde = staff(project.school)
    before = everything()
    data = TYPED | {"qpv": "-1"}

    answer = post(bde, "projects:counts", project.pk, **data)

    assert answer.error("qpv") != ""
    assert answer.kept(data)["qpv"] == "-1"
    assert everything() == before


def test_above_the_school_a_number_under_five_is_not_said(project):
    post(staff(project.school), "projects:counts", project.pk, **TYPED)
    referent = access.give(
        user=UserFactory(),
        post=access.academy_post(Role.REFERENT_MENTORAT, project.school.academy),
        valid_from=SINCE,
        by=None,
    )

    text = get(referent, "projects:detail", project.pk).page.text

    assert "Élèves d’un quartier prioritaire 12" in text
    assert "Élèves boursiers moins de cinq" in text
    assert "Élèves confiés à l’aide sociale à l’enfance 0" in text
    assert "Saisir les effectifs" not in text


def test_who_types_the_numbers(people):
    run, hidden = {"proviseur", "ddfpt", "bde"}, {"stranger"}

    found = who_acts(people, "projects:counts", people.project.pk, **TYPED)

    assert found == {302: run, 404: hidden, 403: set(people.grants) - run - hidden}
