"""The door of those without an account: what opens, what does not, and what a guesser meets."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mentorat.access import actions as access
from mentorat.access import queries
from mentorat.access.enums import LinkAct
from mentorat.people.models import Mentee
from mentorat.web.guests import MOST_GUESSES, GuestRequest, guest_page
from tests.factories.people import MenteeFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nine_in_the_morning(time_machine):
    cache.clear()
    time_machine.move_to(NOW, tick=False)


@guest_page(act=LinkAct.EXIT_TALK, writes=True)
def names(request: GuestRequest, _token: str) -> HttpResponse:
    if request.method == "POST":
        access.use_link(link=request.link, now=NOW)
    seen = Mentee.objects.unscoped("the database alone").values_list("first_name", flat=True)
    return HttpResponse(", ".join(seen))


def visit(token, method="get"):
    request = getattr(RequestFactory(), method)(f"/l/{token}/")
    return names(request, token)


def link_for(mentee, act=LinkAct.EXIT_TALK):
    return access.make_link(act=act, mentee=mentee, now=NOW, by=None)


def test_the_holder_of_a_link_sees_his_or_her_own_rows_alone():
    MenteeFactory(first_name="Noé")
    link = link_for(MenteeFactory(first_name="Lina"))

    response = visit(queries.link_token(link))

    assert (response.status_code, response.content.decode()) == (200, "Lina")
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]


def test_a_link_that_serves_once_is_gone_at_the_second_act(client):
    token = queries.link_token(link_for(MenteeFactory()))
    visit(token, "post")

    again = client.get(f"/l/{token}/", follow=True)

    assert again.status_code in {200, 410}
    assert queries.opening_link(token, act=LinkAct.EXIT_TALK, now=NOW) is None


def test_a_link_of_another_act_opens_nothing():
    link = link_for(MenteeFactory(), act=LinkAct.CHECK_IN)

    assert Client().get("/l/0-00000000000000000000000000/").status_code == 410
    assert queries.opening_link(queries.link_token(link), act=LinkAct.EXIT_TALK, now=NOW) is None


def test_whoever_guesses_too_often_is_kept_out(client):
    for number in range(MOST_GUESSES):
        assert client.get(f"/l/{number}-{'0' * 26}/").status_code == 410

    link = link_for(MenteeFactory())

    assert client.get(f"/l/{queries.link_token(link)}/").status_code == 429
