from datetime import date

import pytest

from mentorat.access import questions
from mentorat.access.errors import NotAllowed, OutsideScope
from mentorat.access.roles import ROLES, Level, Permission, Role
from mentorat.foundations.scope import Family
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast.assemble()


def test_every_role_is_defined():
    assert set(ROLES) == set(Role)


def test_no_role_above_the_school_may_open_a_file_of_a_person():
    personal = {Permission.MENTEE_VIEW, Permission.MENTORSHIP_VIEW, Permission.MENTOR_VIEW}
    above = {Level.NATION, Level.REGION, Level.ACADEMY, Level.CAMPUS, Level.COMPANY}

    for definition in ROLES.values():
        if definition.levels & above:
            assert not definition.permissions & personal


def test_check_says_which_role_lacks_the_permission(people):
    with pytest.raises(NotAllowed, match="CPE"):
        questions.check(people["cpe"], Permission.MATCHING_RUN)


def test_check_refuses_a_place_outside_the_grant(people):
    with pytest.raises(OutsideScope):
        questions.check(people["stranger"], Permission.PROJECT_MANAGE, on=people.school.span)


def test_a_region_covers_its_academies(people):
    assert questions.can(people["drafpic"], Permission.PROJECT_VIEW, on=people.school.span)
    assert questions.can(people["referent"], Permission.PROJECT_VIEW, on=people.school.span)
    assert not questions.can(
        people["stranger_referent"], Permission.PROJECT_VIEW, on=people.school.span
    )


def test_holders_name_the_people_of_the_place(people):
    holders = questions.holders(
        Permission.MATCHING_RUN, over=people.school.span, on=date(2026, 11, 23)
    )

    assert [user.email for user in holders] == [
        "bde@exemple.fr",
        "ddfpt@exemple.fr",
        "proviseur@exemple.fr",
    ]


def test_a_mentor_sees_by_own_relations_and_no_place(people):
    scope = questions.scope(people["mentor"])

    assert (scope.family, scope.mentor, scope.span.lo > scope.span.hi) == (
        Family.GRANT,
        people.mentor.pk,
        True,
    )
