"""The gallery, and the only snapshots of the suite: one small file a component.

A change that is meant: delete the snapshot, run, read the new one, commit it.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.template import Engine

from mentorat.foundations import clock
from mentorat.web.components import REGISTRY
from mentorat.web.gallery.samples import gallery

pytestmark = pytest.mark.django_db

SNAPSHOTS = Path(__file__).parent / "snapshots"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def outline(html):
    """Return one line for each element; drawings aside, and two items of each series."""
    soup = BeautifulSoup(html, "html.parser")
    for drawing in soup.select("svg"):
        drawing.attrs.pop("viewbox")
        drawing.g.decompose()
    for series in soup.select("ul, ol, tbody"):
        for item in series.find_all(True, recursive=False)[2:]:
            item.decompose()
    return "\n".join(lines(soup, "")) + "\n"


def lines(parent, margin):
    for child in parent.children:
        if not isinstance(child, Tag):
            yield from ([margin + " ".join(child.split())] if child.strip() else [])
        elif child.find(True) is None:
            yield margin + " ".join(str(child).split())
        else:
            yield margin + str(child).partition(">")[0] + ">"
            yield from lines(child, f"{margin}  ")


@pytest.fixture(scope="module")
def exhibits(django_db_setup, django_db_blocker):  # noqa: ARG001 -- the first makes the database
    with django_db_blocker.unblock(), time_machine.travel(MONDAY, tick=False):
        return {exhibit.name: exhibit for exhibit in gallery(clock.today())}


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_the_gallery_shows_every_component(exhibits, name):
    assert f"{{% {name}" in Engine.get_default().get_template(f"gallery/samples/{name}.html").source
    assert exhibits[name].html.strip() != ""


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_a_component_looks_as_it_did(exhibits, name):
    snapshot = SNAPSHOTS / f"{name}.html"
    seen = outline(exhibits[name].html)
    if not snapshot.exists():
        snapshot.write_text(seen)
        pytest.fail(f"{snapshot.name} is new: read it, then run again.")

    assert seen == snapshot.read_text()


def test_no_snapshot_is_left_behind():
    assert sorted(path.stem for path in SNAPSHOTS.glob("*.html")) == sorted(REGISTRY)


def test_nothing_in_the_gallery_asks_for_an_exception_to_the_security_policy(exhibits):
    soup = BeautifulSoup("".join(exhibit.html for exhibit in exhibits.values()), "html.parser")

    assert soup.select("[style], style, script, [onclick], [onload]") == []


@pytest.fixture
def in_gallery(settings):
    settings.ROOT_URLCONF = "tests.web.components.addresses"


@pytest.mark.usefixtures("in_gallery")
def test_the_gallery_is_a_page_of_the_demonstration(client):
    page = client.get("/galerie/")

    assert page.status_code == 200
    soup = BeautifulSoup(page.text, "html.parser")
    assert {section["id"] for section in soup.select("main section[id]")} >= set(REGISTRY)


@pytest.mark.usefixtures("in_gallery")
def test_a_served_site_has_no_gallery(client, settings):
    settings.DEMO = False

    assert client.get("/galerie/").status_code == 404
