from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from mentorat.foundations import clock
from mentorat.web.pages import public_page

pytestmark = pytest.mark.django_db
OPERATOR = {
    "name": "Région d’essai",
    "director": "Dana Directrice",
    "host": "Hébergeur d’essai",
    "contact": "contact@exemple.fr",
    "dpo": "dpo@exemple.fr",
}


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("site:map", "Plan du site"),
        ("site:accessibility", "Accessibilité"),
        ("site:legal", "Mentions légales"),
        ("site:personal_data", "Données personnelles"),
        ("matching_rules:index", "Les règles de l’appariement"),
    ],
)
def test_legal_page_is_open_to_all_and_well_formed(client, read, name, heading):
    page = read(client.get(reverse(name)))

    assert page.status == 200
    assert page.heading == heading
    assert page.title == f"{heading} – Mentorat LP"
    assert page.flaws == []


def test_every_page_leads_to_the_legal_pages_and_says_that_it_is_not_official(client, read):
    page = read(client.get("/plan-du-site/"))

    assert page.all("#pied a") == [
        "Plan du site",
        "Accessibilité : non conforme",
        "Mentions légales",
        "Données personnelles",
        "Mes données",
        "Fin d’une relation",
        "Règles de l’appariement",
    ]
    assert "Projet indépendant, non officiel." in page.text


def test_accessibility_page_admits_that_no_audit_took_place(client, read):
    page = read(client.get("/accessibilite/"))

    assert page.all("h2") == [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Établissement de cette déclaration",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    assert "Mentorat LP est non conforme au référentiel" in page.text
    assert "l’audit n’a pas été réalisé" in page.text


def test_legal_page_warns_while_nobody_is_declared(client, read, settings):
    settings.OPERATOR = {}

    page = read(client.get("/mentions-legales/"))

    assert page.all(".fr-alert__title") == ["Cette installation n’a pas encore d’éditeur déclaré"]


def test_legal_page_names_who_runs_the_site(client, read, settings):
    settings.OPERATOR = OPERATOR

    page = read(client.get("/mentions-legales/"))

    assert page.all(".fr-alert__title") == []
    assert "Dana Directrice" in page.text
    assert page.values("main a[href^=mailto]", "href") == ["mailto:contact@exemple.fr"]


def test_personal_data_page_gives_the_address_of_the_delegate(client, read, settings):
    settings.OPERATOR = OPERATOR

    page = read(client.get("/donnees-personnelles/"))

    assert page.values("main a[href^=mailto]", "href") == ["mailto:dpo@exemple.fr"]


def test_personal_data_page_reads_retention_from_the_models(client, read):
    page = read(client.get("/donnees-personnelles/"))

    rows = [row.get_text(" ", strip=True) for row in page.soup.select("table")[1].select("tr")]
    assert rows[0] == "Durée Données"
    assert any(
        row.startswith("Année scolaire, plus un an") and "identités d’élèves" in row for row in rows
    )


def test_robots_are_kept_out(client):
    response = client.get("/robots.txt")

    assert response.text == "User-agent: *\nDisallow: /\n"
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_security_txt_promises_nobody_who_does_not_exist(client, read, settings):
    settings.OPERATOR = {}

    assert client.get("/.well-known/security.txt").status_code == 404
    assert "security.txt" not in read(client.get("/mentions-legales/")).text


def test_security_txt_never_expires_by_neglect(client, settings):
    settings.OPERATOR = OPERATOR

    lines = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").text.strip().split("\n")
    )

    assert lines["Contact"] == "mailto:contact@exemple.fr"
    assert lines["Preferred-Languages"] == "fr, en"
    expires = parse_datetime(lines["Expires"])
    assert expires is not None
    assert timedelta(days=363) < expires - clock.now() <= timedelta(days=365)


def test_public_pages_are_declared_public():
    def view(request):
        return request

    assert public_page(view).is_public


def test_pages_may_only_load_what_is_ours(client):
    policy = client.get("/plan-du-site/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
