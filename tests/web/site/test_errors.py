import pytest
from django.template.loader import render_to_string
from django.test import Client

from mentorat.access.actions import national_post
from mentorat.access.roles import Role

pytestmark = pytest.mark.django_db


def test_unknown_address_says_what_to_do_next(client, read):
    page = read(client.get("/nulle-part/"))

    assert page.status == 404
    assert page.heading == "Page introuvable"
    assert page.flaws == []
    assert page.values("main a", "href") == ["/", "/plan-du-site/"]


def test_unknown_address_keeps_the_menu_of_who_is_signed_in(signed_in, grant, read):
    page = read(signed_in(grant(national_post(Role.DGESCO))).get("/nulle-part/"))

    assert page.status == 404
    assert page.all(".site-menu__list a")[0] == "Accueil"


def test_our_own_error_is_said_without_the_database(client, read):
    client.raise_request_exception = False

    page = read(client.get("/essai/erreur/"))

    assert page.status == 500
    assert page.heading == "Une erreur de notre côté"
    assert page.flaws == []


@pytest.mark.parametrize(
    ("name", "heading"),
    [("400.html", "Demande incomprise"), ("500.html", "Une erreur de notre côté")],
)
def test_page_of_an_error_needs_no_context(name, heading):
    assert f'<h1 class="fr-h3">{heading}</h1>' in render_to_string(name)


def test_form_that_stayed_open_too_long_is_explained(read):
    page = read(Client(enforce_csrf_checks=True).post("/compte/demonstration/", {"email": "x"}))

    assert page.status == 403
    assert page.heading == "Cette page est restée ouverte trop longtemps"
    assert page.flaws == []


@pytest.mark.parametrize(
    ("name", "heading"), [("403.html", "Accès refusé"), ("429.html", "Trop d’essais")]
)
def test_page_of_a_refusal_is_well_formed(client, read, name, heading):
    request = client.get("/plan-du-site/").wsgi_request
    page = read(
        type("Response", (), {"status_code": 0, "text": render_to_string(name, {}, request)})
    )

    assert page.heading == heading
    assert page.flaws == []
