"""One's own data: on a page, as a file, and by a link that goes to the known address alone."""

import pytest
from django.core.cache import cache
from django.test import Client

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.journal.models import Entry
from mentorat.web.guests import MOST_GUESSES
from mentorat.web.own_data.sheet import _words
from tests.factories.closing import CertificateFactory
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, get, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture(autouse=True)
def no_guess_yet():
    cache.clear()


def own_link(people):
    link = access.make_link(act=LinkAct.OWN_DATA, mentor=people.mentor, now=MONDAY, by=None)
    return f"/mes-donnees/lien/{link_token(link)}/"


@pytest.mark.parametrize("person", ["mentee", "mentor", "bde", "association", "dgesco"])
def test_each_person_reads_and_takes_away_what_concerns_him_or_her(people, person):
    page = get(people[person], "own_data:mine").page

    taken = sign_in(people[person]).post("/mes-donnees/lire/")

    entry = Entry.objects.unscoped("a test").get(event="data_exported")
    assert page.flaws == []
    assert taken["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert people[person].user.email in str(taken.json())
    assert (entry.by, entry.about_id) == (people[person].user, people[person].user_id)


@pytest.mark.parametrize(
    ("person", "title"),
    [
        ("mentee", "Ce que la plateforme garde sur toi"),
        ("mentor", "Ce que la plateforme garde sur vous"),
    ],
)
def test_what_concerns_a_person_is_handed_out_as_a_sheet_to_read(people, person, title):
    taken = sign_in(people[person]).post("/mes-donnees/lire/", {"form": "pdf"})

    assert taken["Content-Type"] == "application/pdf"
    assert taken["Content-Disposition"] == 'inline; filename="mes-donnees.pdf"'
    # Titles of a file are written in UTF-16.
    assert title.encode("utf-16-be").hex().upper().encode() in taken.content.upper() or (
        title.encode() in taken.content
    )
    assert Entry.objects.unscoped("a test").filter(event="data_exported").count() == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "oui"),
        ("2026-11-23", "23 novembre 2026"),
        ("2026-11-23T10:00:00+00:00", "23 novembre 2026 à 11:00"),
        (["anglais", "arabe"], "anglais, arabe"),
        ({"vu": False, "vide": ""}, "vu : non"),
        ("12", "12"),
    ],
)
def test_days_and_answers_are_said_as_one_says_them(value, said):
    assert _words(value) == said


def test_reading_is_not_taking(people):
    get(people["mentor"], "own_data:mine")

    assert not Entry.objects.unscoped("a test").filter(event="data_exported").exists()


def test_the_same_answer_to_whoever_asks(queue):
    answers = {
        Page(Client().post("/mes-donnees/", {"address": address})).heading
        for address in ("connue@exemple.fr", "inconnue@exemple.fr")
    }

    assert answers == {"C’est demandé"}
    assert len(queue.jobs) == 2


def test_whoever_asks_too_often_is_kept_out(queue):
    for _ in range(MOST_GUESSES):
        Client().post("/mes-donnees/", {"address": "a@exemple.fr"})

    assert Client().post("/mes-donnees/", {"address": "a@exemple.fr"}).status_code == 429
    assert len(queue.jobs) == MOST_GUESSES


def test_the_holder_of_a_link_reads_takes_away_and_prints_certificates(people):
    own = CertificateFactory(project=people.project, mentor=people.mentor)
    address = own_link(people)
    client = Client()

    page = Page(client.get(address))
    taken = client.post(address)

    sheet = page.values("main a[href$='.pdf']", "href")
    assert page.flaws == []
    assert people.mentor.email in str(taken.json())
    assert client.get(sheet[0]).content.startswith(b"%PDF")
    assert sheet[0].endswith(f"/{own.pk}.pdf")


def test_a_link_opens_the_certificate_of_no_one_else(people):
    other = CertificateFactory(project=people.project, kind="mentee", mentee=people.mentee)
    token = own_link(people).split("/")[-2]

    assert Client().get(f"/attestations/lien/{token}/{other.pk}.pdf").status_code == 404


def test_a_guess_reads_nothing(people):
    number = own_link(people).split("/")[-2].partition("-")[0]

    assert Client().get(f"/mes-donnees/lien/{number}-{'0' * 26}/").status_code == 410
