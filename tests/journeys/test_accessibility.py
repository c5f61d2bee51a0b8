"""Every kind of page, by account and by link: axe and the console find nothing."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import Resolver404, resolve

from mentorat.access.actions import revoke_links, use_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.policies import LINK_RULES
from mentorat.access.queries import link_token
from mentorat.imports.actions import receive
from mentorat.imports.enums import ImportSource
from mentorat.organisations.models import School
from mentorat.people.models import User
from tests.journeys.guests import links_of_all_acts
from tests.journeys.matching import pages_of_matching
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
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
# What is folded opens without scripts as well.
BUTTONS = "main button[type=submit]:not(details:not([open]) *)"
OVER = {"Ce lien ne sert plus", "C’est déjà fait, merci"}
# A page of a pupil says « tu »; those of the site are for everyone.
TO_ADULTS = re.compile(r"(?<!rendez-)\b(vous|votre|vos)\b", re.IGNORECASE)


# Each sort of element of a page: its name, its class and its role.
PARTS = """[...document.querySelectorAll("body, body *")].map(
    one => [one.tagName, one.getAttribute("class"), one.getAttribute("role"), one.type].join(" ")
)"""


@pytest.fixture
def page(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@dataclass
class Inspector:
    """Looks at the page that is open, and keeps what is wrong with it."""

    page: object
    axe: Axe = field(default_factory=Axe)
    flaws: list = field(default_factory=list)
    # What was there when axe looked, by kind of page.
    seen: dict = field(default_factory=lambda: defaultdict(set))

    def look(self, *, to_pupil=False):
        """Look with axe at what holds something that its kind did not hold before; then glance."""
        parts, known = set(self.page.evaluate(PARTS)), self.seen[kind(self.page.url)]
        if not parts <= known:
            known |= parts
            self._ask_axe()
        self.glance(to_pupil=to_pupil)

    def _ask_axe(self):
        found = self.axe.run(self.page, options={"resultTypes": ["violations"]})
        for violation in found.response["violations"]:
            targets = [node["target"] for node in violation["nodes"]][:3]
            self.fault(violation["id"], targets)

    def glance(self, *, to_pupil=False):
        """Look without axe: at the width of a phone, and at how one is spoken to."""
        self.page.set_viewport_size(NARROW)
        if self.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            self.fault("wider than 320 pixels")
        self.page.set_viewport_size(WIDE)
        if to_pupil and not kind(self.page.url).startswith("site:"):
            said = self.page.locator("main").inner_text()
            for found in TO_ADULTS.finditer(said):
                self.fault("says « vous » to a pupil", said[max(0, found.start() - 40) :][:80])

    def fault(self, *what):
        self.flaws.append((self.page.url, self.page.title(), *what))


@dataclass
class Scripts:
    """Turns the scripts of a page off and on again: one context serves for both."""

    page: object

    def __post_init__(self):
        self.session = self.page.context.new_cdp_session(self.page)

    def allow(self, *, are_allowed):
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": not are_allowed})


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
        look()
        waiting += links(page, site)
    return seen


def test_axe_finds_nothing_on_any_page(page, live_server, enter, time_machine):
    time_machine.move_to(TODAY, tick=True)
    call_command("load_reference", verbosity=0)
    call_command("seed_demo", pupils=300, seed=1, today=TODAY.date(), verbosity=0)
    imports_in_waiting()
    in_each_state = pages_of_matching(TODAY)
    inspector, noise, kinds = Inspector(page), [], set()
    page.on("console", lambda one: noise.append(one.text) if one.type == "error" else None)

    for path in PUBLIC:
        page.goto(f"{live_server.url}{path}")
        inspector.look()
    noise.clear()  # the page that does not exist says so in the console
    for persona in PERSONAS:
        enter(persona)

        def look(to_pupil=persona == "eleve"):
            inspector.look(to_pupil=to_pupil)

        kinds |= crawl(page, live_server.url, f"{live_server.url}/", look)
        for path in in_each_state.get(persona, ()):
            page.goto(f"{live_server.url}{path}")
            look()
    page.context.clear_cookies()
    open_links(page, live_server.url, inspector)

    assert inspector.flaws == [], "\n".join(map(str, inspector.flaws))
    assert [text for text in noise if "410 (Gone)" not in text] == []
    assert len(kinds) > 40


def open_links(page, site, inspector):
    """Open the page of every act, as each who may hold its link; then the link once it is over."""
    scripts = Scripts(page)
    by_act = links_of_all_acts(TODAY)
    assert set(by_act) == set(LinkAct)
    for act, made in by_act.items():
        assert made, act
        for link in made:
            visit(page, site, link, inspector, scripts)
    for number, link in enumerate(link for made in by_act.values() for link in made):
        end(link, number)
        page.goto(f"{site}/l/{link_token(link)}/")
        inspector.look(to_pupil=link.mentee_id is not None)
        if page.locator("h1").inner_text() not in OVER:
            inspector.fault("opens after its end")


def visit(page, site, link, inspector, scripts):
    """Look at the page of a link, and at those it leads to: first without scripts."""
    waiting, held, is_pupil = [f"{site}/l/{link_token(link)}/"], set(), link.mentee_id is not None
    while waiting:
        scripts.allow(are_allowed=False)
        page.goto(waiting.pop(0))
        url = kind(page.url)
        if url in held:
            continue
        held.add(url)
        if not page.locator("h1").is_visible() or not all(
            button.is_visible() for button in page.locator(BUTTONS).all()
        ):
            inspector.fault("does not work without scripts")
        scripts.allow(are_allowed=True)
        page.reload()
        inspector.look(to_pupil=is_pupil)
        token = link_token(link)
        waiting += [one for one in links(page, site) if token in one and kind(one) not in held]


def end(link, number):
    """End a link in one of the three ways: it is used, taken back, or its time has passed."""
    if LINK_RULES[LinkAct(link.act)].is_single and number % 3 == 0:
        use_link(link=link, now=TODAY)
    elif number % 3 == 1:
        revoke_links(pk=link.pk, now=TODAY)
    else:
        SignedLink.objects.filter(pk=link.pk).update(expires_at=TODAY)


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
