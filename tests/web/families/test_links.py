"""The pages of a guardian, by link: answer, change one’s mind, follow."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.people.models import Authorisation
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import (
    AuthorisationFactory,
    GuardianFactory,
    MenteeFactory,
    MenteeIdentityFactory,
    cleared_mentor,
)
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

LATER = {f"reply_{number}": "later" for number in range(4)}
YES_EVERYWHERE = {f"reply_{number}": "yes" for number in range(4)}


@pytest.fixture(autouse=True)
def nobody_guessed():
    cache.clear()


@pytest.fixture
def guardian():
    mentee = MenteeFactory(first_name="Noé", last_name="Secret")
    return GuardianFactory(mentee=mentee, full_name="Anna Exemple")


def link_of(guardian, act=LinkAct.AUTHORISE):
    return access.make_link(act=act, guardian=guardian, now=MONDAY, by=None)


def visit(link, name="families:answer", **data):
    address = reverse(name, args=[link_token(link)])
    browser = Client()
    return browser.post(address, data, follow=True) if data else browser.get(address)


def said(guardian):
    rows = Authorisation.objects.unscoped("a test").filter(mentee=guardian.mentee, is_latest=True)
    return {row.scope: (row.state, row.channel, row.recorded_by) for row in rows}


def test_a_guardian_answers_point_by_point(guardian):
    relation = MentorshipFactory(mentee=guardian.mentee, awaiting=True)

    page = Page(visit(link_of(guardian), **LATER | {"reply_0": "yes", "reply_1": "no"}))

    assert said(guardian) == {
        "in_person": ("given", "link", None),
        "remote": ("refused", "link", None),
    }
    relation.refresh_from_db()
    assert relation.state == "ready"
    assert "Votre réponse est enregistrée. Elle vaut dès maintenant." in page.text
    assert page.values("input[checked]", "id") == [
        "id_reply_0_0",
        "id_reply_1_1",
        "id_reply_2_2",
        "id_reply_3_2",
    ]


def test_the_same_link_takes_a_yes_back_at_once(guardian):
    link = link_of(guardian)
    visit(link, **YES_EVERYWHERE)
    relation = MentorshipFactory(mentee=guardian.mentee, active=True)

    visit(link, **YES_EVERYWHERE | {"reply_0": "no"})

    relation.refresh_from_db()
    assert said(guardian)["in_person"][0] == "withdrawn"
    assert relation.state == "suspended"


def test_the_page_of_the_link_reads_well_and_names_the_child_by_first_name(guardian):
    page = Page(Client().get(f"/l/{link_token(link_of(guardian))}/", follow=True))

    assert page.flaws == []
    assert "demande votre accord pour Noé" in page.text
    assert "Secret" not in page.text


def test_an_image_is_asked_for_one_project(guardian):
    AuthorisationFactory(
        mentee=guardian.mentee,
        guardian=guardian,
        scope="image",
        purpose="film du salon",
        state="requested",
        channel="",
        answered_on=None,
    )

    page = Page(visit(link_of(guardian), **LATER, reply_4="yes"))

    assert "Être pris en photo ou filmé pour : film du salon" in page.text
    assert said(guardian)["image"][0] == "given"


def test_an_empty_answer_is_not_an_answer(guardian):
    link = link_of(guardian)
    before = everything()

    page = Page(visit(link, **LATER))

    assert page.all(".error-lines li") == ["Répondez oui ou non à une question au moins."]
    assert everything() == before


@pytest.mark.parametrize("name", ["families:answer", "families:follow"])
def test_a_link_that_is_revoked_or_of_another_act_does_nothing(guardian, name):
    revoked, other = link_of(guardian), link_of(guardian, LinkAct.OWN_DATA)
    access.revoke_links(pk=revoked.pk, now=MONDAY)
    before = everything()

    found = [visit(link, name, **YES_EVERYWHERE).status_code for link in (revoked, other)]

    assert (found, everything()) == ([410, 410], before)


def test_the_page_that_follows_writes_nothing(guardian):
    link = link_of(guardian, LinkAct.FAMILY)
    before = everything()

    visit(link, "families:follow", **YES_EVERYWHERE)

    assert everything() == before


def test_at_eighteen_the_question_is_no_longer_asked(guardian):
    MenteeIdentityFactory(mentee=guardian.mentee, birth_date=MONDAY.date().replace(year=2008))

    page = Page(visit(link_of(guardian), **YES_EVERYWHERE))

    assert page.heading == "Votre enfant est majeur"
    assert said(guardian) == {}


def test_a_family_follows_its_child_and_no_other(guardian):
    mentor = cleared_mentor(first_name="Maud", last_name="Longuenom", job="électricienne")
    relation = MentorshipFactory(mentee=guardian.mentee, mentor=mentor, active=True)
    MentoringSessionFactory(mentorship=relation, starts_at=paris(24, 10), ends_at=paris(24, 11))
    other = MentorshipFactory(active=True)
    MentoringSessionFactory(mentorship=other, starts_at=paris(26, 15), ends_at=paris(26, 16))
    link_of(guardian)

    page = Page(visit(link_of(guardian, LinkAct.FAMILY), "families:follow"))

    assert page.flaws == []
    assert "Le mentorat est en cours." in page.text
    assert "Maud L., électricienne" in page.text
    assert "Longuenom" not in page.text
    assert page.text.index("119") < page.text.index("Le mentorat est en cours.")
    assert all(number in page.text for number in ("17", "112", "119", "3018"))
    assert "24 novembre" in page.text
    assert "26 novembre" not in page.text
    assert page.all("a[href*=autoriser]") == ["Changer ou retirer une autorisation"]


def test_a_family_page_asks_as_many_questions_for_1_session_as_for_3(
    guardian, django_assert_num_queries
):
    relation = MentorshipFactory(mentee=guardian.mentee, active=True)
    link = link_of(guardian, LinkAct.FAMILY)

    for hour in (9, 11, 14):
        MentoringSessionFactory(
            mentorship=relation, starts_at=paris(24, hour), ends_at=paris(24, hour + 1)
        )
        with django_assert_num_queries(14):
            visit(link, "families:follow")
