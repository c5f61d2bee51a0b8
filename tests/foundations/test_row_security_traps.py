"""The known ways in which row-level security fails open, each tried."""

import threading

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from mentorat.foundations import clock
from mentorat.foundations.database.base import STATEMENT, values
from mentorat.foundations.database.entering import entered
from mentorat.foundations.place import NATION, academy_span, school_span
from mentorat.foundations.scope import NOBODY, Family, Scope, current
from mentorat.people.models import Mentee, MenteeIdentity
from tests.factories.people import MenteeFactory, MenteeIdentityFactory

pytestmark = pytest.mark.django_db


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place), user=1)


def seen():
    return Mentee.objects.unscoped("a trap").count()


def test_p1_policies_hold_even_for_the_owner_of_a_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE oid = 'people_mentee'::regclass"
        )

        assert cursor.fetchone() == (True,)


def test_p2_an_emptied_setting_shows_nothing_on_a_used_connection(rls):
    mentee = MenteeFactory()
    with rls(of_school(mentee.place)):
        assert seen() == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'mentorat_school', true)")
        for name in ("lo", "hi"):
            cursor.execute("SELECT set_config(%s, '', true)", [f"app.{name}"])

        assert seen() == 0
        cursor.execute("SELECT set_config('role', 'none', true)")


def test_p3_the_scope_is_never_set_for_a_session():
    assert STATEMENT.count("true)") == STATEMENT.count("set_config")


def test_p4_no_plan_is_prepared_for_one_scope_and_used_for_another():
    assert connection.connection.prepare_threshold is None


def test_p9_what_is_inserted_can_be_read_back(rls):
    mentee = MenteeFactory()

    with rls(of_school(mentee.place)):
        copy = Mentee.objects.create(
            school_id=mentee.school_id,
            place=mentee.place,
            year=2026,
            first_name="Nour",
            last_name="Essai",
            class_label="2A",
            level="seconde",
        )

    assert copy.pk is not None


def test_a_row_cannot_be_written_into_another_school(rls):
    mine, other = MenteeFactory(), MenteeFactory()

    with pytest.raises(ProgrammingError, match="row-level security"):
        with rls(of_school(mine.place)), transaction.atomic():
            Mentee.objects.unscoped("a trap").filter(pk=mine.pk).update(place=other.place)


def test_a_child_cannot_be_written_under_a_hidden_parent(rls):
    mine, other = MenteeFactory(), MenteeFactory()

    with pytest.raises(ProgrammingError, match="row-level security"):
        with rls(of_school(mine.place)), transaction.atomic():
            MenteeIdentity.objects.create(mentee_id=other.pk, place=mine.place)


def test_p11_migrations_run_as_an_owner_whom_no_policy_holds():
    MenteeFactory()

    assert current() == NOBODY
    assert Mentee.objects.unscoped("a data migration").update(class_label="2B") == 1


def test_p12_figures_are_never_a_materialised_view():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_matviews")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_views WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,)


def test_p13_another_thread_has_no_scope(rls):
    found = []

    with rls(of_school(1)):
        thread = threading.Thread(target=lambda: found.append(current()))
        thread.start()
        thread.join()

    assert found == [NOBODY]


def test_p14_a_scope_inside_a_savepoint_holds_there_and_the_outer_one_comes_back(rls):
    mine, other = MenteeFactory(), MenteeFactory()

    with rls(of_school(mine.place)):
        with transaction.atomic(), rls(of_school(other.place)):
            inside = list(Mentee.objects.unscoped("a trap"))
        after = list(Mentee.objects.unscoped("a trap"))

    assert (inside, after) == ([other], [mine])


def test_a_failed_statement_inside_a_scope_leaves_the_outer_scope(rls):
    mine = MenteeFactory()

    with rls(of_school(mine.place)):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

        assert seen() == 1


@pytest.mark.parametrize(
    "scope",
    [
        Scope(Family.NATION, NATION, user=1),
        Scope(Family.TERRITORY, academy_span(12, 24), user=1),
    ],
)
def test_nation_and_academy_have_no_right_on_pupils(rls, scope):
    MenteeFactory()

    with pytest.raises(ProgrammingError, match="permission denied"):
        with rls(scope), transaction.atomic():
            seen()


def test_what_is_kept_apart_is_for_the_school_alone(rls):
    identity = MenteeIdentityFactory()

    with pytest.raises(ProgrammingError, match="permission denied"):
        with rls(Scope(Family.GRANT, user=1, mentor=1)), transaction.atomic():
            MenteeIdentity.objects.unscoped("a trap").count()
    with rls(of_school(identity.place)):
        assert MenteeIdentity.objects.unscoped("a trap").count() == 1


@pytest.mark.django_db(transaction=True)
def test_each_transaction_of_a_connection_begins_with_the_scope_in_force():
    mine, other = MenteeFactory(), MenteeFactory()

    for mentee in (mine, other, mine):
        with entered(of_school(mentee.place)), transaction.atomic():
            assert list(Mentee.objects.unscoped("a trap")) == [mentee]
    with entered(of_school(mine.place)), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.lo', true)")

        assert cursor.fetchone() in {(None,), ("",)}


def test_a_scope_says_each_of_its_parts():
    scope = Scope(Family.GRANT, user=3, mentor=4, link=5)

    own = ["3", "4", "", "", "", "", "", "5", str(clock.today())]
    assert values(scope) == ["mentorat_grant", "0", "-1", *own]
