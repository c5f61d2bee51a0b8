from datetime import date

import pytest

from mentorat.organisations.actions import add_pfmp, change_pfmp, copy_pfmp, remove_pfmp
from mentorat.organisations.errors import PfmpEndsBeforeItStarts, PfmpOverlaps
from mentorat.organisations.models import PfmpPeriod
from tests.factories.organisations import PfmpPeriodFactory, SchoolFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOV_2, NOV_27 = date(2026, 11, 2), date(2026, 11, 27)


@pytest.fixture
def school(db):  # noqa: ARG001 -- asks for the database
    return SchoolFactory()


def periods(school):
    found = PfmpPeriod.objects.unscoped("a test").filter(school=school)
    return list(found.values_list("class_label", "starts_on", "ends_on"))


def add(school, label="TMELEC1", starts_on=NOV_2, ends_on=NOV_27):
    return add_pfmp(
        school=school, class_label=label, starts_on=starts_on, ends_on=ends_on, by=UserFactory()
    )


def test_a_pfmp_is_noted_where_its_school_is(school):
    period = add(school)

    assert (period.place, periods(school)) == (school.place, [("TMELEC1", NOV_2, NOV_27)])


def test_two_pfmp_of_a_class_do_not_overlap_even_by_a_day(school):
    add(school)

    with pytest.raises(PfmpOverlaps, match="TMELEC1 a déjà une PFMP à ces dates"):
        add(school, starts_on=NOV_27, ends_on=date(2026, 12, 4))


def test_other_classes_and_schools_have_their_own_dates(school):
    add(school)

    add(school, label="1MELEC")
    add(SchoolFactory())

    assert len(periods(school)) == 2


def test_a_pfmp_does_not_end_before_it_starts(school):
    with pytest.raises(PfmpEndsBeforeItStarts):
        add(school, starts_on=NOV_27, ends_on=NOV_2)


def test_a_pfmp_is_changed_then_removed(school):
    period, by = add(school), UserFactory()

    changed = change_pfmp(
        period=period, class_label="1MELEC", starts_on=NOV_2, ends_on=NOV_2, by=by
    )
    shown = periods(school)
    remove_pfmp(period=changed, by=by)

    assert (shown, periods(school)) == ([("1MELEC", NOV_2, NOV_2)], [])


def test_periods_are_copied_unless_the_other_class_is_away_already(school):
    later = date(2027, 1, 18), date(2027, 2, 12)
    add(school)
    add(school, starts_on=later[0], ends_on=later[1])
    PfmpPeriodFactory(school=school, class_label="1MELEC", starts_on=NOV_27, ends_on=NOV_27)

    copied = copy_pfmp(
        school=school, source="TMELEC1", targets=["1MELEC", "2MTNE"], since=NOV_2, by=UserFactory()
    )

    assert [(one.class_label, one.starts_on, one.ends_on) for one in copied] == [
        ("2MTNE", NOV_2, NOV_27),
        ("1MELEC", *later),
        ("2MTNE", *later),
    ]


def test_periods_that_are_over_are_not_copied(school):
    add(school)

    copied = copy_pfmp(
        school=school,
        source="TMELEC1",
        targets=["1MELEC"],
        since=date(2026, 11, 28),
        by=UserFactory(),
    )

    assert copied == []
