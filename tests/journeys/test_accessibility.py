"""Every kind of page, opened by each kind of person: axe and the console find nothing."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import Resolver404, resolve

from mentorat.imports.actions import receive
from mentorat.imports.enums import ImportSource
from mentorat.organisations.models import School
from mentorat.people.models import User
from tests.journeys.test_chain import HEADER, MENTORS, TODAY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

PERSONAS = (
    "bde",
    "pp",
    "mentor",
    "eleve",
    "association",
    "entreprise",
    "referent",
    "dgesco",
    "dpo",
)
PUBLIC = ("/compte/connexion/", "/accessibilite/", "/galerie/", "/nulle-part/")
NARROW = {"width": 320, "height": 800}


@pytest.fixture
def page(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def links(page, site):
    """Return the addresses of the site that the page leads to."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    return [urlsplit(url)._replace(fragment="").geturl() for url in found if url.startswith(site)]


def kind(url):
    """Return the name of the page behind an address: one of each kind is looked at."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return url


def crawl(page, site, first, look):
    waiting, seen = [first], set()
    while waiting:
        url = waiting.pop(0)
        if kind(url) in seen:
            continue
        seen.add(kind(url))
        page.goto(url)
        look(url)
        waiting += links(page, site)
    return seen


def test_axe_finds_nothing_on_any_page(page, live_server, enter, time_machine):
    time_machine.move_to(TODAY, tick=True)
    call_command("load_reference", verbosity=0)
    call_command("seed_demo", pupils=300, seed=1, today=TODAY.date(), verbosity=0)
    imports_in_waiting()
    axe, flaws, noise, kinds = Axe(), [], [], set()
    page.on("console", lambda one: noise.append(one.text) if one.type == "error" else None)

    def look(url):
        for violation in axe.run(page).response["violations"]:
            targets = [node["target"] for node in violation["nodes"]][:3]
            flaws.append((url, violation["id"], targets))
        page.set_viewport_size(NARROW)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            flaws.append((url, "wider than 320 pixels", page.title()))
        page.set_viewport_size({"width": 1280, "height": 900})

    for path in PUBLIC:
        page.goto(f"{live_server.url}{path}")
        look(path)
    noise.clear()  # the page that does not exist says so in the console
    for persona in PERSONAS:
        enter(persona)
        kinds |= crawl(page, live_server.url, f"{live_server.url}/", look)

    assert flaws == [], "\n".join(map(str, flaws))
    assert noise == []
    assert len(kinds) > 40


def imports_in_waiting():
    """Leave two files on their way in, so that their pages are met."""
    bde = User.objects.get(email="bde@demo.mentorat.example")
    school = School.objects.get(grants__user=bde)
    for source, text in (
        (ImportSource.MENTEES_CSV, f"{HEADER}\nmauvaise;ligne;;;;0000000000;;;;;;;;;\n"),
        (ImportSource.MENTORS_TABLE, MENTORS),
    ):
        receive(
            school=school,
            source=source,
            file_name="essai.csv",
            content=text.encode(),
            now=TODAY,
            by=bde,
        )
