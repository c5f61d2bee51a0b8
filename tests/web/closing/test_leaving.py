from datetime import date

import pytest

from mentorat.followup.models import Closing
from mentorat.organisations.actions import association_leaves
from tests.factories.matching import OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory
from tests.factories.people import cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import get, post, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def association():
    leaving = AssociationFactory(name="Premiers Fils")
    return association_leaves(association=leaving, on=date(2026, 12, 18))


def relation(project, association, **fields):
    mentor = cleared_mentor(place=project.place, association=association)
    return MentorshipFactory(
        active=True, project=project, association=association, mentor=mentor, **fields
    )


def test_the_home_and_the_board_lead_to_what_a_school_has_to_decide(project, bde, association):
    relation(project, association)

    for name in ("home", "board:index"):
        page = get(bde, name).page
        sentences = page.all(".task-list__sentence")
        assert any("Premiers Fils s’en va : 1 relation à décider." in one for one in sentences)
        assert f"/clotures/association/{association.pk}/" in page.values("main a[href]", "href")


def test_a_school_chooses_for_each_relation_in_one_act(project, bde, association):
    kept, passed = relation(project, association), relation(project, association)
    other = cleared_mentor(place=project.place, first_name="Awa", last_name="Sow", job="tourneuse")
    OfferFactory(mentor=other, school=project.school, campaign=project.campaign, capacity=1)

    page = get(bde, "closing:association", association.pk).page
    typed = {f"relation_{kept.pk}": "take_over", f"relation_{passed.pk}": "other"}
    answer = post(bde, "closing:association", association.pk, **typed)

    assert "Un autre mentor possible : Awa Sow, tourneuse." in page.text
    assert answer.said == ["2 relations décidées."]
    kept.refresh_from_db()
    assert kept.association is None
    assert Closing.objects.unscoped("a test").get().mentorship == passed
    assert "Plus aucune relation n’attend de décision." in answer.page.text


def test_another_association_takes_over_where_the_school_names_it(project, bde, association):
    passed = relation(project, association)
    heir = AssociationFactory(name="Passerelles")
    typed = {f"relation_{passed.pk}": "passed_on"}

    unnamed = post(bde, "closing:association", association.pk, **typed)
    answer = post(bde, "closing:association", association.pk, **typed, successor=heir.pk)

    assert unnamed.complaints == [
        "Choisissez l’association qui reprend : une autre, et qui ne s’en va pas."
    ]
    assert answer.said == ["1 relation décidée."]
    passed.refresh_from_db()
    assert passed.association == heir


def test_a_choice_that_does_not_exist_is_refused_and_the_others_stay(project, bde, association):
    first, second = relation(project, association), relation(project, association)
    typed = {f"relation_{first.pk}": "take_over", f"relation_{second.pk}": "nothing"}

    answer = post(bde, "closing:association", association.pk, **typed)

    assert answer.complaints
    first.refresh_from_db()
    assert first.association == association
    assert answer.kept({f"relation_{first.pk}": ""}) == {f"relation_{first.pk}": "take_over"}


def test_an_association_that_stays_has_no_page_of_departure(bde):
    stays = AssociationFactory()

    assert get(bde, "closing:association", stays.pk).status == 404


def test_the_page_asks_as_many_questions_for_1_relation_as_for_3(project, bde, association):
    relation(project, association)
    few = queries(bde, "closing:association", association.pk)
    for _ in range(2):
        relation(project, association)

    assert (few, queries(bde, "closing:association", association.pk)) == (21, 21)
