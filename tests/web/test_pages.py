"""The door of every page: who enters, under which scope, and whether anything can be written."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from psycopg.errors import ReadOnlySqlTransaction

from mentorat.access import actions as access
from mentorat.access.roles import Permission, Role
from mentorat.organisations.models import Association
from mentorat.people.models import Mentee
from mentorat.web.pages import page
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 9, 1)


def ask(view, user, method="get", grant=None):
    request = getattr(RequestFactory(), method)("/")
    request.user, request.session = user, {"grant": grant.pk} if grant else {}
    return view(request)


def worker(role=Role.BUREAU_DES_ENTREPRISES, school=None):
    user = UserFactory()
    post = access.school_post(role, school or SchoolFactory())
    return user, access.give(user=user, post=post, valid_from=LONG_AGO, by=None)


@page(permission=Permission.MENTEE_VIEW)
def read(_request):
    Association.objects.create(name="Écrite par une page qui lit")
    return HttpResponse("lu")


@page(permission=Permission.MENTEE_IMPORT, writes=True)
def write(_request):
    Association.objects.create(name="Écrite")
    return HttpResponse("écrit")


@page(permission=Permission.MENTEE_VIEW)
def names(_request):
    seen = Mentee.objects.unscoped("the database alone").order_by("pk")
    return HttpResponse(",".join(str(mentee.pk) for mentee in seen))


def test_a_page_that_reads_cannot_write():
    user, _ = worker()

    with pytest.raises(Exception, match="read-only") as refused:
        ask(read, user)

    assert isinstance(refused.value.__cause__, ReadOnlySqlTransaction)


def test_a_page_that_writes_does_so_only_when_it_is_posted_to():
    user, _ = worker()

    with pytest.raises(Exception, match="read-only"):
        ask(write, user)
    answer = ask(write, user, method="post")

    assert answer.text == "écrit"
    assert Association.objects.filter(name="Écrite").exists()


def test_a_page_sees_what_the_database_lets_the_scope_see():
    mine, _other = MenteeFactory(), MenteeFactory()
    user, _ = worker(school=mine.school)

    assert ask(names, user).text == str(mine.pk)


def test_the_scope_ends_with_the_page():
    user, _ = worker()
    ask(names, user)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), current_setting('app.lo', true)")

        assert cursor.fetchone() == ("none", "0")


def test_whoever_lacks_the_permission_reads_why():
    user, _ = worker(role=Role.CPE)

    answer = ask(write, user, method="post")

    assert answer.status_code == 403
    assert "CPE" in answer.text


def test_a_grant_that_has_ended_opens_nothing_at_the_next_request():
    user, grant = worker()
    assert ask(names, user).status_code == 200

    access.take_back(grant=grant, on=date(2026, 1, 1))

    assert ask(names, user)["Location"] == "/compte/sans-role/"


def test_a_grant_of_somebody_else_is_not_worn():
    user, own = worker()
    _, foreign = worker()
    MenteeFactory(school=foreign.school)

    answer = ask(names, user, grant=foreign)

    assert own.school != foreign.school
    assert answer.text == ""


def test_whoever_has_several_roles_wears_the_one_that_was_chosen():
    user, _first = worker()
    school = MenteeFactory().school
    post = access.school_post(Role.CPE, school)
    second = access.give(user=user, post=post, valid_from=LONG_AGO, by=None)

    assert ask(names, user).text == ""
    assert ask(names, user, grant=second).text != ""


def test_whoever_is_signed_out_is_asked_to_sign_in():
    assert ask(names, AnonymousUser())["Location"].startswith("/compte/connexion/")
