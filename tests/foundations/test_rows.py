import pytest

from mentorat.foundations.place import school_span
from mentorat.foundations.querysets import ScopeRequired
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models import Mentee
from tests.factories.people import MenteeFactory

pytestmark = pytest.mark.django_db


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place), user=1)


def test_scoped_model_refuses_to_be_read_without_a_scope():
    with pytest.raises(ScopeRequired):
        list(Mentee.objects.all())


def test_database_hides_other_schools_when_the_filter_is_forgotten(rls):
    mine, other = MenteeFactory(), MenteeFactory()

    with rls(of_school(mine.place)):
        seen = list(Mentee.objects.unscoped("the filter is forgotten on purpose"))

    assert other.place != mine.place
    assert seen == [mine]


def test_nobody_sees_nothing(rls):
    MenteeFactory()

    with rls(Scope(Family.SCHOOL)):
        assert Mentee.objects.unscoped("no span").count() == 0
