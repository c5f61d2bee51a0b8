"""Who sees which relation: the ORM and the database agree, for each family of scopes."""

import pytest
from django.db import ProgrammingError, transaction

from mentorat.access import questions
from mentorat.mentorships.models import MenteeMembership, Mentorship
from mentorat.people.models import Mentee, Mentor
from tests import cast

pytestmark = pytest.mark.django_db

EXPECTED = {
    "bde": {"home"},
    "stranger": {"away"},
    "association": {"home"},
    "mentor": {"home"},
    "mentee": {"home"},
    "company": set(),
}


@pytest.fixture
def people():
    return cast.assemble()


def names(people, mentorships):
    known = {people.mentorship: "home", people.elsewhere: "away"}
    return {known[mentorship] for mentorship in mentorships}


@pytest.mark.parametrize(("person", "expected"), EXPECTED.items())
def test_relations_are_seen_by_those_they_concern(people, rls, person, expected):
    scope = questions.scope(people[person])

    with rls(scope):
        by_orm = list(Mentorship.objects.within(scope))
        by_database = list(Mentorship.objects.unscoped("the database alone"))

    assert names(people, by_orm) == names(people, by_database) == expected


@pytest.mark.parametrize("person", ["dgesco", "drafpic", "referent", "dpo", "administrator"])
def test_governance_has_no_right_on_relations(people, rls, person):
    scope = questions.scope(people[person])

    assert Mentorship.objects.within(scope).count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"):
        with rls(scope), transaction.atomic():
            Mentorship.objects.unscoped("the database alone").count()


@pytest.mark.parametrize(
    ("person", "expected"),
    [("bde", 2), ("mentor", 1), ("association", 1), ("mentee", 1), ("company", 0)],
)
def test_pupils_are_seen_by_the_school_and_by_their_own_relations(people, rls, person, expected):
    scope = questions.scope(people[person])

    with rls(scope):
        by_orm = Mentee.objects.within(scope).count()
        by_database = Mentee.objects.unscoped("the database alone").count()

    assert (by_orm, by_database) == (expected, expected)


def test_a_mentor_no_longer_sees_a_pupil_once_the_relation_has_ended(people, rls):
    Mentorship.objects.unscoped("test").filter(pk=people.mentorship.pk).update(
        state="ended", ended_on="2026-11-02", end_reason="other", objective_reached="no"
    )
    scope = questions.scope(people["mentor"])

    with rls(scope):
        assert Mentee.objects.unscoped("the database alone").count() == 0


@pytest.mark.parametrize(
    ("person", "expected"),
    [("bde", 1), ("mentor", 1), ("association", 1), ("mentee", 1), ("company", 1)],
)
def test_mentors_are_seen_by_those_who_work_with_them(people, rls, person, expected):
    scope = questions.scope(people[person])

    with rls(scope):
        by_orm = list(Mentor.objects.within(scope))
        by_database = list(Mentor.objects.unscoped("the database alone"))

    assert by_orm == by_database == [people.mentor] * expected


def test_a_mentee_cannot_answer_for_another(people, rls):
    scope = questions.scope(people["mentee"])

    with rls(scope):
        changed = (
            MenteeMembership.objects.unscoped("the database alone")
            .filter(mentorship=people.elsewhere)
            .update(state="declined")
        )

    assert changed == 0
