"""Pupils over schools: without a database."""

from random import Random

import pytest

from mentorat.demo.layout import IN_DEPTH, layout
from mentorat.reference.models import Academy

ACADEMIES = [Academy(code=f"{number:02d}", region_id=1) for number in range(1, 31)]


@pytest.mark.parametrize(
    ("pupils", "schools"), [(300, 34), (5_000, 124), (30_000, 124), (650_000, 2_167)]
)
def test_every_pupil_has_a_school_of_a_bearable_size(pupils, schools):
    plans = layout(pupils, ACADEMIES, Random(1))

    assert len(plans) == schools
    assert sum(plan.pupils for plan in plans) == pupils
    assert max(plan.pupils for plan in plans) < 450
    assert {plan.academy.code for plan in plans} == {academy.code for academy in ACADEMIES}
    assert len({plan.number for plan in plans}) == schools


def test_two_academies_are_in_depth_and_the_main_school_comes_first():
    plans = layout(5_000, ACADEMIES, Random(1))

    deep = [plan for plan in plans if plan.academy.code in IN_DEPTH]
    assert len(deep) == 40
    assert [plan for plan in plans if plan.is_main] == plans[:1]
    assert plans[0].academy.code == IN_DEPTH[0]
    assert {plan.has_project for plan in deep} == {True, False}
    assert all(plan.has_project for plan in plans if plan.rank == 1)
